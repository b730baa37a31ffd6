/// Exact search over the formulas that use every number of a hand exactly once.
///
/// All answers are exact, and none is looked up in a table of hands; see
/// ``PointsSearch/solutions(of:target:limit:)`` for what *all* and *the same* mean.
public enum PointsSearch {
  /// How many numbers a hand may hold.
  public static let cardCounts = 2...6
  /// The values that a number of a hand may take.
  public static let numbers = 0...99
  /// The targets that may be asked for.
  public static let targets = -10_000...10_000

  /// Refuses a hand or a target outside the stated ranges.
  static func check(_ hand: [Int], target: Int) throws(PointsSearchError) {
    guard !hand.isEmpty else { throw .emptyHand }
    guard cardCounts.contains(hand.count) else { throw .cardCountOutOfRange(hand.count) }
    for number in hand where !numbers.contains(number) { throw .numberOutOfRange(number) }
    guard targets.contains(target) else { throw .targetOutOfRange(target) }
  }
}

/// Why a search was refused. No search ends without an answer once it has begun.
public enum PointsSearchError: Error, Hashable, Sendable {
  /// The hand holds no number.
  case emptyHand
  /// The hand holds fewer or more numbers than ``PointsSearch/cardCounts`` allows.
  case cardCountOutOfRange(Int)
  /// A number of the hand lies outside ``PointsSearch/numbers``.
  case numberOutOfRange(Int)
  /// The target lies outside ``PointsSearch/targets``.
  case targetOutOfRange(Int)
  /// A limit is below zero.
  case limitOutOfRange(Int)
  /// A fraction is so large that exact arithmetic on it could leave a machine word.
  case overflow(Rational)
}

extension PointsSearchError: CustomStringConvertible {
  /// The refusal in words.
  public var description: String {
    switch self {
    case .emptyHand: "the hand is empty"
    case .cardCountOutOfRange(let count): "\(count) cards are not within \(PointsSearch.cardCounts)"
    case .numberOutOfRange(let number): "the number \(number) is not within \(PointsSearch.numbers)"
    case .targetOutOfRange(let target): "the target \(target) is not within \(PointsSearch.targets)"
    case .limitOutOfRange(let limit): "the limit \(limit) is below zero"
    case .overflow(let value): "the fraction \(value) is too large for exact arithmetic"
    }
  }
}
