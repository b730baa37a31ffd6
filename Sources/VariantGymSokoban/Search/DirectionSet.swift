/// A set of directions, such as the moves with which optimal solutions begin.
public struct DirectionSet: OptionSet, Hashable, Sendable {
  /// Bit `d` stands for the direction whose raw value is `d`.
  public let rawValue: UInt8

  /// Makes a set from its bits.
  @inlinable
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// Makes the set of one direction.
  @inlinable
  public init(_ direction: Direction) {
    rawValue = 1 << direction.rawValue
  }

  /// How many directions it holds.
  public var count: Int { rawValue.nonzeroBitCount }

  /// The directions, in the order up, down, left, right.
  public var directions: [Direction] {
    Direction.allCases.filter { contains(DirectionSet($0)) }
  }
}
