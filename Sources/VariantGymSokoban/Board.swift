/// A Sokoban position: walls, targets, boxes and the player. It is the whole truth of a state.
///
/// A board is always *enclosed*: the player can never leave it, so moves need no bounds checks.
/// It holds at least one box and exactly as many targets as boxes, and every box and target lies
/// where the player could go if the boxes were away.
public struct Board: Hashable, Sendable {
  /// The number of columns, outer walls included.
  public let width: Int
  /// The number of rows, outer walls included.
  public let height: Int
  /// What lies on each cell, row by row from the top left. The player is not among it.
  public private(set) var cells: [Cell]
  /// The player's cell, as an index into `cells`.
  public private(set) var player: Int
  /// How many boxes are not on a target.
  public private(set) var misplaced: Int

  /// What lies on one cell; a floor cell is empty.
  public struct Cell: OptionSet, Hashable, Sendable {
    /// The bits of `wall`, `target` and `box`.
    public let rawValue: UInt8

    /// Makes a cell from the bits of `wall`, `target` and `box`.
    @inlinable
    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// Neither the player nor a box can be here.
    public static let wall = Cell(rawValue: 1)
    /// A box should end here.
    public static let target = Cell(rawValue: 2)
    /// A box stands here.
    public static let box = Cell(rawValue: 4)
  }

  /// Makes a board and checks that it is one.
  ///
  /// - Parameters:
  ///   - width: The number of columns, at least 3.
  ///   - cells: Row by row; the count is a multiple of `width`.
  ///   - player: The index of the player's cell.
  /// - Throws: `BoardError` with the first fault found. Takes time linear in the number of cells.
  public init(width: Int, cells: [Cell], player: Int) throws(BoardError) {
    guard width >= 3, cells.count >= 9, cells.count.isMultiple(of: width) else {
      throw BoardError(.notRectangular, cell: nil)
    }
    guard cells.count <= Level.maximumCells else { throw BoardError(.tooLarge, cell: nil) }
    guard cells.indices.contains(player), cells[player].isDisjoint(with: [.wall, .box]) else {
      throw BoardError(.playerMisplaced, cell: player)
    }
    self.init(trusted: cells, width: width, player: player)
    try checkEnclosure()
  }

  /// Makes a board from parts that are known to satisfy the invariants.
  package init(trusted cells: [Cell], width: Int, player: Int) {
    self.width = width
    self.height = cells.count / width
    self.cells = cells
    self.player = player
    misplaced = cells.count { $0.contains(.box) && !$0.contains(.target) }
  }

  private func checkEnclosure() throws(BoardError) {
    let reached = reachIgnoringBoxes
    for cell in cells.indices where reached[cell] {
      let (row, column) = (cell / width, cell % width)
      guard row > 0, column > 0, row < height - 1, column < width - 1 else {
        throw BoardError(.notEnclosed, cell: cell)
      }
    }
    for cell in cells.indices where !reached[cell] {
      guard cells[cell].isDisjoint(with: [.box, .target]) else {
        throw BoardError(.unreachable, cell: cell)
      }
    }
    let boxes = cells.count { $0.contains(.box) }
    guard boxes > 0 else { throw BoardError(.noBox, cell: nil) }
    guard boxes == cells.count(where: { $0.contains(.target) }) else {
      throw BoardError(.unequalBoxesAndTargets, cell: nil)
    }
  }

  /// For every cell, whether the player could stand there if no box were in the way.
  package var reachIgnoringBoxes: [Bool] {
    var reached = [Bool](repeating: false, count: cells.count)
    var frontier = [player]
    reached[player] = true
    while let cell = frontier.popLast() {
      let (row, column) = (cell / width, cell % width)
      for direction in Direction.allCases {
        let (nextRow, nextColumn) = (row + direction.rowStep, column + direction.columnStep)
        guard nextRow >= 0, nextColumn >= 0, nextRow < height, nextColumn < width else { continue }
        let next = nextRow * width + nextColumn
        if !reached[next], !cells[next].contains(.wall) {
          reached[next] = true
          frontier.append(next)
        }
      }
    }
    return reached
  }

  /// Whether every box is on a target.
  @inlinable
  public var isSolved: Bool { misplaced == 0 }

  /// The cells that hold a box, in row-major order.
  public var boxes: [Int] { cells.indices.filter { cells[$0].contains(.box) } }

  /// The cells that hold a target, in row-major order.
  public var targets: [Int] { cells.indices.filter { cells[$0].contains(.target) } }

  /// What a move did to the board.
  public enum Effect: Hashable, Codable, Sendable {
    /// A wall, or a box that cannot give way, stopped the player.
    case blocked
    /// The player walked onto a free cell.
    case walked
    /// The player pushed a box; the flags say what it left and where it came to rest.
    case pushed(offTarget: Bool, ontoTarget: Bool)
  }

  /// Moves the player by one cell, pushing a box where one stands in the way.
  ///
  /// Constant time, no allocation when the board's storage is not shared.
  @discardableResult
  public mutating func move(_ direction: Direction) -> Effect {
    let offset = direction.offset(width: width)
    let next = player + offset
    let there = cells[next]
    if there.contains(.wall) { return .blocked }
    guard there.contains(.box) else {
      player = next
      return .walked
    }
    let beyond = next + offset
    guard cells[beyond].isDisjoint(with: [.wall, .box]) else { return .blocked }
    let leaves = there.contains(.target)
    let reaches = cells[beyond].contains(.target)
    cells[next].remove(.box)
    cells[beyond].insert(.box)
    player = next
    misplaced += (leaves ? 1 : 0) - (reaches ? 1 : 0)
    return .pushed(offTarget: leaves, ontoTarget: reaches)
  }
}
