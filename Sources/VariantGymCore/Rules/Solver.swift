/// Finds gold answers, or proves that there are none.
public protocol Solver<E>: Sendable {
  /// The environment that is solved.
  associatedtype E: Environment

  /// The actions of one optimal solution, chosen by a stated rule; `nil` if it is proven that
  /// there is none.
  ///
  /// - Throws: `SearchLimit` where neither could be shown within the limits.
  func solve(
    _ state: E.State, under convention: E.Convention
  ) throws(SearchLimit) -> [E.Action]?

  /// The actions of one optimal solution, drawn by seed among several.
  ///
  /// - Throws: As `solve`.
  func solve(
    _ state: E.State, under convention: E.Convention, using random: inout Random
  ) throws(SearchLimit) -> [E.Action]?

  /// Whether the actions begin, or are, an optimal solution. All optimal solutions count.
  func isGold(
    _ actions: [E.Action], in state: E.State, under convention: E.Convention
  ) throws(SearchLimit) -> Bool

  /// The number of actions of an optimal solution; `nil` if it is proven that there is none.
  ///
  /// - Throws: As `solve`.
  func distance(
    from state: E.State, under convention: E.Convention
  ) throws(SearchLimit) -> Int?

  /// Every action that begins an optimal solution, in a stated order.
  ///
  /// Where the optimal solutions are too many to list, the first action of `solve` stands alone.
  func goldFirstActions(
    in state: E.State, under convention: E.Convention
  ) throws(SearchLimit) -> [E.Action]
}

extension Solver {
  /// The one solution that `solve` finds without a seed.
  public func solve(
    _ state: E.State, under convention: E.Convention, using random: inout Random
  ) throws(SearchLimit) -> [E.Action]? {
    try solve(state, under: convention)
  }

  /// The length of the one solution that `solve` finds.
  public func distance(
    from state: E.State, under convention: E.Convention
  ) throws(SearchLimit) -> Int? {
    try solve(state, under: convention)?.count
  }

  /// The first action of the one solution that `solve` finds.
  public func goldFirstActions(
    in state: E.State, under convention: E.Convention
  ) throws(SearchLimit) -> [E.Action] {
    try solve(state, under: convention).map { Array($0.prefix(1)) } ?? []
  }
}

/// Work ended at a limit before it had a result: a search, or a thought that must fit a budget.
public struct SearchLimit: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was reached, such as `1000000 stored states`.
  public let limit: String

  /// Names the limit that was reached.
  public init(_ limit: String) {
    self.limit = limit
  }

  /// A sentence for people.
  public var description: String { "ended without a result: \(limit)" }
}
