/// Draws instances of a stated difficulty.
public protocol DifficultyScaler<E>: Sendable {
  /// The environment whose instances are drawn.
  associatedtype E: Environment

  /// The names of the difficulties, from easiest to hardest where they can be compared.
  var ladder: [String] { get }

  /// Draws one candidate with bounded work, or `nil` where this draw came to nothing.
  ///
  /// Only cheap conditions are checked here; the split is decided before `admits` is asked.
  ///
  /// - Parameters:
  ///   - difficulty: A name from `ladder`.
  ///   - terms: The terms under which the instance is to be played, one for each twin.
  ///   - random: The instance stream of the address.
  func candidate(
    _ difficulty: String, for terms: [Terms<E.Convention>], using random: inout Random
  ) -> E.Instance?

  /// Draws one candidate of wanted content for an address, or `nil` where this draw came to nothing.
  ///
  /// By default it asks `candidate(_:for:using:)`, then whether the content is wanted. A scaler
  /// does better that knows the content before the rest is drawn, or maps indices to instances.
  /// - Parameters:
  ///   - address: Where the instance is found.
  ///   - terms: The terms under which it is to be played, one for each twin.
  ///   - random: The stream of the address; a repeated attempt goes on where the last one ended.
  ///   - isWanted: Whether the content of an instance belongs to the split of the address.
  func candidate(
    at address: Address, for terms: [Terms<E.Convention>], using random: inout Random,
    where isWanted: (E.Instance) -> Bool
  ) -> E.Instance?

  /// Whether a candidate can be played to success under all of the terms, within the turn limit.
  ///
  /// - Throws: `SearchLimit` where that could not be decided.
  func admits(
    _ instance: E.Instance, at difficulty: String, for terms: [Terms<E.Convention>]
  ) throws(SearchLimit) -> Bool
}

extension DifficultyScaler {
  /// A candidate of the address's difficulty, if its content is wanted.
  public func candidate(
    at address: Address, for terms: [Terms<E.Convention>], using random: inout Random,
    where isWanted: (E.Instance) -> Bool
  ) -> E.Instance? {
    candidate(address.difficulty, for: terms, using: &random).flatMap { isWanted($0) ? $0 : nil }
  }
}
