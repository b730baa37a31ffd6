/// How many pushes a single box needs to each target, with regard to where the player is.
///
/// A box divides the floor around it into *zones* between which the player cannot walk. The
/// distance of a box depends on the player's zone, and no push or walk elsewhere changes that
/// zone; so a sum of distances along a matching is a consistent bound on the pushes to come.
struct PushDistances: Sendable {
  static let unreachable = UInt16.max

  let targetCount: Int
  /// At `(cell * 4 + zone) * targetCount + target`: the pushes, or `unreachable`.
  let table: [UInt16]
  let zones: FloorZones
  /// For each cell whether a box there can be brought to some target at all.
  let isAlive: [Bool]

  /// Takes time and memory linear in cells times targets, within the limits of a watch.
  init(_ room: Room, _ watch: SearchWatch = .unlimited) throws(SearchStop) {
    // `Matching` keeps the same numbers in 32 bits.
    let entryBytes = MemoryLayout<UInt16>.size + MemoryLayout<Int32>.size
    let entries = room.cellCount * 4 * room.targets.count
    if let limit = watch.limit(expanded: 0, stored: 0, bytes: entries * entryBytes) { throw limit }
    zones = FloorZones(room)
    targetCount = room.targets.count
    var table = [UInt16](repeating: Self.unreachable, count: entries)
    var isAlive = [Bool](repeating: false, count: room.cellCount)
    var queue: [Int] = []
    queue.reserveCapacity(room.cellCount * 4)
    for target in room.targets.indices {
      if watch.isCancelled { throw .cancelled }
      Self.pull(from: target, room, zones.ofSide, &table, &isAlive, &queue)
    }
    self.table = table
    self.isAlive = isAlive
  }

  /// Fills in one target's distances by pulling a box away from it, breadth first.
  private static func pull(
    from target: Int, _ room: Room, _ zoneOfSide: [UInt8], _ table: inout [UInt16],
    _ isAlive: inout [Bool], _ queue: inout [Int]
  ) {
    let count = room.targets.count
    queue.removeAll(keepingCapacity: true)
    for zone in 0..<4 {
      let state = room.targets[target] * 4 + zone
      table[state * count + target] = 0
      queue.append(state)
    }
    var next = 0
    while next < queue.count {
      let state = queue[next]
      next += 1
      let (cell, zone) = (state >> 2, state & 3)
      isAlive[cell] = true
      let pushes = table[state * count + target]
      for side in 0..<4 where zoneOfSide[cell * 4 + side] == zone {
        let from = room.neighbor(cell, side)
        guard room.neighbor(from, side) >= 0 else { continue }
        let before = from * 4 + Int(zoneOfSide[from * 4 + side])
        if table[before * count + target] == unreachable {
          table[before * count + target] = pushes + 1
          queue.append(before)
        }
      }
    }
  }
}
