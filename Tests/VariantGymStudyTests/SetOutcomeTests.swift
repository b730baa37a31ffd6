import Testing
import VariantGym

@testable import VariantGymStudy

@Suite("Outcome of a set")
struct SetOutcomeTests {
  /// Always the same reply.
  private struct Fixed: Policy {
    let text: String

    func replies(to requests: [Request]) async -> [Result<Reply, PolicyFailure>] {
      requests.map { _ in .success(Reply(text: text)) }
    }
  }

  private func outcome(_ reply: String) async throws -> SetOutcome {
    let recipe = Recipe(
      name: "hands", family: "general-points", difficulty: Mixture("four"), split: .test,
      variant: "base", framing: Framing(asksForThought: true, wording: .compact),
      content: .prompts, sampling: .distinctStarts, rows: 5, seed: 1)
    let tasks = TaskList([
      EvaluationSet(name: "hands", episodes: try recipe.episodes(in: .study))
    ])
    let results = await Evaluator(policy: Fixed(text: reply)).play(tasks)
    return SetOutcome(results, set: "hands")
  }

  @Test("thoughts are counted once a statement was read, were all of them false")
  func falseThoughts() async throws {
    let lies = try await outcome("<think>\n2+2=5 | 5 1 1\n</think>\n<answer> {} </answer>")
    #expect(lies.statements == [1, 1, 1, 1, 1])
    #expect(lies.trueStatements == [0, 0, 0, 0, 0])
    #expect(lies.fault == nil)

    let silence = try await outcome("<answer> {} </answer>")
    #expect(silence.statements == nil && silence.trueStatements == nil)
    #expect(silence.fault == nil)
  }
}
