internal import VariantGymCore

/// Breadth-first search from the solved states of a small room backwards, counting pushes only.
///
/// A wave is an arrangement of boxes with one region of the player: walking costs nothing.
struct PullWaves: ~Copyable {
  struct Wave: BitwiseCopyable {
    let boxes: UInt64
    let players: UInt64
    let distance: Int
  }

  private let index = ArrangementIndex()
  private var visited = Arena<UInt64>(capacity: 64)
  private(set) var waves = Arena<Wave>(capacity: 256)
  private let limits: SearchLimits

  init(_ limits: SearchLimits) {
    self.limits = limits
  }

  /// Finds the waves of all states that are at most so many pushes from a solution, nearest first.
  mutating func explore(_ room: SmallRoom, through depth: Int) throws(SearchStop) {
    try clear(room)
    let grid = WalkGrid(width: room.width)
    var unseen = room.floor & ~room.targets
    while unseen != 0 {
      let player = unseen.trailingZeroBitCount
      add(room.targets, player, 0, grid, room.floor)
      unseen &= ~visited[index(room.targets)]
    }
    var next = 0
    while next < waves.count, waves[next].distance < depth {
      let wave = waves[next]
      next += 1
      if waves.bytes + waves.bytesOfNextGrowth + visited.bytes > limits.memoryBytes {
        throw .memory
      }
      let free = room.floor & ~wave.boxes
      for direction in 0..<4 {
        let back = direction ^ 1
        var pullers =
          wave.players & grid.shifted(wave.boxes, back) & grid.shifted(free, direction)
        while pullers != 0 {
          let player = pullers & (0 &- pullers)
          pullers ^= player
          let boxes = wave.boxes ^ grid.shifted(player, direction) ^ player
          let behind = grid.shifted(player, back).trailingZeroBitCount
          add(boxes, behind, wave.distance + 1, grid, room.floor)
        }
      }
    }
  }

  @inline(__always)
  private mutating func add(
    _ boxes: UInt64, _ player: Int, _ distance: Int, _ grid: WalkGrid, _ floor: UInt64
  ) {
    let seen = visited.pointer(at: index(boxes))
    if seen.pointee.contains(player) { return }
    let region = grid.region(from: player, free: floor & ~boxes)
    seen.pointee |= region
    waves.append(Wave(boxes: boxes, players: region, distance: distance))
  }

  private mutating func clear(_ room: SmallRoom) throws(SearchStop) {
    waves.removeAll()
    let count = index.prepare(floor: room.floor, boxes: room.targets.nonzeroBitCount)
    guard count <= visited.count else {
      if count > limits.storedStates { throw .storedStates }
      if count > limits.memoryBytes / MemoryLayout<UInt64>.stride { throw .memory }
      visited = Arena(repeating: 0, count: count)
      return
    }
    for arrangement in 0..<count { visited[arrangement] = 0 }
  }
}

extension PullWaves {
  /// Draws one of the starts whose distances lie in a range, each as likely as any other.
  func draw(
    of layout: SmallRoom, at distances: ClosedRange<Int>, apart: Bool, using random: inout Random
  ) -> (room: SmallRoom, pushes: Int)? {
    let taken = apart ? layout.targets : 0
    var first = waves.count
    var count = 0
    while first > 0, waves[first - 1].distance >= distances.lowerBound {
      first -= 1
      let wave = waves[first]
      if wave.boxes & taken == 0 { count += wave.players.nonzeroBitCount }
    }
    if count == 0 { return nil }
    var rest = random.below(count)
    while true {
      let wave = waves[first]
      first += 1
      if wave.boxes & taken != 0 { continue }
      guard rest >= wave.players.nonzeroBitCount else {
        var room = layout
        room.boxes = wave.boxes
        room.player = RoomCarver.nth(rest, of: wave.players)
        return (room, wave.distance)
      }
      rest -= wave.players.nonzeroBitCount
    }
  }
}
