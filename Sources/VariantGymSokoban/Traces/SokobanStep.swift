/// One step of a thought about a Sokoban position. Rows and columns count from 1.
public enum SokobanStep: Hashable, Sendable {
  /// How places are written: rows from the top and columns from the left, both from 1.
  case counting
  /// Where the player stands.
  case player(Place)
  /// Where the boxes stand.
  case boxes([Place])
  /// Where the targets are.
  case targets([Place])
  /// What the prompt calls a move: the step that turns an instruction into words of the answer.
  case label(Direction, String)
  /// A push that could be made and must not be: the box and where it would go.
  case temptation(box: Place, Direction, to: Place, DeadEnd)
  /// The push that is tried next.
  case attempt(box: Place, Direction)
  /// A move that pushes nothing, and where it leads.
  case walk(Direction, to: Place)
  /// A move that pushes a box, where it leads, and where the box goes.
  case push(Direction, to: Place, box: Place)
  /// Why the position that the last push made cannot be solved.
  case deadEnd(DeadEnd)
  /// The return to a position that there has been.
  case backUp(player: Place, boxes: [Place])
  /// Every box is on a target after so many moves.
  case solved(moves: Int)
  /// The labels to be answered.
  case conclusion([String])

  /// A cell by row and column.
  public struct Place: Hashable, Sendable {
    /// The row, from 1 at the top.
    public let row: Int
    /// The column, from 1 at the left.
    public let column: Int

    /// The place of a row and a column.
    public init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }

    init(_ cell: Int, on board: Board) {
      self.init(row: cell / board.width + 1, column: cell % board.width + 1)
    }
  }

  /// Why a position cannot be solved.
  public enum DeadEnd: Hashable, Sendable {
    /// The box stands off target between two walls that meet: one above or below, one to a side.
    case cornered(Direction, Direction)
    /// From where the box stands no pushes lead to a target, even if it were the only box.
    case stranded
    /// The box is part of a square of four cells, all walls or boxes, one box of them off target.
    case locked
    /// No moves at all lead to a solution.
    case hopeless
  }
}
