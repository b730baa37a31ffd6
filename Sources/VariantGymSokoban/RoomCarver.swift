import VariantGymCore

/// Carves a connected room out of solid wall by a random walk, and furnishes it.
struct RoomCarver {
  /// The width and height, outer walls included.
  let side: Int
  /// The number of boxes, and of targets.
  let boxes: Int

  func carve(using random: inout Random) -> Board? {
    var cells = [Board.Cell](repeating: .wall, count: side * side)
    let inside = side - 2
    // Between half and nearly all of the inner cells become floor.
    let wanted = random.within((inside * inside / 2)...(inside * inside * 15 / 16))
    var row = random.within(1...inside)
    var column = random.within(1...inside)
    var floor: [Int] = []
    while floor.count < wanted {
      let cell = row * side + column
      if cells[cell].contains(.wall) {
        cells[cell] = []
        floor.append(cell)
      }
      let direction = random.pick(from: Direction.allCases)
      row = min(max(row + direction.rowStep, 1), inside)
      column = min(max(column + direction.columnStep, 1), inside)
    }
    floor.sort()
    let places = random.sample(2 * boxes + 1, of: floor)
    for target in places[0..<boxes] { cells[target].insert(.target) }
    for box in places[boxes..<(2 * boxes)] { cells[box].insert(.box) }
    return Board(trusted: cells, width: side, player: places[2 * boxes])
  }
}
