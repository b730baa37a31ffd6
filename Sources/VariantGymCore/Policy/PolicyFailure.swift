/// Why a policy gave no reply. It is a result of the request, never an answer.
public struct PolicyFailure: Error, Hashable, Codable, Sendable, CustomStringConvertible {
  /// What went wrong, for people.
  public let reason: String
  /// What went wrong, as a stable code to count by.
  public let cause: Cause

  /// A failure.
  public init(_ reason: String, cause: Cause = .other) {
    self.reason = reason
    self.cause = cause
  }

  /// What went wrong.
  public var description: String { reason }

  /// The kinds of failure.
  public enum Cause: String, CaseIterable, Hashable, Codable, Sendable {
    /// The task was cancelled before the reply came.
    case cancelled
    /// A cap on requests, tokens or time was reached.
    case capReached
    /// The policy cannot be reached, or went away while it answered.
    case connection
    /// No reply came in time.
    case timedOut
    /// The policy understood the request and refused it.
    case refused
    /// The policy answered that it is busy or broken, as often as it was asked.
    case unavailable
    /// What came is no reply, or is too large to be one.
    case garbled
    /// A reply came without text.
    case empty
    /// A recording holds no reply to the request.
    case missing
    /// Anything else.
    case other
  }
}
