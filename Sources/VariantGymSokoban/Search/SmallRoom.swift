/// A board whose inner cells fit one machine word, packed into four numbers.
///
/// Cells are numbered row by row in a rectangle that holds the floor; bit `i` stands for cell
/// `i`. It is what the small solvers work on, and what a generator can make without a `Board`.
public struct SmallRoom: Hashable, Sendable {
  /// The number of columns of the rectangle, 1...63.
  public let width: Int
  /// The cells where the player can come if the boxes are away.
  public let floor: UInt64
  /// The cells where boxes should end; as many as `boxes`.
  public let targets: UInt64
  /// The cells with a box.
  public internal(set) var boxes: UInt64
  /// The player's cell; it is floor and holds no box.
  public internal(set) var player: Int

  /// Packs a board, or fails if its floor needs a rectangle of more than 64 cells.
  ///
  /// Linear in the number of cells, and without allocation where the board has at most 64 cells
  /// inside its outermost rows and columns.
  public init?(_ board: Board) {
    let (width, height) = (board.width - 2, board.height - 2)
    guard width * height <= 64, width < 64 else {
      self.init(Room(board))
      return
    }
    var (free, targets, boxes, bit) = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
    board.cells.withUnsafeBufferPointer { cells in
      for row in 1...height {
        for column in 1...width {
          // Without branches, which random boards would make hard to predict.
          let cell = UInt64(cells[row * board.width + column].rawValue)
          free |= (~cell & 1) << bit
          targets |= (cell >> 1 & 1) << bit
          boxes |= (cell >> 2 & 1) << bit
          bit += 1
        }
      }
    }
    let player = (board.player / board.width - 1) * width + board.player % board.width - 1
    self.init(width: width, free: free, targets: targets, boxes: boxes, player: player)
  }

  /// Packs a room that is known to be enclosed by its rectangle.
  ///
  /// - Parameters:
  ///   - width: The number of columns, 1...63.
  ///   - free: The cells without a wall; those that the player cannot reach are left out.
  ///   - targets: As many as `boxes`, at least one, and all of them reachable.
  ///   - boxes: The cells that hold a box.
  ///   - player: The player's cell, free and without a box.
  init(width: Int, free: UInt64, targets: UInt64, boxes: UInt64, player: Int) {
    self.width = width
    let grid = WalkGrid(width: width)
    floor = grid.region(from: player, free: free)
    self.targets = targets
    self.boxes = boxes
    self.player = player
    assert(targets & ~floor == 0 && boxes & ~floor == 0 && !boxes.contains(player))
    assert(boxes != 0 && boxes.nonzeroBitCount == targets.nonzeroBitCount)
  }

  private init?(_ room: Room) {
    guard BitGrid<UInt64>.fits(room) else { return nil }
    func word(_ cells: some Sequence<Int>) -> UInt64 { cells.reduce(0) { $0 | 1 << UInt64($1) } }
    width = room.width
    floor = word(room.floor.indices.filter { room.floor[$0] })
    targets = word(room.targets)
    boxes = word(room.boxes)
    player = room.player
  }

  /// The room after a move, or nil where the move is blocked.
  @inline(__always)
  func moved(_ direction: Int, _ grid: WalkGrid) -> SmallRoom? {
    let next = grid.shifted(1 << UInt64(player), direction) & floor
    if next == 0 { return nil }
    var room = self
    room.player = next.trailingZeroBitCount
    if boxes & next != 0 {
      let beyond = grid.shifted(next, direction) & floor & ~boxes
      if beyond == 0 { return nil }
      room.boxes = boxes ^ next ^ beyond
    }
    return room
  }
}

/// Steps on a rectangle of at most 64 cells.
struct WalkGrid: Sendable {
  let width: UInt64
  let notFirstColumn: UInt64
  let notLastColumn: UInt64

  init(width: Int) {
    self.width = UInt64(width)
    // Copies the first bit to every row by doubling.
    var firstColumn: UInt64 = 1
    var distance = UInt64(width)
    while distance < 64 {
      firstColumn |= firstColumn << distance
      distance *= 2
    }
    notFirstColumn = ~firstColumn
    notLastColumn = ~(firstColumn << UInt64(width - 1))
  }

  @inline(__always)
  func shifted(_ set: UInt64, _ direction: Int) -> UInt64 {
    switch direction {
    case 0: set &>> width
    case 1: set &<< width
    case 2: (set & notFirstColumn) &>> 1
    default: (set & notLastColumn) &<< 1
    }
  }

  @inline(__always)
  func spread(_ set: UInt64) -> UInt64 {
    (set &>> width | set &<< width)
      | ((set & notFirstColumn) &>> 1 | (set & notLastColumn) &<< 1)
  }

  @inline(__always)
  func region(from cell: Int, free: UInt64) -> UInt64 {
    var region: UInt64 = 1 << UInt64(cell)
    while true {
      let larger = region | spread(region) & free
      if larger == region { return region }
      region = larger
    }
  }

  /// The cells from which a box could be brought to a target if the player were everywhere.
  @inline(__always)
  func alive(targets: UInt64, floor: UInt64) -> UInt64 {
    // Where a box can go a step and has room for the player behind, for each direction.
    let (above, below) = (floor & shifted(floor, 1), floor & shifted(floor, 0))
    let (before, behind) = (floor & shifted(floor, 3), floor & shifted(floor, 2))
    var alive = targets
    while true {
      let larger =
        alive | shifted(alive, 1) & below | shifted(alive, 0) & above
        | shifted(alive, 3) & behind | shifted(alive, 2) & before
      if larger == alive { return alive }
      alive = larger
    }
  }
}
