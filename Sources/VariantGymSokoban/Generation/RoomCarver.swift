internal import VariantGymCore

/// Carves connected rooms out of solid wall by a random walk, and furnishes them; on bits alone.
struct RoomCarver: Sendable {
  private let shape: RoomShape
  private let grid: WalkGrid
  private let inside: UInt64
  private let cells: Int

  init(_ shape: RoomShape) {
    self.shape = shape
    grid = WalkGrid(width: shape.width - 2)
    cells = (shape.width - 2) * (shape.height - 2)
    inside = ~0 >> UInt64(64 - cells)
  }

  /// A room with its boxes on the targets, or nil where the walk found too little to carve.
  func carve(using random: inout Random) -> SmallRoom? {
    guard let floor = carveFloor(&random) else { return nil }
    var targets: UInt64 = 0
    for _ in 0..<shape.boxes {
      targets |= Self.pick(from: floor & ~targets, &random)
    }
    return SmallRoom(
      width: shape.width - 2, free: floor, targets: targets, boxes: targets,
      player: (floor & ~targets).trailingZeroBitCount)
  }

  private func carveFloor(_ random: inout Random) -> UInt64? {
    let range = shape.floorCells
    let wanted = random.within(range)
    var here: UInt64 = 1 << UInt64(random.below(cells))
    var floor = here
    var count = 1
    var directions: UInt64 = 0
    // Where windings are asked for, the walk may have no way on: it is bounded.
    for step in 0..<64 * cells {
      if count == wanted { return floor }
      directions = step & 31 == 0 ? random.next() : directions >> 2
      let next = grid.shifted(here, Int(directions & 3)) & inside
      if next == 0 { continue }
      if floor & next == 0 {
        if completesBlock(next, floor), random.below(100) < shape.winding { continue }
        floor |= next
        count += 1
      }
      here = next
    }
    return count >= range.lowerBound ? floor : nil
  }

  /// Whether a cell is the fourth of a 2x2 block whose other three are floor.
  @inline(__always)
  private func completesBlock(_ cell: UInt64, _ floor: UInt64) -> Bool {
    let beside = (grid.shifted(cell, 2) & floor, grid.shifted(cell, 3) & floor)
    for vertical in 0..<2 {
      let next = grid.shifted(cell, vertical) & floor
      // Of two floor cells beside the cell, the corner between them makes the block.
      if beside.0 != 0, grid.shifted(next, 2) & floor != 0 { return true }
      if beside.1 != 0, grid.shifted(next, 3) & floor != 0 { return true }
    }
    return false
  }

  /// One cell of a set that is not empty, each as likely as any other.
  static func pick(from set: UInt64, _ random: inout Random) -> UInt64 {
    1 << UInt64(nth(random.below(set.nonzeroBitCount), of: set))
  }

  /// The cell of a set that has so many smaller ones.
  @inline(__always)
  static func nth(_ number: Int, of set: UInt64) -> Int {
    var rest = set
    for _ in 0..<number { rest &= rest &- 1 }
    return rest.trailingZeroBitCount
  }
}
