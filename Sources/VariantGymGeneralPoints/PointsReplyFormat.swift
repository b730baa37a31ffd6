public import VariantGymCore

/// Answers that are objects with `cards`, `number` and `formula`.
public struct PointsReplyFormat: ReplyFormat {
  /// General Points.
  public typealias E = PointsRules

  /// A format.
  public init() {}

  /// The object of an answer, its formula not yet parsed, since that depends on the target.
  public struct Utterance: Sendable {
    let cards: [String]?
    let numbers: [Int]?
    let formula: [UInt8]
    /// Where the formula begins in the answer.
    let formulaOffset: Int
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
    guard answer.utf8.contains(where: { !TolerantObject.isSpace($0) }) else {
      throw ReadingError(.emptyAnswer)
    }
    let object = try TolerantObject(lastIn: Array(answer.utf8))
    guard let formula = object.scalar("formula") else { throw ReadingError(.missingFormula) }
    let cards = object.list("cards")?.map { scalar in
      Card(symbol: scalar.text)?.symbol ?? scalar.text
    }
    let numbers = (object.list("number") ?? object.list("numbers"))?.map { Int($0.text) }
    return Utterance(
      cards: cards, numbers: numbers?.contains(nil) == true ? nil : numbers?.compactMap { $0 },
      formula: formula.bytes, formulaOffset: formula.range.lowerBound)
  }

  /// The submission. It is the same under every rule; whether its numbers are those of the rule is
  /// the verifier's question.
  public func interpret(
    _ utterance: Utterance, in state: PointsRules.State, under convention: FaceRule, horizon: Int
  ) throws(ReadingError) -> [PointsRules.Submission] {
    let formula: Formula
    do {
      formula = try FormulaParser.parse(utterance.formula[...], target: state.hand.target)
    } catch {
      throw ReadingError(error.cause, at: error.offset + utterance.formulaOffset)
    }
    return [
      PointsRules.Submission(
        cards: utterance.cards, numbers: utterance.numbers, formula: formula)
    ]
  }
}
