import Foundation
import LoopbackServer
import Testing
import VariantGym

@testable import VariantGymPolicies

/// The golden table must come out the same however the policy is reached.
@Suite("Transports", .serialized, .timeLimit(.minutes(10)))
struct TransportTests {
  private static let scripts: [String: ScriptedPolicy.Script] = [
    "expert": .expert, "random": .randomValid, "clinging": .clinging,
  ]

  /// A few of the sets, and in long runs all of them, with fewer episodes each.
  private static let recipes =
    ProcessInfo.processInfo.environment["VARIANTGYM_LAW_CASES"] == nil
    ? StudySets.evaluation.filter {
      ["sokoban-numerical", "sokoban-fake-permuted", "points-all-5", "points-fake-all-5"]
        .contains($0.name)
    }
    : StudySets.evaluation.map { recipe in
      var recipe = recipe
      recipe.rows = min(recipe.rows, 20)
      return recipe
    }

  private func play(
    _ recipe: Recipe, _ policy: some Policy
  ) async throws -> [EpisodeResult] {
    await Evaluator(policy: policy).play(try recipe.episodes(in: .standard))
  }

  @Test(
    "in process, subprocess, HTTP on loopback, recording and replay give the same episodes",
    arguments: recipes, scripts.keys.sorted())
  func same(recipe: Recipe, script: String) async throws {
    let scripted = ScriptedPolicy(Self.scripts[script]!, catalog: .standard)
    let expected = try await play(recipe, scripted)
    #expect(Summary(expected).failures == 0)

    let subprocess = try SubprocessPolicy(command: [Self.processPath, script])
    #expect(try await play(recipe, subprocess) == expected)

    let asked = Shared<[Int: Request]>([:])
    try await withServer { exchange in
      // The server knows the episode by the seed, which is all that a request says of it.
      guard let seed = exchange.json["seed"] as? Int, let request = asked.value[seed] else {
        return [.response(status: 400, "unknown seed")]
      }
      guard case .success(let reply) = await scripted.replies(to: [request])[0],
        let text = try? JSONEncoder().encode(reply.text)
      else { return [.response(status: 400, "no reply")] }
      return [
        .response(
          #"{"choices":[{"message":{"content":\#(String(decoding: text, as: UTF8.self))}}]}"#)
      ]
    } _: { server in
      let chat = Noting(base: try chatPolicy(server) { $0.timeout = patience }, asked: asked)
      #expect(try await play(recipe, chat) == expected)
    }

    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("replay-\(UUID().uuidString).jsonl").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try await play(recipe, try RecordingPolicy(scripted, path: path)) == expected)
    #expect(try await play(recipe, try ReplayPolicy(path: path)) == expected)
  }

  /// Notes which request has which seed, so that the server on the other side can look it up.
  private struct Noting: Policy {
    let base: ChatCompletionsPolicy
    let asked: Shared<[Int: Request]>

    func replies(to requests: [Request]) async -> [Outcome] {
      asked.update { asked in
        for request in requests { asked[request.seed] = request }
      }
      return await base.replies(to: requests)
    }
  }

  /// The helper program, which stands beside the tests.
  private static let processPath: String = {
    let tests = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    let folder =
      tests?.bundleURL.deletingLastPathComponent()
      ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    return folder.appendingPathComponent("ScriptedProcess").path
  }()
}
