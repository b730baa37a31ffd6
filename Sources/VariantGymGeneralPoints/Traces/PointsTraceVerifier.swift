public import VariantGymCore

/// Reads thoughts about hands in every style, and what it can of prose, and checks each statement.
///
/// It shares with solver, narrator and styles only the rules: cards, exact fractions, formulas.
public struct PointsTraceVerifier: TraceVerifier {
  private let further: [Phrasebook<PointsSlot, PointsClaim>.Phrase]
  private let standardBook: PointsPhrases.Book

  private static let standardFaces: [Card.Face] = [.jack, .king, .queen]

  /// A verifier.
  ///
  /// - Parameter phrases: What a style of one's own writes, beside the phrases that are known. Their
  ///   slots are those of ``PointsSlot``.
  public init(phrases: [Phrasebook<PointsSlot, PointsClaim>.Phrase] = []) {
    further = phrases
    standardBook = PointsPhrases.book(faces: Self.standardFaces, further: phrases)
  }

  /// Checks every statement that can be read, with books of the numbers that are left.
  public func check(_ thought: Thought<PointsRules>) -> TraceReport {
    let reading = book(for: thought).read(thought.text)
    var books = PointsBooks(thought)
    let checks = reading.claims.map { books.check($0.claim) }
    return reading.report(checks: checks, conclusion: books.conclusion)
  }

  /// A rule with faces of its own has a book of its own.
  private func book(for thought: Thought<PointsRules>) -> PointsPhrases.Book {
    let faces = thought.convention.values.map(\.face)
    guard faces != Self.standardFaces else { return standardBook }
    let others = thought.base.values.map(\.face).filter { !faces.contains($0) }
    return PointsPhrases.book(faces: faces + others, further: further)
  }
}

extension TraceFault {
  /// A card counts for this under the training rule only.
  public static let oldRule = TraceFault(rawValue: "old-rule")
  /// An operation does not make what is said.
  public static let slip = TraceFault(rawValue: "slip")
  /// A number is used that is not there, or not there any more.
  public static let reusedCard = TraceFault(rawValue: "reused-card")
  /// Other numbers are left than is said.
  public static let wrongRest = TraceFault(rawValue: "wrong-rest")
}
