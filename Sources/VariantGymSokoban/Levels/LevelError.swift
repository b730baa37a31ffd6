/// Why a text, or one level in it, cannot be read; and where.
public struct LevelError: Error, Hashable, Sendable {
  /// The fault that was found first.
  public let reason: Reason
  /// The line of the fault, counted from 1 in the whole text.
  public let line: Int
  /// The column of the fault in Unicode scalars, counted from 1; a tab is one of them.
  ///
  /// It may lie one past the end of the line where something is missing there.
  public let column: Int

  /// The kinds of fault.
  public enum Reason: String, Hashable, Codable, Sendable {
    /// A character stands for no cell, or symbols of two notations are mixed in one picture.
    case unknownSymbol
    /// A run-length count is zero or has nothing to repeat, or a parenthesis has no partner.
    case badRunLength
    /// A picture has more than `Level.maximumCells` cells, or a solution more than that many moves.
    case tooLarge
    /// No player stands in the picture.
    case noPlayer
    /// More than one player stands in the picture; the place is that of the second.
    case severalPlayers
    /// The player can walk off the picture; the place is the nearest gap.
    case notEnclosed
    /// A box or a target lies where the player can never come.
    case unreachable
    /// There is no box to push.
    case noBox
    /// The numbers of boxes and targets differ.
    case unequalBoxesAndTargets
    /// A solution holds something that is no move.
    case unknownMove
    /// A solution walks into a wall or pushes a box that cannot give way.
    case blockedMove
    /// A solution ends before every box is on a target.
    case unsolved
    /// The text holds no level where one is needed.
    case noLevel
    /// The text holds several levels where one is needed.
    case severalLevels
  }

  init(_ reason: Reason, line: Int, column: Int) {
    self.reason = reason
    self.line = line
    self.column = column
  }
}

extension LevelError: CustomStringConvertible {
  /// The place and the reason in words, such as "line 3, column 5: more than one player".
  public var description: String {
    "line \(line), column \(column): \(reason.words)"
  }
}

extension LevelError.Reason {
  fileprivate var words: String {
    switch self {
    case .unknownSymbol: "unknown symbol"
    case .badRunLength: "a run length that cannot be read"
    case .tooLarge: "larger than \(Level.maximumCells) cells or moves"
    case .noPlayer: "no player"
    case .severalPlayers: "more than one player"
    case .notEnclosed: "the room is not closed here"
    case .unreachable: "a box or target out of the player's reach"
    case .noBox: "no box"
    case .unequalBoxesAndTargets: "the numbers of boxes and targets differ"
    case .unknownMove: "no move of a solution"
    case .blockedMove: "the solution is blocked at this move"
    case .unsolved: "the solution ends before the level is solved"
    case .noLevel: "no level"
    case .severalLevels: "more than one level"
    }
  }
}
