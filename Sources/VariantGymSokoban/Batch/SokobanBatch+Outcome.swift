extension SokobanBatch {
  /// What one step did in one lane.
  public struct Outcome: OptionSet, Hashable, Sendable {
    /// The bits of the named outcomes.
    public let rawValue: UInt8

    /// Makes a set of outcomes from their bits.
    @inlinable
    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// The player changed its place, pushing a box or not; absent where it was blocked.
    public static let moved = Outcome(rawValue: 1)
    /// The player pushed a box.
    public static let pushed = Outcome(rawValue: 2)
    /// The box came to rest on a target.
    public static let ontoTarget = Outcome(rawValue: 4)
    /// The box left a target.
    public static let offTarget = Outcome(rawValue: 8)
    /// The move solved the level: the episode ended by its own rules.
    public static let terminated = Outcome(rawValue: 16)
    /// The episode used up its turns without being solved: it was cut off from outside.
    public static let truncated = Outcome(rawValue: 32)
    /// The episode had been over before the step, which changed nothing and paid 0.
    public static let idle = Outcome(rawValue: 64)

    /// Whether the episode ended with this step, one way or the other.
    @inlinable
    public var isEnd: Bool { rawValue & 48 != 0 }

    /// The effect that `Board.move` reports for the same move.
    public var effect: Board.Effect {
      if contains(.pushed) {
        return .pushed(offTarget: contains(.offTarget), ontoTarget: contains(.ontoTarget))
      }
      return contains(.moved) ? .walked : .blocked
    }
  }
}
