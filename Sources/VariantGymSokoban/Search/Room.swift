/// The part of a board that never changes, cropped to the cells where the player can come.
///
/// Cells are numbered row by row within the smallest rectangle around the floor; directions by
/// their raw values, so that `direction ^ 1` is the opposite one.
struct Room: Sendable {
  let width: Int
  let height: Int
  /// For each cell, whether the player could stand there if no box were in the way.
  let floor: [Bool]
  /// For each cell and direction (`cell * 4 + direction`) the floor cell next to it, or -1.
  let neighbors: [Int32]
  let targets: [Int]
  let boxes: [Int]
  let player: Int

  var cellCount: Int { width * height }

  init(_ board: Board) {
    let reached = board.reachIgnoringBoxes
    var (top, bottom, left, right) = (board.height, 0, board.width, 0)
    for row in 0..<board.height {
      for column in 0..<board.width where reached[row * board.width + column] {
        top = min(top, row)
        bottom = max(bottom, row)
        left = min(left, column)
        right = max(right, column)
      }
    }
    let (width, height) = (right - left + 1, bottom - top + 1)
    func local(_ cell: Int) -> Int {
      (cell / board.width - top) * width + cell % board.width - left
    }
    var floor = [Bool](repeating: false, count: width * height)
    var (targets, boxes) = ([Int](), [Int]())
    for cell in board.cells.indices where reached[cell] {
      let here = local(cell)
      floor[here] = true
      if board.cells[cell].contains(.target) { targets.append(here) }
      if board.cells[cell].contains(.box) { boxes.append(here) }
    }
    self.width = width
    self.height = height
    self.floor = floor
    self.targets = targets
    self.boxes = boxes
    player = local(board.player)
    neighbors = Room.neighbors(of: floor, width: width)
  }

  private static func neighbors(of floor: [Bool], width: Int) -> [Int32] {
    var neighbors = [Int32](repeating: -1, count: floor.count * 4)
    for cell in floor.indices where floor[cell] {
      let column = cell % width
      if cell >= width, floor[cell - width] { neighbors[cell * 4] = Int32(cell - width) }
      if cell + width < floor.count, floor[cell + width] {
        neighbors[cell * 4 + 1] = Int32(cell + width)
      }
      if column > 0, floor[cell - 1] { neighbors[cell * 4 + 2] = Int32(cell - 1) }
      if column + 1 < width, floor[cell + 1] { neighbors[cell * 4 + 3] = Int32(cell + 1) }
    }
    return neighbors
  }

  @inline(__always)
  func neighbor(_ cell: Int, _ direction: Int) -> Int {
    Int(neighbors[cell * 4 + direction])
  }
}
