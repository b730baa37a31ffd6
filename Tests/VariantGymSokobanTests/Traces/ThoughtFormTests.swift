import Testing
import VariantGymCore

@testable import VariantGymSokoban

@Suite("Forms of thoughts about rooms")
struct ThoughtFormTests {
  private func episode(
    _ index: Int, difficulty: String = "larger", variant: String = "numerical"
  ) throws -> TextEpisode<SokobanParts> {
    let address = Address(
      family: "sokoban", difficulty: difficulty, split: .test, cohort: [variant], index: index)
    return try Family(SokobanParts()).typedTwins(at: address, framing: Framing())[0]
  }

  @Test("A budget costs dead ends, never truth")
  func budgets() throws {
    var shortened = 0
    for index in 0..<6 {
      let episode = try episode(index)
      let free = try episode.gold(.obedient, style: "search").text
      let direct = try episode.gold(.obedient, form: ThoughtForm(style: "search", detours: 0)).text
      for budget in stride(from: free.count, to: direct.count, by: -40) {
        let form = ThoughtForm(style: "search", characters: budget)
        let text = try episode.gold(.obedient, form: form).text
        let layout = try ReplyLayout.dissect(text, prefill: .none)
        #expect(layout.thought.count <= budget + 2, "two line feeds stand around a thought")
        #expect(episode.checkThought(of: text).isProven)
        if text != free { shortened += 1 }
      }
      #expect(throws: SearchLimit.self) {
        try episode.gold(.obedient, form: ThoughtForm(style: "search", characters: 20))
      }
      #expect(throws: SearchLimit.self) {
        try episode.gold(.obedient, form: ThoughtForm(style: "direct", steps: 3))
      }
    }
    #expect(shortened > 20)
  }

  @Test("Varied thoughts differ, are the same again, and are proven")
  func variety() throws {
    var differing = 0
    for index in 0..<30 {
      let episode = try episode(index, difficulty: "two-boxes")
      for style in ["direct", "search"] {
        let varied = ThoughtForm(style: style, isVaried: true)
        let text = try episode.gold(.obedient, form: varied).text
        #expect(try episode.gold(.obedient, form: varied).text == text)
        #expect(episode.checkThought(of: text).isProven)
        if try episode.gold(.obedient, style: style).text != text { differing += 1 }
      }
    }
    #expect(differing > 50)
  }

  @Test("An unknown style is named")
  func unknownStyle() throws {
    let episode = try episode(0)
    #expect(throws: SearchLimit.self) { try episode.gold(.obedient, style: "sonnet") }
  }

  @Test("A style of one's own is read back with its phrases")
  func ownStyle() throws {
    struct Whisper: TraceStyle {
      let name = "whisper"
      let shape = TraceShape.derivation
      func write(_ steps: [SokobanStep], phrasing: inout Phrasing) -> String {
        steps.map { step in
          guard case .label(let direction, let label) = step else {
            return SokobanShorthand(name: name, shape: shape).write([step], phrasing: &phrasing)
          }
          return "psst, \(direction.name) is \"\(label)\""
        }.joined(separator: "\n")
      }
    }
    let phrase = SokobanPhrasebook.Phrase("psst, {direction} is {label}") { slots in
      guard case .direction(let direction) = slots[0], case .labels(let labels) = slots[1]
      else { return nil }
      return .label(direction, labels[0])
    }
    let parts = SokobanParts(
      narrator: SokobanNarrator(styles: [Whisper()]),
      traceVerifier: SokobanTraceVerifier(phrases: [phrase]))
    let address = Address(
      family: "sokoban", difficulty: "simple", split: .test, cohort: ["emoji"], index: 4)
    let episode = try Family(parts).typedTwins(at: address, framing: Framing())[0]
    let text = try episode.gold(.obedient, style: "whisper").text
    #expect(text.contains("psst") && episode.checkThought(of: text).isProven)
  }

  @Test("Garbage and mutated thoughts are read without harm")
  func garbage() throws {
    let episode = try episode(3)
    let gold = try episode.gold(.obedient, style: "search").text
    var random = Random(seed: 3)
    for _ in 0..<40 {
      var bytes = Array(gold.utf8)
      for _ in 0..<random.within(1...20) {
        bytes[random.below(bytes.count)] = UInt8(random.below(256))
      }
      _ = episode.checkThought(of: String(decoding: bytes, as: UTF8.self))
    }
    for piece in ["(", "1", "\"", "(1, 1), ", "go ", "the box is at ", "é", "; ", "\n", "= \""] {
      let long = String(repeating: piece, count: 4_000 / piece.utf8.count)
      let report = episode.checkThought(of: "<think>\(long)</think><answer>1</answer>")
      #expect(!report.isProven)
    }
  }
}
