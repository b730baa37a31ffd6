/// Breadth-first search from the solved states of a small room backwards.
///
/// The players of one arrangement at one distance are a word, a *wave*: a step of walking costs
/// a few shifts for all of them, a pull one entry.
struct BackwardWaves: ~Copyable {
  struct Wave: BitwiseCopyable {
    let boxes: UInt64
    var players: UInt64
    let arrangement: UInt32
    let distance: UInt16
    /// The wave of the same arrangement that is nearer to a solution, or -1.
    let nearer: Int32
  }

  struct Arrangement: BitwiseCopyable {
    var visited: UInt64
    var latest: Int32
  }

  private let limits: SearchLimits
  let index = ArrangementIndex()
  private var arrangements = Arena<Arrangement>(capacity: 64)
  private(set) var waves = Arena<Wave>(capacity: 256)
  private(set) var expanded = 0
  private var enlargements = 0

  init(_ limits: SearchLimits) {
    self.limits = limits
  }

  var growths: Int { waves.growths + enlargements }

  /// The distance of a room's state, or nil when no solution leads on from it.
  mutating func distance(_ room: SmallRoom) throws(SearchStop) -> Int? {
    try search(room, until: room)
  }

  /// Finds the waves of all states that are at most so many moves from a solution.
  mutating func explore(_ room: SmallRoom, through depth: Int) throws(SearchStop) {
    _ = try search(room, until: nil, through: depth)
  }

  /// Finds the waves of all states from which there is a solution.
  mutating func exhaust(_ room: SmallRoom) throws(SearchStop) {
    _ = try search(room, until: nil)
  }

  private mutating func search(
    _ room: SmallRoom, until goal: SmallRoom?, through depth: Int = .max
  ) throws(SearchStop) -> Int? {
    try clear(room)
    let grid = WalkGrid(width: room.width)
    let floor = room.floor
    let sought = goal.map { ($0.boxes, UInt64(1) << UInt64($0.player)) }
    add(boxes: room.targets, players: floor & ~room.targets, distance: 0)
    var next = 0
    while next < waves.count {
      var wave = waves[next]
      let arrangement = arrangements.pointer(at: Int(wave.arrangement))
      wave.players &= ~arrangement.pointee.visited
      waves[next] = wave
      next += 1
      if wave.players == 0 { continue }
      arrangement.pointee.visited |= wave.players
      if let sought, wave.boxes == sought.0, wave.players & sought.1 != 0 {
        return Int(wave.distance)
      }
      if Int(wave.distance) >= depth { continue }
      if expanded >= limits.expandedStates { throw .expandedStates }
      if expanded & 0xFFF == 0xFFF, Task.isCancelled { throw .cancelled }
      if waves.bytes + waves.bytesOfNextGrowth + arrangements.bytes > limits.memoryBytes {
        throw .memory
      }
      expanded += 1
      let free = floor & ~wave.boxes
      let walked = grid.spread(wave.players) & free & ~arrangement.pointee.visited
      if walked != 0 {
        add(
          Int(wave.arrangement), boxes: wave.boxes, players: walked,
          distance: Int(wave.distance) + 1)
      }
      for direction in 0..<4 {
        let back = direction ^ 1
        let room = grid.shifted(free, direction)
        var pullers = wave.players & grid.shifted(wave.boxes, back) & room
        while pullers != 0 {
          let player = pullers & (0 &- pullers)
          pullers ^= player
          let box = grid.shifted(player, direction)
          add(
            boxes: wave.boxes ^ box ^ player, players: grid.shifted(player, back),
            distance: Int(wave.distance) + 1)
        }
      }
    }
    return nil
  }

  private mutating func clear(_ room: SmallRoom) throws(SearchStop) {
    for wave in 0..<waves.count {
      arrangements[Int(waves[wave].arrangement)] = Arrangement(visited: 0, latest: -1)
    }
    waves.removeAll()
    expanded = 0
    let count = index.prepare(floor: room.floor, boxes: room.boxes.nonzeroBitCount)
    guard count <= arrangements.count else {
      if count > limits.storedStates { throw .storedStates }
      let stride = MemoryLayout<Arrangement>.stride
      if count > limits.memoryBytes / stride || count > Int(Int32.max) { throw .memory }
      arrangements = Arena(repeating: Arrangement(visited: 0, latest: -1), count: count)
      enlargements += 1
      return
    }
  }

  @inline(__always)
  private mutating func add(boxes: UInt64, players: UInt64, distance: Int) {
    add(index(boxes), boxes: boxes, players: players, distance: distance)
  }

  @inline(__always)
  private mutating func add(_ number: Int, boxes: UInt64, players: UInt64, distance: Int) {
    let arrangement = arrangements.pointer(at: number)
    let players = players & ~arrangement.pointee.visited
    if players == 0 { return }
    let latest = Int(arrangement.pointee.latest)
    if latest >= 0, waves[latest].distance == distance {
      waves.pointer(at: latest).pointee.players |= players
      return
    }
    arrangement.pointee.latest = Int32(truncatingIfNeeded: waves.count)
    waves.append(
      Wave(
        boxes: boxes, players: players, arrangement: UInt32(truncatingIfNeeded: number),
        distance: UInt16(truncatingIfNeeded: distance), nearer: Int32(truncatingIfNeeded: latest)))
  }

  /// Whether the last search found a state at this distance.
  func holds(boxes: UInt64, player: Int, at distance: Int) -> Bool {
    var wave = Int(arrangements[index(boxes)].latest)
    while wave >= 0, waves[wave].distance >= distance {
      if waves[wave].distance == distance { return waves[wave].players.contains(player) }
      wave = Int(waves[wave].nearer)
    }
    return false
  }
}
