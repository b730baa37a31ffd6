/// What the text of a prompt shows, whoever wrote it.
///
/// It is found by the shape of boards, card lists and announcements, not by the sentences around
/// them, so that data of other origin can be held against one's own.
public struct PromptContent: Sendable {
  /// Every instance that the text shows, in order. A state in the middle of play is the start of an
  /// instance of its own.
  public var instances: [ShownInstance]
  /// What the text announces, in its order: labels, or a rule as one text. Empty where it announces
  /// nothing, or nothing that could be read.
  public var vocabulary: [String]

  /// What a text shows; by default nothing.
  public init(instances: [ShownInstance] = [], vocabulary: [String] = []) {
    self.instances = instances
    self.vocabulary = vocabulary
  }
}

/// An instance that stands in a prompt.
public struct ShownInstance: Sendable {
  /// What a model could memorize of it; no step of a solver is needed to find it.
  public let keys: [ContentKind: ContentKey]
  private let measure: @Sendable () -> InstanceMeasures?

  /// An instance with its keys.
  ///
  /// - Parameters:
  ///   - keys: What a model could memorize of it.
  ///   - measure: Measures the instance with bounded work; `nil` where that is not enough.
  public init(
    keys: [ContentKind: ContentKey], measure: @escaping @Sendable () -> InstanceMeasures?
  ) {
    self.keys = keys
    self.measure = measure
  }

  /// How difficult the instance is; `nil` if that cannot be said with bounded work.
  public func measures() -> InstanceMeasures? { measure() }
}

/// In which respect two instances are the same.
public enum ContentKind: String, CaseIterable, Hashable, Codable, Sendable {
  /// The whole state, under symmetry and translation.
  case state
  /// What no step can change of it, under symmetry and translation.
  case layout
  /// The multiset of values under the rule that the prompt states, with the target.
  case values
  /// The multiset of cards, whatever they count, with the target.
  case ranks
}

/// How difficult an instance is.
public struct InstanceMeasures: Hashable, Sendable {
  /// Numbers by name, such as `moves` or `solutions`.
  public let amounts: [String: Int]
  /// The actions that begin an optimal solution, by names that no prompt can change.
  public let firstActions: [String]

  /// Measures of an instance.
  public init(amounts: [String: Int], firstActions: [String] = []) {
    self.amounts = amounts
    self.firstActions = firstActions
  }
}
