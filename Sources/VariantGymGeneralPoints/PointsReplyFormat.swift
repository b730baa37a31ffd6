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
    let submission: PointsRules.Submission
    let claim: Int?
    /// Where the claim begins in the answer.
    let claimOffset: Int

    /// Refuses a formula that is said to equal anything but the target.
    func checkClaim(target: Int) throws(ReadingError) {
      if let claim, claim != target { throw ReadingError(.illegalFormula, at: claimOffset) }
    }
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
    let object = try TolerantObject(lastIn: Self.bytes(of: answer))
    guard let formula = object.formula else { throw ReadingError(.missingFormula) }
    let equation: FormulaParser.Equation
    let text = object.content(formula)
    // Escaped text is a copy, and its places are counted from the formula's start.
    let shift = formula.range.lowerBound - text.startIndex
    do { equation = try FormulaParser.parse(text) } catch {
      throw ReadingError(error.cause, at: error.offset + shift)
    }
    return Utterance(
      submission: PointsRules.Submission(
        cards: object.cards?.map { Self.symbol(object.content($0)) },
        numbers: object.numbers.flatMap { Self.numbers($0, in: object) },
        formula: equation.formula),
      claim: equation.claim, claimOffset: equation.claimOffset + shift)
  }

  /// The submission. It is the same under every rule; whether its numbers are those of the rule is
  /// the verifier's question.
  public func interpret(
    _ utterance: Utterance, in state: PointsRules.State, under convention: FaceRule, horizon: Int
  ) throws(ReadingError) -> [PointsRules.Submission] {
    try utterance.checkClaim(target: state.hand.target)
    return [utterance.submission]
  }

  private static func bytes(of text: Substring) -> [UInt8] {
    // A copy of memory where the text is contiguous, several times as fast as one of a sequence.
    text.utf8.withContiguousStorageIfAvailable(Array.init) ?? Array(text.utf8)
  }

  /// The symbol of a card as it is printed, or the text as it stands where it names no card.
  private static func symbol(_ text: ArraySlice<UInt8>) -> String {
    if text.count == 1, let byte = text.first, UInt8(ascii: "2") <= byte, byte < 0x80 {
      // Most cards; a letter counts as upper case.
      let isLower = UInt8(ascii: "a") <= byte && byte <= UInt8(ascii: "z")
      return String(Unicode.Scalar(isLower ? byte & ~0x20 : byte))
    }
    let text = String(decoding: text, as: UTF8.self)
    return Card(symbol: text)?.symbol ?? text
  }

  /// The numbers of a list; `nil` if one is not a whole number of a machine word.
  private static func numbers(
    _ items: ArraySlice<TolerantObject.Scalar>, in object: TolerantObject
  ) -> [Int]? {
    var numbers: [Int] = []
    numbers.reserveCapacity(items.count)
    for item in items {
      guard let number = number(object.content(item)) else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  private static func number(_ text: ArraySlice<UInt8>) -> Int? {
    guard let first = text.first else { return nil }
    let isNegative = first == UInt8(ascii: "-")
    let digits = isNegative || first == UInt8(ascii: "+") ? text.dropFirst() : text
    // Eighteen digits cannot overflow, and no card has as many.
    guard 1...18 ~= digits.count else { return nil }
    var magnitude = 0
    for byte in digits {
      guard case let digit = byte &- UInt8(ascii: "0"), digit < 10 else { return nil }
      magnitude = magnitude * 10 + Int(digit)
    }
    return isNegative ? -magnitude : magnitude
  }
}
