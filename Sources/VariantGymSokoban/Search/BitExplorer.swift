/// Finds or makes the positions that pushes lead to, for both searches on bitboards.
struct BitExplorer<Bits: Bitboard>: ~Copyable {
  let grid: BitGrid<Bits>
  var store = PositionStore<Bits>()
  private let distances: PushDistances
  private let matching: Matching
  private let zoneOfSide: Arena<UInt8>
  /// For each cell with a box, the row of `matching` that belongs to it.
  private let rowOfCell: Arena<Int>
  /// The position whose boxes are the rows of `matching`.
  private var prepared = -1

  init(_ room: Room, _ distances: PushDistances) {
    grid = BitGrid(room, distances)
    self.distances = distances
    matching = Matching(distances)
    zoneOfSide = Arena(repeating: 0, count: distances.zones.ofSide.count)
    for side in distances.zones.ofSide.indices { zoneOfSide[side] = distances.zones.ofSide[side] }
    rowOfCell = Arena(repeating: 0, count: room.cellCount)
  }

  var bytes: Int { store.bytes + store.bytesOfNextGrowth }

  /// Adds the position at which a search starts.
  mutating func insertStart(_ room: Room) -> Int {
    var boxes = Bits()
    for box in room.boxes { boxes = boxes | Bits(bit: box) }
    let region = grid.region(from: room.player, free: grid.floor & ~boxes)
    var bound = prepareRows(boxes, player: room.player)
    if grid.isFrozen(boxes: boxes) { bound = Matching.impossible }
    return store.insert(boxes: boxes, region: region, bound: bound)
  }

  /// The position after a push from one cell to the next in a direction.
  @inline(__always)
  mutating func push(_ parent: Int, from: Int, to: Int, _ direction: Int) -> Int {
    let boxes = store[parent].boxes ^ (Bits(bit: from) | Bits(bit: to))
    if let known = store.find(boxes: boxes, player: from) { return known }
    return insert(parent, boxes, from: from, to: to, direction)
  }

  private mutating func insert(
    _ parent: Int, _ boxes: Bits, from: Int, to: Int, _ direction: Int
  ) -> Int {
    let region = grid.region(from: from, free: grid.floor & ~boxes)
    if grid.isFrozen(boxes: boxes, pushed: to) {
      return store.insert(boxes: boxes, region: region, bound: Matching.impossible)
    }
    if prepared != parent {
      let position = store[parent]
      _ = prepareRows(position.boxes, player: position.region.lowest)
      prepared = parent
    }
    // The walk to the push crosses no box, so the player's zone of every other box stays.
    let zone = Int(zoneOfSide[to * 4 + (direction ^ 1)])
    let bound = matching.bound(row: rowOfCell[from], cell: to, zone: zone)
    return store.insert(boxes: boxes, region: region, bound: bound)
  }

  private func prepareRows(_ boxes: Bits, player: Int) -> Int {
    var row = 0
    var rest = boxes
    while !rest.isEmpty {
      let cell = rest.lowest
      rest = rest.withoutLowest
      rowOfCell[cell] = row
      matching.setRow(row, cell: cell, zone: distances.zones.zone(of: player, around: cell))
      row += 1
    }
    return matching.prepare()
  }
}
