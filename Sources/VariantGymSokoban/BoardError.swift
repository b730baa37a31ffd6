/// Why a picture or an array of cells is not a Sokoban board.
public struct BoardError: Error, Hashable, Sendable {
  /// The fault that was found first.
  public let reason: Reason
  /// The index of the cell where it was found, where there is one such cell.
  public let cell: Int?

  /// The kinds of fault.
  public enum Reason: String, Hashable, Sendable {
    /// The rows are not of one length, or there are fewer than three rows or columns.
    case notRectangular
    /// There are more than `Level.maximumCells` cells.
    case tooLarge
    /// A character stands for no cell.
    case unknownSymbol
    /// No player stands on the board, or it stands on a wall or a box.
    case playerMisplaced
    /// More than one player stands on the board.
    case severalPlayers
    /// The player can walk off the board.
    case notEnclosed
    /// A box or a target lies where the player can never come.
    case unreachable
    /// There is no box to push.
    case noBox
    /// The numbers of boxes and targets differ.
    case unequalBoxesAndTargets
  }

  package init(_ reason: Reason, cell: Int?) {
    self.reason = reason
    self.cell = cell
  }
}

extension BoardError: CustomStringConvertible {
  /// The reason in words, and the cell, such as "the player can walk off the board (cell 4)".
  public var description: String {
    cell.map { "\(reason.words) (cell \($0), counted from 0)" } ?? reason.words
  }
}

extension BoardError.Reason {
  fileprivate var words: String {
    switch self {
    case .notRectangular: "the rows are not of one length, or fewer than three"
    case .tooLarge: "there are more than \(Level.maximumCells) cells"
    case .unknownSymbol: "a symbol stands for no cell"
    case .playerMisplaced: "no player stands on a free cell"
    case .severalPlayers: "more than one player"
    case .notEnclosed: "the player can walk off the board"
    case .unreachable: "a box or target out of the player's reach"
    case .noBox: "no box"
    case .unequalBoxesAndTargets: "the numbers of boxes and targets differ"
    }
  }
}
