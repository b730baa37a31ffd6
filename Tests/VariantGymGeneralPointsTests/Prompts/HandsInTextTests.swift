import Testing
import VariantGymCore

@testable import VariantGymGeneralPoints

@Suite("Hands in texts of any origin")
struct HandsInTextTests {
  /// Ways in which prompts list cards.
  private static let lists: [@Sendable ([String]) -> String] = [
    { "Your cards: " + $0.joined(separator: ", ") },
    { "You have " + $0.joined(separator: ", ") + " now. What do you do?" },
    { "Cards: ['" + $0.joined(separator: "', '") + "']" },
    { "{\"cards\": [\"" + $0.joined(separator: "\",\"") + "\"]}" },
    { $0.joined(separator: " ") + " = 24" },
    { "On the table:\n" + $0.joined(separator: "\n") + "\n\nGo." },
    { "You hold " + $0.dropLast().joined(separator: ", ") + " and \($0.last!)." },
    { "Es sind " + $0.dropLast().joined(separator: ", ") + " und \($0.last!)." },
  ]

  /// Ways in which prompts state a rule.
  private static let rules: [@Sendable ([(String, Int)]) -> String] = [
    { "A counts 1. In this game " + listed($0) { "\($0) counts \($1)" } + "." },
    {
      "An A stands for 1, " + $0.map { "\($0) for \($1)" }.joined(separator: ", ")
        + ", others as shown."
    },
    { $0.map { "\($0) is worth \($1)" }.joined(separator: "\n") + "\nA is worth 1" },
    { "VALUES: A=1 " + $0.map { "\($0)=\($1)" }.joined(separator: " ") },
    { "| card | value |\n| A | 1 |\n" + $0.map { "| \($0) | \($1) |" }.joined(separator: "\n") },
    { $0.map { "Under \($0) write \($1)." }.joined(separator: " ") },
    { "Note that " + $0.map { "'\($0)' counts as '\($1)'" }.joined(separator: ", ") + "." },
    { "In diesem Spiel zählt " + listed($0, "und") { "\($0) als \($1)" } + "." },
    {
      listed($0) { symbol, _ in symbol } + " count as " + listed($0) { _, value in "\(value)" }
        + " respectively."
    },
  ]

  private static func listed(
    _ values: [(String, Int)], _ word: String = "and", _ say: (String, Int) -> String
  ) -> String {
    let parts = values.map(say)
    return parts.dropLast().joined(separator: ", ") + " \(word) " + parts.last!
  }

  @Test("cards, rule and target are found", arguments: lists.indices, rules.indices)
  func prompts(list: Int, rule: Int) throws {
    var random = Random(seed: 61)
    let ranks = ["A", "2", "3", "4", "5", "6", "7", "8", "9", "10", "J", "Q", "K", "14", "19"]
    for _ in 0..<20 {
      let cards = (0..<random.within(4...6)).map { _ in random.pick(from: ranks) }
      let values = (random.within(5...13), random.within(5...13), random.within(5...13))
      var faces = [("J", values.0), ("Q", values.1), ("K", values.2)]
      random.shuffle(&faces)
      let stated = try FaceRule(jack: values.0, queen: values.1, king: values.2)
      let text =
        "You are dealt \(cards.count) cards. Make 24 of them.\n\n\(Self.rules[rule](faces))\n\n"
        + "\(Self.lists[list](cards))\n<answer> {\"cards\": [...], \"number\": [...]} </answer>"
      let found = HandsInText(text)
      #expect(found.hands == [cards.compactMap { Card(symbol: $0) }], "\(text)")
      #expect(found.rule == stated, "\(text)")
      #expect(found.target(expected: 24) == 24)
    }
  }

  @Test("faces that share a value are read, by their names too")
  func sharedValues() throws {
    for text in ["J, Q and K all count as 5", "jacks, queens and kings are worth 5"] {
      #expect(HandsInText(text).rule == FaceRule.all(5))
    }
    #expect(HandsInText("Number cards count what they show.").rule == nil)
    #expect(try HandsInText("K counts 13.").rule == FaceRule(jack: 10, queen: 10, king: 13))
  }

  @Test("another target is found where the expected one is not mentioned")
  func targets() {
    #expect(HandsInText("Make 36 of 4 cards: K, 3, 8, A").target(expected: 24) == 36)
    #expect(HandsInText("4 cards: K, 3, 8, A\nA sum that makes 24").target(expected: 24) == 24)
    #expect(HandsInText("K, 3, 8, A").target(expected: 24) == 24)
  }

  @Test("several hands are found, and a list of all letters beside them is none")
  func severalHands() {
    let text = "A, J, Q, K are special. First 2, 3, 4, K and then 5, 6, 7, Q."
    #expect(HandsInText(text).hands.count == 2)
    #expect(HandsInText("Cards: A, J, Q, K").hands.count == 1)
  }

  @Test(
    "what is no hand is passed over",
    arguments: [
      "", "4 cards, 24 points", "Steps 1, 2, 3", "A=1 J=10 Q=10 K=10", "1.5, 2.5, 3.5, 4.5",
      "| J | 10 |\n| Q | 10 |\n| K | 10 |", "+, -, * and /", "100, 200, 300, 400", "a, j, q, k",
    ])
  func noHands(text: String) {
    #expect(HandsInText(text).hands.isEmpty)
  }

  @Test("values look through the order of cards and the rule, ranks through the rule alone")
  func keys() throws {
    let parts = PointsParts()
    func keys(_ text: String) throws -> [ContentKind: ContentKey] {
      try #require(parts.content(ofPrompt: "Make 24. \(text)").instances.first).keys
    }
    let first = try keys("J counts 10, Q counts 10 and K counts 10. Cards: K, 3, 8, A")
    let reordered = try keys("J=10 Q=10 K=10\n3 A K 8")
    let tens = try keys("J counts 5, Q counts 5 and K counts 5. Cards: 10, 8, 3, A")
    let other = try keys("J counts 5, Q counts 5 and K counts 5. Cards: K, 8, 3, A")
    #expect(first == reordered)
    #expect(first[.values] == tens[.values] && first[.ranks] != tens[.ranks])
    #expect(first[.values] != other[.values] && first[.ranks] == other[.ranks])
  }

  @Test("a long table of numbers is read in time linear in it")
  func manyNumbers() {
    // A quadratic reading of this would take minutes.
    let text = "J counts 11. " + String(repeating: "100 ", count: isRelease ? 2_000_000 : 300_000)
    #expect(PointsParts().content(ofPrompt: text).instances.isEmpty)
  }
}
