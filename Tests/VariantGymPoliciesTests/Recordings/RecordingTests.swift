import Foundation
import Testing
import VariantGym

@testable import VariantGymPolicies

@Suite("Recordings")
struct RecordingTests {
  /// Says something else for every request, and nothing to some.
  private struct Chatty: Policy {
    func replies(to requests: [Request]) async -> [Outcome] {
      requests.map { request in
        let number = request.episode.address.index
        if number % 5 == 4 { return .failure(PolicyFailure("the fifth", cause: .timedOut)) }
        return .success(
          Reply(
            text: "\"\(number)\"\n\u{2028}é/\u{1F600}",
            reasoning: number % 2 == 0 ? "hm" : nil,
            usage: number % 3 == 0 ? Usage(promptTokens: number, completionTokens: 2) : nil,
            ending: number % 4 == 0 ? .length : nil))
      }
    }
  }

  @discardableResult
  private func withFile<Output>(
    _ text: String? = nil, _ body: (String) async throws -> Output
  ) async throws -> Output {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("recording-\(UUID().uuidString).jsonl")
    if let text { try Data(text.utf8).write(to: url) }
    defer { try? FileManager.default.removeItem(at: url) }
    return try await body(url.path)
  }

  @Test("what was recorded is said again, word for word; what failed is missing")
  func roundTrip() async throws {
    try await withFile { path in
      let asked = requests(40)
      // Two runs add to one file; several calls write at once.
      for half in [asked.prefix(20), asked.suffix(20)] {
        let policy = try RecordingPolicy(Chatty(), path: path)
        await withTaskGroup(of: Void.self) { group in
          for request in half { group.addTask { _ = await policy.replies(to: [request]) } }
        }
      }
      let said = await Chatty().replies(to: asked)
      let replay = try ReplayPolicy(path: path)
      #expect(replay.count == 32)
      for (original, again) in zip(said, await replay.replies(to: asked)) {
        if original.cause == nil {
          #expect(again == original)
        } else {
          #expect(again.cause == .missing)
        }
      }
    }
  }

  @Test("a reply belongs to its turn, its sample and its prompt")
  func keys() async throws {
    try await withFile { path in
      let request = requests(1)[0]
      func changed(
        content: String? = nil, history: [String] = [], sample: Int = 0
      ) -> Request {
        Request(
          messages: content.map { [Message(role: .user, content: $0)] } ?? request.messages,
          prefill: "", episode: request.episode, history: history, sample: sample)
      }
      _ = try await RecordingPolicy(Chatty(), path: path).replies(to: [request])
      let replay = try ReplayPolicy(path: path)
      let outcomes = await replay.replies(to: [
        changed(), changed(content: "And now?"), changed(history: ["Up"]), changed(sample: 1),
      ])
      #expect(outcomes.map(\.cause) == [nil, .missing, .missing, .missing])
      #expect(outcomes[1].reason?.contains("another prompt") == true)
      #expect(
        outcomes[3].reason?.hasSuffix("sokoban/simple/test/base/0/0/0 as base, turn 0, sample 1")
          == true)
    }
  }

  @Test("a row of a data set with a text added is a recording")
  func rows() async throws {
    let request = requests(1)[0]
    let episode = String(
      decoding: try JSONEncoder().encode(request.episode), as: UTF8.self)
    let row = #"{"set":"mine","episode":\#(episode),"prompt":[],"text":"Up"}"#
    try await withFile("\n\(row)\r\n\(row)") { path in
      let replies = try await ReplayPolicy(path: path).replies(to: [request])
      #expect(replies == [.success(Reply(text: "Up"))])
    }
  }

  @Test("a bad line is named, and nothing is made of the rest")
  func badLines() async throws {
    let request = requests(1)[0]
    let episode = String(decoding: try JSONEncoder().encode(request.episode), as: UTF8.self)
    func line(_ text: String) -> String { #"{"episode":\#(episode),"text":"\#(text)"}"# }
    func fault(_ text: String) async throws -> String {
      try await withFile(text) { path in
        do throws(PolicyError) {
          _ = try ReplayPolicy(path: path)
          return ""
        } catch {
          return error.description.replacingOccurrences(of: path, with: "")
        }
      }
    }
    #expect(try await fault(line("Up") + "\n" + line("Down").dropLast(3)).hasPrefix(", line 2: "))
    #expect(try await fault("\n\n[]").hasPrefix(", line 3: is no reply to an episode"))
    #expect(
      try await fault([line("Up"), line("Up"), line("Down")].joined(separator: "\n"))
        == ", line 3: gives another reply to the request of an earlier line")
    #expect(throws: PolicyError.file(path: "/nowhere/x", reason: "cannot be read")) {
      try ReplayPolicy(path: "/nowhere/x")
    }
    let missing = "cannot be opened: No such file or directory"
    #expect(throws: PolicyError.file(path: "/nowhere/x", reason: missing)) {
      try RecordingPolicy(Chatty(), path: "/nowhere/x")
    }
  }

  @Test("nothing is added to a file that breaks off inside a line")
  func tornFile() async throws {
    try await withFile("{}\n{\"episode\":") { path in
      let error = PolicyError.file(path: path, reason: "breaks off inside its last line")
      #expect(throws: error) { _ = try RecordingPolicy(Chatty(), path: path) }
    }
  }

  @Test("one recording at a time writes into a file")
  func lock() async throws {
    try await withFile { path in
      let busy = PolicyError.file(path: path, reason: "another process writes into it")
      let policy = try RecordingPolicy(Chatty(), path: path)
      #expect(throws: busy) { _ = try RecordingPolicy(Chatty(), path: path) }
      _ = await policy.replies(to: requests(1))
      #expect(try ReplayPolicy(path: path).count == 1)
    }
  }

  @Test("counts of tokens that no reply can have are refused", arguments: ["-1", "9e18", "1.5"])
  func badUsage(count: String) {
    let json = Data(#"{"promptTokens":1,"completionTokens":\#(count)}"#.utf8)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Usage.self, from: json) }
  }

  @Test("a reply that cannot be written down is a failure", .enabled(if: hasFullDevice))
  func fullDisk() async throws {
    let policy = try RecordingPolicy(Chatty(), path: "/dev/full")
    let outcomes = await policy.replies(to: requests(1))
    #expect(outcomes[0].reason?.hasPrefix("a reply came, but could not be recorded") == true)
  }

  private static let hasFullDevice = FileManager.default.fileExists(atPath: "/dev/full")
}
