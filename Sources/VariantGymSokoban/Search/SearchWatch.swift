/// Keeps a search within its limits; asks for cancellation every few thousand states.
struct SearchWatch: Sendable {
  private let limits: SearchLimits
  private let isCancelled: (@Sendable () -> Bool)?
  private static let interval = 4096

  init(_ limits: SearchLimits, _ isCancelled: (@Sendable () -> Bool)?) {
    self.limits = limits
    self.isCancelled = isCancelled
  }

  /// The limit that stands in the way of expanding one more state.
  ///
  /// - Parameter bytes: Held now, with what the next insertions may allocate.
  @inline(__always)
  func limit(expanded: Int, stored: Int, bytes: @autoclosure () -> Int) -> SearchStop? {
    if expanded >= limits.expandedStates { return .expandedStates }
    if stored > limits.storedStates { return .storedStates }
    if expanded % 64 == 0, bytes() > limits.memoryBytes { return .memory }
    if expanded % Self.interval == 0, Task.isCancelled || isCancelled?() == true {
      return .cancelled
    }
    return nil
  }
}
