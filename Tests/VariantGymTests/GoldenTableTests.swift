import Testing
import VariantGym

/// The known answers of the system: what scripted policies must reach on every evaluation set.
@Suite("Golden table")
struct GoldenTableTests {
  private func summary(
    _ script: ScriptedPolicy.Script, _ recipe: Recipe
  ) async throws -> Summary {
    let policy = ScriptedPolicy(script, catalog: .standard)
    return Summary(await Evaluator(policy: policy).play(try recipe.episodes(in: .standard)))
  }

  @Test(
    "the expert is right on honest sets, valid and wrong on fakes", arguments: StudySets.evaluation)
  func expert(recipe: Recipe) async throws {
    let summary = try await summary(.expert, recipe)
    #expect(summary.failures == 0)
    #expect(summary.validity == 1)
    let variant = "\(recipe.variant)"
    if !variant.hasPrefix("fake-") {
      #expect(summary.success == 1)
    } else if variant == "fake-permuted" {
      // Other moves than asked for may solve a room by chance.
      #expect(summary.success < 0.2)
    } else {
      #expect(summary.success == 0)
    }
  }

  @Test(
    "who clings to the training language is right where it counts, and valid only there",
    arguments: StudySets.evaluation)
  func clinging(recipe: Recipe) async throws {
    let summary = try await summary(.clinging, recipe)
    let variant = "\(recipe.variant)"
    let speaksBase = ["base", "empty"].contains(variant)
    if speaksBase || variant.hasPrefix("fake-") { #expect(summary.success == 1) }
    if speaksBase || variant.hasSuffix("permuted") {
      #expect(summary.validity == 1)
    } else {
      #expect(summary.validity == 0)
      #expect(summary.clung == 1)
      if !variant.hasPrefix("fake-") { #expect(summary.success == 0) }
    }
  }

  @Test(
    "random replies are always valid and seldom right",
    arguments: StudySets.evaluation.filter {
      $0.family == "general-points" || $0.variant == "emoji"
    })
  func random(recipe: Recipe) async throws {
    let summary = try await summary(.randomValid, recipe)
    #expect(summary.validity == 1)
    #expect(summary.success < 0.5)
  }

  @Test("a policy's failure is counted apart and is no answer")
  func failure() async throws {
    struct Broken: Policy {
      func replies(to requests: [Request]) async -> [Result<Reply, PolicyFailure>] {
        requests.dropLast().map { _ in .failure(PolicyFailure("out of order")) }
      }
    }
    let episodes = try StudySets.named("points-id").episodes(in: .standard).prefix(5)
    let results = await Evaluator(policy: Broken(), capacity: Capacity(batch: 2, calls: 1)).play(
      Array(episodes))
    #expect(Summary(results).failures == 5)
    #expect(results.allSatisfy { $0.turns.isEmpty })
  }
}
