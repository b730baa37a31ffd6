/// Keeps a search within its limits; asks for cancellation after a bounded amount of work.
struct SearchWatch: Sendable {
  private let limits: SearchLimits
  private let stops: (@Sendable () -> Bool)?
  /// How many states are expanded between two questions.
  private let interval: Int

  /// - Parameter stateWork: About how many cells are looked at to expand one state.
  init(_ limits: SearchLimits, _ isCancelled: (@Sendable () -> Bool)?, stateWork: Int) {
    self.limits = limits
    stops = isCancelled
    interval = max(1, min(4096, (1 << 20) / max(stateWork, 1)))
  }

  /// Watches a search that nothing limits and nobody cancels.
  static let unlimited = SearchWatch(SearchLimits(memoryBytes: .max), nil, stateWork: 1)

  /// The limit that stands in the way of expanding one more state.
  ///
  /// - Parameter bytes: Held now, with what the next insertions may allocate.
  @inline(__always)
  func limit(expanded: Int, stored: Int, bytes: @autoclosure () -> Int) -> SearchStop? {
    if expanded >= limits.expandedStates { return .expandedStates }
    if stored > limits.storedStates { return .storedStates }
    if expanded % 64 == 0, bytes() > limits.memoryBytes { return .memory }
    if expanded % interval == 0, isCancelled { return .cancelled }
    return nil
  }

  /// Whether the task was cancelled, or the caller asked for an end.
  var isCancelled: Bool { Task.isCancelled || stops?() == true }
}
