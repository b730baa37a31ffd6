import VariantGymCore

@testable import VariantGymSokoban

/// Seeded boards for laws: any room that the invariants allow, not only pretty ones.
struct RandomBoards {
  var random: Random

  init(seed: UInt64) {
    random = Random(seed: seed)
  }

  /// A board of the given size, outer walls included; nil where the draw leaves too little room.
  mutating func candidate(width: Int, height: Int, boxes: Int, wallPercent: Int) -> Board? {
    var cells = [Board.Cell](repeating: .wall, count: width * height)
    for row in 1..<height - 1 {
      for column in 1..<width - 1 where random.below(100) >= wallPercent {
        cells[row * width + column] = []
      }
    }
    let open = cells.indices.filter { cells[$0].isEmpty }
    guard !open.isEmpty else { return nil }
    let player = random.pick(from: open)
    let reached = Board(trusted: cells, width: width, player: player).reachIgnoringBoxes
    let floor = open.filter { reached[$0] }
    guard floor.count > boxes else { return nil }
    for cell in random.sample(boxes, of: floor.filter { $0 != player }) { cells[cell].insert(.box) }
    for cell in random.sample(boxes, of: floor) { cells[cell].insert(.target) }
    return try? Board(width: width, cells: cells, player: player)
  }

  /// A board whose sides lie in the given range.
  mutating func next(sides: ClosedRange<Int> = 4...10, boxes: ClosedRange<Int> = 1...4) -> Board {
    while true {
      let board = candidate(
        width: random.within(sides), height: random.within(sides), boxes: random.within(boxes),
        wallPercent: random.within(0...60))
      if let board { return board }
    }
  }
}

extension Board {
  /// One of the eight symmetric pictures, with rings of wall around it and noise out of reach.
  func picture(_ symmetry: Int, margins: (top: Int, left: Int) = (0, 0)) -> Board {
    let turns = symmetry & 4 != 0
    let (newHeight, newWidth) = turns ? (width, height) : (height, width)
    let fullWidth = newWidth + 2 * margins.left
    var cells = [Cell](repeating: .wall, count: fullWidth * (newHeight + 2 * margins.top))
    var newPlayer = 0
    for index in self.cells.indices {
      var (row, column) = (index / width, index % width)
      if symmetry & 1 != 0 { row = height - 1 - row }
      if symmetry & 2 != 0 { column = width - 1 - column }
      if turns { (row, column) = (column, row) }
      let cell = (row + margins.top) * fullWidth + column + margins.left
      cells[cell] = self.cells[index]
      if index == player { newPlayer = cell }
    }
    return try! Board(width: fullWidth, cells: cells, player: newPlayer)
  }
}
