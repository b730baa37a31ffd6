import Testing
import VariantGym

@Suite("Reasoning that a server tells apart")
struct ReasoningTests {
  private static let pieces = [
    "<think>", "</think>", "<answer>", "</answer>", "<answer> Up </answer>", "Up", "\n", "so",
    "<answer> Down </answer>", "\\boxed{Up}", "**Answer:** Up",
  ]

  @Test("changes no verdict, whatever stands in it", arguments: Framing.Container.allCases)
  func verdicts(container: Framing.Container) throws {
    var random = Random(seed: 5)
    let answers = ["Up", "Down"].map {
      ReplyLayout.compose(thought: "", answer: $0, prefill: .none, container: container)
    }
    func text() -> String {
      (0..<random.within(0...5)).map { _ in random.pick(from: Self.pieces + answers) }.joined()
    }
    let episode = try Catalog.standard.family(named: "sokoban").twins(
      at: Address(
        family: "sokoban", difficulty: "simple", split: .test, cohort: ["base"], index: 0),
      framing: Framing(container: container))[0]
    var valid = 0
    for _ in 0..<2000 {
      let reply = Reply(text: text(), reasoning: text())
      var (alone, whole) = (episode, episode)
      let one = alone.submit(reply.text)
      let other = whole.submit(reply.whole(in: episode.identity.framing))
      #expect(one == other, "\(reply)")
      if one.verdict.isValid { valid += 1 }
    }
    #expect(valid > 50)
  }

  @Test("of any length spoils no answer", arguments: [Framing.Prefill.none, .thought, .answer])
  func longReasoning(prefill: Framing.Prefill) throws {
    let framing = Framing(prefill: prefill)
    let episode = try Catalog.standard.family(named: "sokoban").twins(
      at: Address(
        family: "sokoban", difficulty: "simple", split: .test, cohort: ["base"], index: 0),
      framing: framing)[0]
    let text = prefill == .answer ? " Up </answer>" : "<answer> Up </answer>"
    for length in [ReplyLayout.lengthLimit - 100, ReplyLayout.lengthLimit - 30, 8_000_000] {
      let reply = Reply(text: text, reasoning: String(repeating: "x", count: length))
      var play = episode
      #expect(play.submit(reply.whole(in: framing)).verdict.isValid)
    }
  }
}
