/// How difficult a hand is.
///
/// The three needs speak of *every* formula over the hand that equals the target, not only of those
/// that are listed for their class; of a hand without solution they are all `false`.
public struct HandMeasures: Hashable, Sendable {
  /// The number of distinct solutions, as ``PointsSearch/solutions(of:target:limit:)`` counts them.
  public let solutions: Int
  /// Whether every solution has a part whose value is not whole.
  public let needsFraction: Bool
  /// Whether every solution has a part, the whole included, whose value is negative.
  ///
  /// This holds exactly for negative targets. No card is negative, so by induction over the formula
  /// every reachable value v has a formula for |v| all parts of which are at least zero: |a + b|
  /// and |a - b| are the sum or the difference of |a| and |b|, larger one first, and |ab| and
  /// |a / b| are the product and the quotient of the two.
  public let needsNegative: Bool
  /// Whether every solution has a division.
  public let needsDivision: Bool
  /// What a plain depth-first search takes to find a solution; `nil` if there is none.
  public let effort: SearchEffort?

  /// Whether there is a solution.
  public var isSolvable: Bool { solutions > 0 }
  /// Whether there is exactly one solution.
  public var isUnique: Bool { solutions == 1 }
}

extension PointsSearch {
  /// Measures how difficult a hand is.
  ///
  /// - Parameters:
  ///   - hand: 2 to 6 numbers from 0 to 99, in any order.
  ///   - target: From -10,000 to 10,000.
  ///   - effortLimit: After how many nodes the search for ``HandMeasures/effort`` is stopped.
  /// - Throws: A ``PointsSearchError`` for a hand, target or limit outside these ranges.
  /// - Complexity: That of ``solutions(of:target:limit:)``, two passes over the whole values of all
  ///   parts of the hand, and O(`effortLimit`).
  public static func measures(
    of hand: [Int], target: Int = 24, effortLimit: Int = 100_000
  ) throws(PointsSearchError) -> HandMeasures {
    guard effortLimit >= 0 else { throw .limitOutOfRange(effortLimit) }
    let solutions = try solutions(of: hand, target: target, limit: 0).total
    guard solutions > 0 else {
      return HandMeasures(
        solutions: 0, needsFraction: false, needsNegative: false, needsDivision: false, effort: nil)
    }
    var undivided = WholeSearch(hand, divides: false)
    let needsDivision = !undivided.reaches(target)
    var whole = WholeSearch(hand, divides: true)
    return HandMeasures(
      solutions: solutions, needsFraction: needsDivision && !whole.reaches(target),
      needsNegative: target < 0, needsDivision: needsDivision,
      effort: PlainSearch.effort(hand, target: target, limit: effortLimit))
  }
}
