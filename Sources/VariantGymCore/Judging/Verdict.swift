/// What a verifier finds. A wrong answer is not an error.
public struct Verdict: Hashable, Codable, Sendable {
  /// Whether the reply was in the language that the prompt asked for, whatever its quality.
  public let isValid: Bool
  /// Whether it was right under what is accepted.
  public let correctness: Correctness
  /// A stable code for why it was not right; `nil` where it was, or where play goes on.
  public let cause: ReadingError.Cause?

  /// A verdict.
  @inlinable
  public init(isValid: Bool, correctness: Correctness, cause: ReadingError.Cause? = nil) {
    self.isValid = isValid
    self.correctness = correctness
    self.cause = cause
  }

  /// Whether the task is accomplished.
  public var isCorrect: Bool { correctness == .correct }

  /// Whether a turn was right.
  public enum Correctness: String, Hashable, Codable, Sendable {
    /// The task is accomplished.
    case correct
    /// The answer is wrong or unreadable.
    case incorrect
    /// The answer was carried out and play goes on.
    case open
  }
}

/// Whether a reply followed the prompt or the habit of training.
public enum Obedience: String, Hashable, Codable, Sendable {
  /// The reply makes sense only as the prompt asked.
  case obeyed
  /// The reply makes sense only in the training language.
  case clung
  /// The reply makes sense in both, and means different things: compare its actions with gold.
  case ambiguous
  /// The reply means the same in both, or the prompt asked for nothing.
  case undecided
  /// The reply makes sense in neither.
  case neither
}
