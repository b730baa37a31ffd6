public import VariantGymCore

/// Answers that are objects with `cards`, `number` and `formula`.
public struct PointsReplyFormat: ReplyFormat {
  /// General Points.
  public typealias E = PointsRules

  /// A format.
  public init() {}

  /// The object of an answer. It is the same under every rule; what its formula is said to equal is
  /// not yet compared with the target.
  public struct Utterance: Sendable {
    let cards: [String]?
    let numbers: [Int]?
    let equation: Equation<Formula>
  }

  /// The object, on one line.
  public func write(
    _ actions: [PointsRules.Submission], in state: PointsRules.State, under convention: FaceRule
  ) -> String {
    guard let submission = actions.first else { return "{}" }
    let cards = submission.cards?.map { "\"\($0)\"" }.joined(separator: ", ")
    let numbers = submission.numbers?.map { "\($0)" }.joined(separator: ", ")
    let fields = [
      cards.map { "\"cards\": [\($0)]" }, numbers.map { "\"number\": [\($0)]" },
      "\"formula\": \"\(submission.formula)\"",
    ]
    return "{\(fields.compactMap { $0 }.joined(separator: ", "))}"
  }

  /// The last object of an answer.
  public func hear(_ answer: Substring) throws(ReadingError) -> Utterance {
    try answer.withBytes { bytes throws(ReadingError) in
      let answer = try PointsAnswer(bytes)
      var tree = FormulaTree()
      let equation = try answer.equation(&tree)
      return Utterance(
        cards: answer.cards.map { Array($0) }, numbers: answer.numbers.flatMap(Self.whole),
        equation: equation)
    }
  }

  /// The submission. It is the same under every rule; whether its numbers are those of the rule is
  /// the verifier's question.
  public func interpret(
    _ utterance: Utterance, in state: PointsRules.State, under convention: FaceRule, horizon: Int
  ) throws(ReadingError) -> [PointsRules.Submission] {
    try utterance.equation.checkClaim(target: state.hand.target)
    return [
      PointsRules.Submission(
        cards: utterance.cards, numbers: utterance.numbers, formula: utterance.equation.formula)
    ]
  }

  /// The numbers, or `nil` if one of them is none.
  private static func whole(_ numbers: some Sequence<Int?>) -> [Int]? {
    var whole: [Int] = []
    for number in numbers {
      guard let number else { return nil }
      whole.append(number)
    }
    return whole
  }
}
