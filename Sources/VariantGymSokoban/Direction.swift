/// A move of the player by one cell.
public enum Direction: UInt8, CaseIterable, Codable, Sendable {
  /// One row up.
  case up
  /// One row down.
  case down
  /// One column to the left.
  case left
  /// One column to the right.
  case right

  /// The move that leads back.
  public var opposite: Direction {
    switch self {
    case .up: .down
    case .down: .up
    case .left: .right
    case .right: .left
    }
  }

  /// The change of row, -1, 0 or 1; rows count downwards.
  public var rowStep: Int {
    switch self {
    case .up: -1
    case .down: 1
    case .left, .right: 0
    }
  }

  /// The change of column, -1, 0 or 1.
  public var columnStep: Int {
    switch self {
    case .left: -1
    case .right: 1
    case .up, .down: 0
    }
  }

  /// The change of a row-major cell index on a board of the given width.
  @inlinable
  public func offset(width: Int) -> Int {
    switch self {
    case .up: -width
    case .down: width
    case .left: -1
    case .right: 1
    }
  }
}
