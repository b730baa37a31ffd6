/// How much work a search may do before it gives up.
///
/// A search that stops at a limit says so; it never passes off what it has as an answer.
public struct SearchLimits: Hashable, Sendable {
  /// The most states taken from the queue, at least 0.
  public var expandedStates: Int
  /// The most states kept, at least 1.
  public var storedStates: Int
  /// The most bytes held by the search's own tables, checked before each of them grows.
  public var memoryBytes: Int

  /// Limits a search; what is not named is bounded by memory alone.
  public init(
    expandedStates: Int = .max, storedStates: Int = .max, memoryBytes: Int = 1 << 30
  ) {
    self.expandedStates = expandedStates
    self.storedStates = storedStates
    self.memoryBytes = memoryBytes
  }
}

/// What ended a search without an answer.
public enum SearchStop: String, Error, Hashable, Codable, Sendable {
  /// `SearchLimits.expandedStates` was used up.
  case expandedStates
  /// `SearchLimits.storedStates` was used up.
  case storedStates
  /// A table would have outgrown `SearchLimits.memoryBytes`.
  case memory
  /// The task was cancelled, or the caller's closure asked for an end.
  case cancelled
}
