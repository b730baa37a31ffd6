import VariantGymCore

/// In which respect rows of two data sets may be the same.
public enum OverlapKind: String, CaseIterable, Hashable, Codable, Sendable {
  /// The whole prompt, byte for byte, however it is cut into messages.
  case text
  /// A state that the prompt shows, under symmetry and translation.
  case state
  /// What no step can change of such a state, under symmetry and translation.
  case layout
  /// A multiset of values under the rule that the prompt states, with the target.
  case values
  /// A multiset of cards, whatever they count, with the target.
  case ranks
  /// A word that the prompt announces, or a whole rule.
  case vocabulary

  init(_ kind: ContentKind) {
    self =
      switch kind {
      case .state: .state
      case .layout: .layout
      case .values: .values
      case .ranks: .ranks
      }
  }

  /// What no evaluation may share with its training. Cards may be met again where another rule gives
  /// them other values, and base labels are those of training by design.
  public static let leaks: [OverlapKind] = [.text, .state, .layout, .values]
}

/// What a later set shares with an earlier one.
public struct Overlap: Hashable, Codable, Sendable {
  /// In which respect.
  public let kind: OverlapKind
  /// The set that is seen first: the one for training, or else for validation.
  public let known: String
  /// The set in which it is met again.
  public let met: String
  /// How many different contents they share.
  public let contents: Int
  /// In how many rows of `met` one of them stands.
  public let rows: Int
  /// The first of these rows, and a row of `known` with the same content; both counted from 1.
  public let example: Example
  /// The words that are shared, at most ten of them; empty for other kinds.
  public let words: [String]

  /// A row and its counterpart.
  public struct Example: Hashable, Codable, Sendable {
    /// The row of `known`.
    public let known: Int
    /// The row of `met`.
    public let met: Int
  }
}
