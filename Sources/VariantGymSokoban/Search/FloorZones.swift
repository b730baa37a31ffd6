/// The zones into which a box on a cell divides the floor around it, for every cell at once.
///
/// One depth-first walk over the floor tells them (Hopcroft and Tarjan, "Efficient algorithms for graph
/// manipulation", 1973): a box cuts off what the walk came to through it, unless something there
/// touches what the walk had come to before the box. Linear in the number of cells.
struct FloorZones: Sendable {
  /// At `cell * 4 + direction`: the zone of the neighbour there while a box is on the cell.
  let ofSide: [UInt8]
  /// For each cell when the walk came to it.
  private let order: [Int32]
  /// For each cell where its branches begin, or -1 where there is one zone only.
  private let branchStart: [Int32]
  private let branches: [Branch]

  /// What the walk came to during a time belongs to a zone.
  private struct Branch {
    let time: Range<Int32>
    let zone: UInt8
  }

  static let none = UInt8.max

  init(_ room: Room) {
    let walk = FloorWalk(room)
    var ofSide = [UInt8](repeating: Self.none, count: room.cellCount * 4)
    var branchStart = [Int32](repeating: -1, count: room.cellCount)
    var branches: [Branch] = []
    for cell in 0..<room.cellCount where room.floor[cell] {
      let start = branches.count
      // What is not cut off hangs together; it is looked for last.
      var rest: UInt8?
      var zones: UInt8 = 0
      for side in 0..<4 {
        let beside = room.neighbor(cell, side)
        guard beside >= 0 else { continue }
        let zone: UInt8
        if let time = walk.timeCutOff(by: cell, holding: beside, in: room) {
          if let known = branches[start...].first(where: { $0.time == time }) {
            zone = known.zone
          } else {
            zone = zones
            zones += 1
            branches.append(Branch(time: time, zone: zone))
          }
        } else if let rest {
          zone = rest
        } else {
          zone = zones
          zones += 1
          rest = zone
        }
        ofSide[cell * 4 + side] = zone
      }
      if zones > 1 {
        branchStart[cell] = Int32(start)
        if let rest { branches.append(Branch(time: 0..<Int32.max, zone: rest)) }
      } else {
        branches.removeSubrange(start...)
      }
    }
    self.ofSide = ofSide
    self.branchStart = branchStart
    self.branches = branches
    order = walk.order
  }

  /// The zone of a box in which the player stands.
  @inline(__always)
  func zone(of player: Int, around cell: Int) -> Int {
    var place = Int(branchStart[cell])
    if place < 0 { return 0 }
    while !branches[place].time.contains(order[player]) { place += 1 }
    return Int(branches[place].zone)
  }
}

/// A depth-first walk over the floor, from the player's cell.
private struct FloorWalk {
  /// When the walk came to a cell; -1 for walls.
  private(set) var order: [Int32]
  /// When it had come to all that it reached through a cell.
  private var end: [Int32]
  /// The earliest time of a cell beside those that it reached through a cell.
  private var low: [Int32]
  private var parent: [Int32]

  init(_ room: Room) {
    order = [Int32](repeating: -1, count: room.cellCount)
    end = order
    low = order
    parent = order
    var time: Int32 = 0
    var path: [(cell: Int, side: Int)] = []
    func come(to cell: Int) {
      order[cell] = time
      low[cell] = time
      time += 1
      path.append((cell, 0))
    }
    come(to: room.player)
    while let (cell, side) = path.last {
      guard side < 4 else {
        end[cell] = time
        path.removeLast()
        if let before = path.last?.cell { low[before] = min(low[before], low[cell]) }
        continue
      }
      path[path.count - 1].side += 1
      let beside = room.neighbor(cell, side)
      if beside < 0 || beside == parent[cell] { continue }
      if order[beside] < 0 {
        parent[beside] = Int32(cell)
        come(to: beside)
      } else {
        low[cell] = min(low[cell], order[beside])
      }
    }
  }

  /// When the walk was in the part of the floor around a neighbour, if a box on the cell cuts that off.
  func timeCutOff(by cell: Int, holding beside: Int, in room: Room) -> Range<Int32>? {
    for side in 0..<4 {
      let child = room.neighbor(cell, side)
      guard child >= 0, parent[child] == cell, low[child] >= order[cell] else { continue }
      let time = order[child]..<end[child]
      if time.contains(order[beside]) { return time }
    }
    return nil
  }
}
