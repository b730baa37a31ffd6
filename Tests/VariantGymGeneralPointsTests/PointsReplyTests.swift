import Testing
import VariantGymCore

@testable import VariantGymGeneralPoints

@Suite("General Points replies")
struct PointsReplyTests {
  private let hand = Hand(cards: ["K", "3", "8", "A"].compactMap { Card(symbol: $0) })

  /// Under base the hand is 10, 3, 8, 1.
  private func turn(
    _ answer: String, rule: FaceRule = .base
  ) -> (record: TurnRecord, episode: TextEpisode<PointsParts>) {
    var episode = TextEpisode(
      parts: PointsParts(),
      identity: EpisodeIdentity(
        address: Address(
          family: "general-points", difficulty: "own", split: .test, cohort: ["base"], index: 0),
        variant: "base", framing: Framing()),
      instance: hand, terms: Terms(honest: rule))
    let record = episode.submit("<answer>\(answer)</answer>")
    return (record, episode)
  }

  private func object(
    cards: String = #"["K", "3", "8", "A"]"#, number: String = "[10, 3, 8, 1]", _ formula: String
  ) -> String {
    #"{"cards": \#(cards), "number": \#(number), "formula": "\#(formula)"}"#
  }

  @Test("every grade is reached, and pays what the study pays")
  func grades() throws {
    let cases: [(String, Double, String?, valid: Bool)] = [
      (object("(10 - 8 + 1) * 8"), -2, "wrong-numbers", false),
      (object("3 * (10 - (8 + 1))"), -1, "wrong-value", true),
      (object("(10 + 1 - 3) * 8 / 1"), -2, "wrong-numbers", false),
      (object("(10 + 1 - 8) * 3 + 15"), -2, "wrong-numbers", false),
      (object("(10 + 1 - 3) * 8"), -1, "wrong-value", true),
      (object("10 + 3 + 8 + 1"), -1, "wrong-value", true),
      (object("(10 - 8 + 3"), -3, "illegal-formula", false),
      ("Up", -3, "no-object", false),
      (object(cards: #"["Q", "3", "8", "A"]"#, "10 + 3 + 8 + 1"), -1.5, "misread", true),
      (object(number: "[11, 3, 8, 1]", "11 + 3 + 8 + 1"), -1.5, "misread", false),
      (object("8 / (3 - 3)"), -2, "wrong-numbers", false),
    ]
    for (answer, reward, cause, isValid) in cases {
      let (record, episode) = turn(answer)
      #expect(record.reward == reward, "\(answer)")
      #expect(record.verdict.cause?.rawValue == cause, "\(answer)")
      #expect(record.verdict.isValid == isValid, "\(answer)")
      #expect(episode.status == .failed && !episode.isTruncated)
    }
    let solvable = try PointsSearch.witness(for: [10, 3, 8, 1])
    #expect(solvable != nil)
    let (record, episode) = turn(object("\(solvable!)"))
    #expect(record.reward == 5)
    #expect(record.verdict == Verdict(isValid: true, correctness: .correct))
    #expect(episode.status == .succeeded)
  }

  @Test("a part that can be completed is paid; a single card or a dead end is not")
  func partial() throws {
    // (10 - 1) * 8 / 3 = 24.
    #expect(turn(object("10 - 1")).record.reward == 1)
    #expect(turn(object("(10 - 1) * 8")).record.reward == 1)
    #expect(turn(object("10 - 1")).record.verdict.isValid == false)
    #expect(turn(object("10")).record.reward == -2)
    #expect(turn(object("10 * 8 * 3")).record.reward == -2)
  }

  @Test(
    "forgivable writing is forgiven",
    arguments: [
      #"{"cards": ["K", "3", "8", "A"], "number": [10, 3, 8, 1], "formula": "(10 - 1) * 8 / 3"}"#,
      #"```json\#n{"cards": ["K","3","8","A"],"number":[10,3,8,1],"formula":"(10-1)*8/3"}\#n```"#,
      #"{'cards': ['K', '3', '8', 'A'], 'number': [10, 3, 8, 1], 'formula': '(10 - 1) * 8 / 3'}"#,
      #"{"cards": ["K", "3", "8", "A",], "number": [10, 3, 8, 1,], "formula": "(10 - 1) * 8 / 3",}"#,
      #"{"cards": ["k", 3, 8, 1], "number": ["10", "3", "8", "1"], "formula": "(10 − 1) × 8 ÷ 3"}"#,
      #"{cards: [K, 3, 8, A], number: [10, 3, 8, 1], formula: (10 - 1) * 8 / 3}"#,
      #"{"cards": ["8", "3", "K", "A"], "number": [8, 3, 10, 1], "formula": "((10 - 1) * (8)) / 3"}"#,
      #"{"cards": ["K", "3", "8", "A"], "number": [10, 3, 8, 1], "formula": "(10 - 1) * 8 / 3 = 24"}"#,
      #"{"formula": "1"} no: {"cards": ["K", "3", "8", "A"], "number": [10, 3, 8, 1], "formula": "(10 - 1) * 8 / 3"}"#,
      #"{"cards": ["K", "3", "8", "A"], "numbers": [10, 3, 8, 1], "formula": "8 / (3 / (10 - 1))"}"#,
    ])
  func forgiven(answer: String) {
    #expect(turn(answer).record.verdict.isCorrect)
  }

  @Test(
    "what is no formula of the game is illegal",
    arguments: [
      "(10 - 1) * 8 / 3 = 25", "(10-1)(8)/3", "10 ^ 1 * 8 / 3", "(10 - 1) ** 8 / 3",
      "-1 + 10 * 8 / 3",
      "24.0000001", "(10 - 1) * 8.0 / 3", "sqrt(10)", "", " ", "10 10", "((10 - 1) * 8 / 3", "()",
      "(10 - 1)) * 8 / 3", "１０ - 1", "10 - 1 * 8 / ", "9999999999 - 1", "0x18", "1e1", "10 +- 1",
    ])
  func illegal(formula: String) {
    let record = turn(object(formula)).record
    #expect(record.reward == -3)
    #expect(!record.verdict.isValid && !record.verdict.isCorrect)
  }

  @Test("nothing nested, long or huge crashes or hangs", .timeLimit(.minutes(10)))
  func hugeReplies() {
    let deep = String(repeating: "(", count: 100_000) + "1" + String(repeating: ")", count: 100_000)
    #expect(turn(object(deep)).record.verdict.cause == .formulaTooLong)
    let nested = String(repeating: "(", count: 400) + "1" + String(repeating: ")", count: 400)
    #expect(turn(object(nested)).record.verdict.cause == .formulaTooDeep)
    let shallow = String(repeating: "(", count: 99) + "1" + String(repeating: ")", count: 99)
    #expect(turn(object(shallow)).record.verdict.cause?.rawValue == "wrong-numbers")
    #expect(turn(String(repeating: "{", count: 900_000)).record.reward == -3)
    #expect(turn(String(repeating: "{}", count: 400_000)).record.reward == -3)
    #expect(turn(String(repeating: "x", count: 10_000_000)).record.verdict.cause == .tooLong)
    let product = object("99999999 * 99999999 * 99999999 * 99999999")
    #expect(turn(product).record.verdict.cause?.rawValue == "wrong-numbers")
    let marks = String(repeating: "\u{301}\u{327}", count: 200_000)
    let card = object(cards: "[\"K\(marks)\", \"3\", \"8\", \"A\"]", "10 + 3 + 8 + 1")
    #expect(turn(card).record.verdict.cause?.rawValue == "misread")
  }

  @Test("8 / (3 - 8 / 3) is 24")
  func exactFraction() {
    let hand = Hand(cards: ["8", "8", "3", "3"].compactMap { Card(symbol: $0) })
    let formula = Formula("8 / (3 - 8 / 3)")
    let submission = PointsRules.Submission(
      cards: ["8", "8", "3", "3"], numbers: [8, 8, 3, 3], formula: formula!)
    #expect(Grader(hand: hand, rule: .base).grade(submission) == .correct)
  }
}

@Suite("Face-card rules")
struct FaceRuleTests {
  @Test("no rule stands under two names, and training never uses an evaluation rule")
  func distinct() {
    let unseen = PointsVariants.unseenRules.map(\.rule)
    #expect(Set(unseen).count == unseen.count)
    #expect(Set(FaceRule.diverse).count == 8)
    #expect(Set(FaceRule.mixed).count == 7)
    #expect(Set(unseen).isDisjoint(with: FaceRule.diverse + FaceRule.mixed))
  }

  @Test("faces of one's own have values of one's own; faults are named")
  func ownRules() throws {
    let joker = Card.Face(rawValue: "Joker")
    let rule = try FaceRule([joker: 7, .king: 1])
    #expect(rule.value(of: .face(joker)) == 7)
    #expect(rule.value(of: .face(.queen)) == nil)
    #expect(Hand(cards: [.face(joker), .number(15)]).values(under: rule) == [7, 15])
    #expect(try FaceRule(parsing: "K=1, JOKER=7") == rule)
    #expect(try FaceRule(parsing: rule.description) == rule)
    for text in ["K", "K=", "K=x", "K=1 K=2", "K=1=2"] {
      #expect(throws: FaceRuleError.self) { try FaceRule(parsing: text) }
    }
    #expect(throws: FaceRuleError.self) { try FaceRule(jack: 100, queen: 1, king: 1) }
    #expect(throws: FaceRuleError.self) { try FaceRule(jack: -1, queen: 1, king: 1) }
    for symbol in ["", "A", "12", "a b", "X=Y", "J:K", "J\\", String(repeating: "j", count: 101)] {
      #expect(throws: FaceRuleError.self) { try FaceRule([Card.Face(rawValue: symbol): 3]) }
    }
    // Of several faults the first in the order of faces is named.
    let faces = ["Z", "Y", "X", "W", "V"].map(Card.Face.init(rawValue:))
    let error = #expect(throws: FaceRuleError.self) {
      try FaceRule(Dictionary(uniqueKeysWithValues: faces.map { ($0, 100) }))
    }
    #expect(error?.face == "V")
  }
}

@Suite("Formula text")
struct FormulaTextTests {
  @Test("parse(print(formula)) gives the formula back, over random trees")
  func roundTrip() {
    var random = Random(seed: 6)
    for _ in 0..<2000 {
      let formula = randomFormula(size: random.within(1...12), &random)
      #expect(Formula(formula.description) == formula)
    }
  }

  private func randomFormula(size: Int, _ random: inout Random) -> Formula {
    if size == 1 { return .number(random.below(100)) }
    let left = random.within(1...(size - 1))
    return .operation(
      random.pick(from: Formula.Operator.allCases), randomFormula(size: left, &random),
      randomFormula(size: size - left, &random))
  }
}
