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

  /// Whether a candidate can be played to success under all of the terms, within the turn limit.
  ///
  /// - Throws: `SearchLimit` where that could not be decided.
  func admits(
    _ instance: E.Instance, at difficulty: String, for terms: [Terms<E.Convention>]
  ) throws(SearchLimit) -> Bool
}
