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
  /// At `cell * 4 + direction`: the zone of the neighbour there while a box is on the cell.
  let zoneOfSide: [UInt8]
  /// For each cell whether a box there can be brought to some target at all.
  let isAlive: [Bool]
  /// For each cell where its zone map begins in `zoneMaps`, or -1 where there is one zone only.
  private let zoneMapStart: [Int32]
  private let zoneMaps: [UInt8]

  init(_ room: Room) {
    var zones = Zones(room)
    for cell in 0..<room.cellCount where room.floor[cell] { zones.divide(at: cell) }
    zoneOfSide = zones.zoneOfSide
    zoneMapStart = zones.mapStart
    zoneMaps = zones.maps
    targetCount = room.targets.count
    var table = [UInt16](
      repeating: Self.unreachable, count: room.cellCount * 4 * room.targets.count)
    var isAlive = [Bool](repeating: false, count: room.cellCount)
    var queue: [Int] = []
    queue.reserveCapacity(room.cellCount * 4)
    for target in room.targets.indices {
      Self.pull(from: target, room, zones.zoneOfSide, &table, &isAlive, &queue)
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

  /// The zone of a box in which the player stands.
  @inline(__always)
  func zone(of player: Int, around cell: Int) -> Int {
    let start = Int(zoneMapStart[cell])
    return start < 0 ? 0 : Int(zoneMaps[start + player])
  }
}

/// Finds, for one cell after the other, the parts into which a box there divides the floor.
private struct Zones {
  let room: Room
  var zoneOfSide: [UInt8]
  var mapStart: [Int32]
  var maps: [UInt8] = []
  private var stack: [Int] = []

  static let none = UInt8.max

  init(_ room: Room) {
    self.room = room
    zoneOfSide = [UInt8](repeating: Self.none, count: room.cellCount * 4)
    mapStart = [Int32](repeating: -1, count: room.cellCount)
  }

  mutating func divide(at cell: Int) {
    if sidesMeetNearby(cell) {
      for side in 0..<4 where room.neighbor(cell, side) >= 0 { zoneOfSide[cell * 4 + side] = 0 }
      return
    }
    let start = maps.count
    maps.append(contentsOf: repeatElement(Self.none, count: room.cellCount))
    var zone: UInt8 = 0
    for side in 0..<4 {
      let seed = room.neighbor(cell, side)
      guard seed >= 0 else { continue }
      if maps[start + seed] == Self.none {
        flood(seed, around: cell, start: start, zone: zone)
        zone += 1
      }
      zoneOfSide[cell * 4 + side] = maps[start + seed]
    }
    if zone > 1 {
      mapStart[cell] = Int32(start)
    } else {
      maps.removeLast(room.cellCount)
    }
  }

  /// Whether all open sides are joined through the eight cells around: spares a flood.
  private func sidesMeetNearby(_ cell: Int) -> Bool {
    let around = [0, 3, 1, 2]
    var sides = 0
    var joints = 0
    for index in 0..<4 {
      let (side, turn) = (around[index], around[(index + 1) & 3])
      let beside = room.neighbor(cell, side)
      guard beside >= 0 else { continue }
      sides += 1
      if room.neighbor(cell, turn) >= 0, room.neighbor(beside, turn) >= 0 { joints += 1 }
    }
    return joints >= sides - 1
  }

  private mutating func flood(_ seed: Int, around cell: Int, start: Int, zone: UInt8) {
    maps[start + seed] = zone
    stack.append(seed)
    while let here = stack.popLast() {
      for side in 0..<4 {
        let next = room.neighbor(here, side)
        if next >= 0, next != cell, maps[start + next] == Self.none {
          maps[start + next] = zone
          stack.append(next)
        }
      }
    }
  }
}
