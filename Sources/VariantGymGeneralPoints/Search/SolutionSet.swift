/// The distinct solutions of a hand, in the canonical order.
///
/// An empty set with ``total`` zero is a proof that the hand has no solution.
public struct SolutionSet: Hashable, Sendable {
  /// The hand, as it was given.
  public let hand: [Int]
  /// The value that every solution has.
  public let target: Int
  /// The number of distinct solutions, also of those beyond the limit.
  public let total: Int
  private let solutions: [PointsSolution]

  init(hand: [Int], target: Int, solutions: [PointsSolution], limit: Int) {
    self.hand = hand
    self.target = target
    total = solutions.count
    self.solutions = solutions.count > limit ? Array(solutions.prefix(limit)) : solutions
  }

  /// Whether all solutions are listed: the limit has cut none off.
  public var isComplete: Bool { solutions.count == total }
}

extension SolutionSet: RandomAccessCollection {
  /// The position of the first solution: 0.
  public var startIndex: Int { 0 }
  /// The number of listed solutions.
  public var endIndex: Int { solutions.count }
  /// The solution at a position of the canonical order. O(1).
  public subscript(position: Int) -> PointsSolution { solutions[position] }
}
