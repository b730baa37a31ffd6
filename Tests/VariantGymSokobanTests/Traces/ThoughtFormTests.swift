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
      // The names of the sizes tell whoever set the budget what it would have to be.
      let refusal = #expect(throws: SearchLimit.self) {
        try episode.gold(.obedient, form: ThoughtForm(style: "direct", steps: 3))
      }
      let told = try episode.gold(.obedient, style: "direct").text
      let size = try ReplyLayout.dissect(told, prefill: .none).thought.count - 2
      let lines = told.split(separator: "\n").count - 3
      #expect(refusal.map { "\($0)" }?.contains("\(size) characters and \(lines) steps") == true)
      // A budget of as many steps as the thought has is enough.
      #expect(
        try episode.gold(.obedient, form: ThoughtForm(style: "direct", steps: lines)).text == told)
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

  @Test("A budget of steps costs dead ends one by one")
  func budgetsOfSteps() throws {
    for index in 0..<6 {
      let episode = try episode(index)
      func steps(detours: Int) throws -> Int {
        let form = ThoughtForm(style: "search", detours: detours)
        return try episode.gold(.obedient, form: form).text.split(separator: "\n").count - 3
      }
      let (least, most) = (try steps(detours: 0), try steps(detours: 3))
      var deadEnds: [Int] = []
      for budget in least...most {
        let text = try episode.gold(
          .obedient, form: ThoughtForm(style: "search", steps: budget)
        ).text
        #expect(text.split(separator: "\n").count - 3 <= budget)
        #expect(episode.checkThought(of: text).isProven)
        deadEnds.append(text.split(separator: "Dead end").count - 1)
      }
      #expect(deadEnds == deadEnds.sorted())
      #expect(deadEnds.first == 0 && (least == most || deadEnds.last != 0))
      #expect(throws: SearchLimit.self) {
        try episode.gold(.obedient, form: ThoughtForm(style: "search", steps: least - 1))
      }
    }
  }

  @Test("Seeds tell the same plan in many ways, all of them true")
  func seeds() throws {
    for (index, style) in ["direct", "search", "terse"].enumerated() {
      let state = try episode(index).state
      let labels = LabelSet.numerical
      let plan = try #require(try SokobanSolver().solve(state, under: labels))
      func tell(_ choices: Random?) throws -> String {
        try SokobanNarrator().thought(
          to: plan, in: state, under: labels, horizon: 2, form: ThoughtForm(style: style),
          choices: choices)
      }
      var texts: Set<String> = []
      for seed in 0..<20 {
        let text = try tell(Random(seed: UInt64(seed)))
        #expect(try tell(Random(seed: UInt64(seed))) == text)
        texts.insert(text)
        let thought = Thought<SokobanRules>(
          text: text[...], state: state, convention: labels, base: .base,
          answer: Array(plan.prefix(2)))
        #expect(SokobanTraceVerifier().check(thought).isProven, "\(text)")
      }
      // Shorthand has one way to say each thing.
      #expect(style == "terse" ? texts.count == 1 : texts.count > 15)
      #expect(try tell(nil) == tell(nil))
    }
  }

  @Test("Labels of one's own are read back, whatever is in them")
  func ownLabels() throws {
    let texts = [
      "\"x\"", "\"", "👩‍👩‍👧", "⬇️", "(a.b)", "it's:", "U=\"", "100%", "=", "?!", "é", "!", "B", "P",
      "a\"b", "...x", "means", "[1]", "{label}", "右",
    ]
    let state = try episode(2, difficulty: "two-boxes").state
    let plan = try #require(try SokobanSolver().solve(state, under: LabelSet.base))
    for first in texts.indices {
      let set = (0..<4).map { texts[(first + $0 * 7) % texts.count] }
      let labels = try LabelSet(up: set[0], down: set[1], left: set[2], right: set[3])
      for style in ["direct", "search", "terse"] {
        for choices in [nil, Random(seed: UInt64(first))] {
          let text = try SokobanNarrator().thought(
            to: plan, in: state, under: labels, horizon: 6, form: ThoughtForm(style: style),
            choices: choices)
          let thought = Thought<SokobanRules>(
            text: text[...], state: state, convention: labels, base: .base,
            answer: Array(plan.prefix(6)))
          #expect(SokobanTraceVerifier().check(thought).isProven, "\(set) \(text)")
        }
      }
    }
  }

  @Test("Any count of dead ends may be asked for, within any budget", .timeLimit(.minutes(10)))
  func detourCounts() throws {
    let episode = try episode(0)
    let none = try episode.gold(.obedient, form: ThoughtForm(style: "search", detours: 0)).text
    for detours in [-1, Int.min] {
      let form = ThoughtForm(style: "search", detours: detours)
      #expect(try episode.gold(.obedient, form: form).text == none)
    }
    let tight = ThoughtForm(style: "search", detours: .max, characters: 20)
    #expect(throws: SearchLimit.self) { try episode.gold(.obedient, form: tight) }
  }

  @Test("Wrong twins are told in the form of the gold reply that they are twins of")
  func twinsOfShortenedThoughts() throws {
    var shortened = 0
    for index in 0..<6 {
      let episode = try episode(index)
      let free = ThoughtForm(style: "search")
      let none = try episode.gold(.obedient, form: ThoughtForm(style: "search", detours: 0)).text
      guard try episode.gold(.obedient, form: free).text.count > none.count + 100 else { continue }
      shortened += 1
      let tight = ThoughtForm(style: "search", characters: none.count)
      for twin in try episode.negatives(form: tight) {
        #expect(!twin.text.contains("Dead end"), "\(twin.fault.rawValue): \(twin.text)")
      }
      #expect(throws: SearchLimit.self) {
        try episode.negatives(form: ThoughtForm(style: "search", characters: 20))
      }
    }
    #expect(shortened > 0)
    #expect(throws: SearchLimit.self) {
      try episode(0).negatives(form: ThoughtForm(style: "sonnet"))
    }
  }

  @Test("The longest labels are read back in every style, and longer ones are refused")
  func longLabels() throws {
    let words = ["a", "b", "c", "d"].map { String(repeating: $0, count: 100) }
    let labels = try LabelSet(up: words[0], down: words[1], left: words[2], right: words[3])
    let drawn = try episode(0)
    for style in SokobanNarrator().styleNames {
      for isVaried in [false, true] {
        let episode = TextEpisode(
          parts: SokobanParts(), identity: drawn.identity, instance: drawn.instance,
          terms: Terms(honest: labels))
        let text = try episode.gold(
          .obedient, form: ThoughtForm(style: style, isVaried: isVaried)
        ).text
        #expect(episode.checkThought(of: text).isProven, "\(text)")
      }
    }
    #expect(throws: LabelError(.tooLong, label: words[0] + "a")) {
      try LabelSet(up: words[0] + "a", down: "b", left: "c", right: "d")
    }
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
}
