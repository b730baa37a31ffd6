/// Move-optimal search on a bitboard: A* in which the player advances in waves.
///
/// A queue entry is a *wave*: all cells of one position's region that the player can first reach
/// with the same number of moves. The bound depends on the position alone, so a wave of many
/// states costs one entry, and a step of walking a few shifts.
struct MoveSearch<Bits: Bitboard>: ~Copyable {
  struct Wave: BitwiseCopyable {
    var players: Bits
    let position: UInt32
    let cost: UInt32
    /// The wave of the same position that was made before, or -1.
    let earlier: Int32
  }

  struct Node: BitwiseCopyable {
    var visited: Bits
    var latest: Int32
  }

  private let room: Room
  private let watch: SearchWatch
  private let mostMoves: Int
  private var explorer: BitExplorer<Bits>
  private var nodes = Arena<Node>(capacity: 256)
  private var waves = Arena<Wave>(capacity: 1024)
  private var queue = BucketQueue()
  private(set) var counts = SearchCounts()

  /// - Parameter mostMoves: Solutions that are longer do not count.
  init(
    _ room: Room, _ distances: PushDistances, _ watch: SearchWatch, mostMoves: Int = .max
  ) {
    self.room = room
    self.watch = watch
    self.mostMoves = mostMoves
    explorer = BitExplorer(room, distances)
  }

  /// The moves of an optimal solution.
  mutating func run() throws(SearchStop) -> [Direction]? {
    defer {
      counts.stored = explorer.store.count
      counts.growths = explorer.store.growths + nodes.growths + waves.growths + queue.growths
    }
    if let goal = try search() { return trace(to: goal) }
    return nil
  }

  private mutating func search() throws(SearchStop) -> Int? {
    let start = explorer.insertStart(room)
    nodes.append(Node(visited: Bits(), latest: -1))
    add(Bits(bit: room.player), to: start, cost: 0)
    while let (index, _, _) = queue.pop() {
      let wave = waves[index]
      let (at, cost) = (Int(wave.position), Int(wave.cost))
      let node = nodes.pointer(at: at)
      let players = wave.players & ~node.pointee.visited
      waves.pointer(at: index).pointee.players = players
      if players.isEmpty { continue }
      let position = explorer.store[at]
      if position.boxes == explorer.grid.targets { return index }
      if let limit = watch.limit(
        expanded: counts.expanded, stored: explorer.store.count, bytes: bytes)
      {
        throw limit
      }
      counts.expanded += 1
      let visited = node.pointee.visited | players
      node.pointee.visited = visited
      expand(at, position, players, visited, cost)
    }
    return nil
  }

  private var bytes: Int {
    explorer.bytes + nodes.bytes + nodes.bytesOfNextGrowth + queue.bytes + queue.bytesOfNextGrowth
      + waves.bytes + waves.bytesOfNextGrowth
  }

  @inline(__always)
  private mutating func expand(
    _ at: Int, _ position: PositionStore<Bits>.Position, _ players: Bits, _ visited: Bits,
    _ cost: Int
  ) {
    var ahead = Bits()
    for direction in 0..<4 {
      let sites = explorer.grid.pushers(direction, boxes: position.boxes)
      ahead = ahead | sites
      var pushers = sites & players
      let offset = offsetOf(direction)
      while !pushers.isEmpty {
        let from = pushers.lowest + offset
        pushers = pushers.withoutLowest
        counts.generated += 1
        let child = explorer.push(at, from: from, to: from + offset, direction)
        if child == nodes.count { nodes.append(Node(visited: Bits(), latest: -1)) }
        add(Bits(bit: from), to: child, cost: cost + 1)
      }
    }
    // Once all places to push from are behind the waves, walking on leads to nothing new.
    let unvisited = position.region & ~visited
    if (ahead & unvisited).isEmpty { return }
    let next = explorer.grid.spread(players) & unvisited
    if !next.isEmpty { add(next, to: at, cost: cost + 1) }
  }

  @inline(__always)
  private mutating func add(_ players: Bits, to position: Int, cost: Int) {
    let bound = Int(explorer.store[position].bound)
    if bound >= Matching.impossible || cost + bound > mostMoves { return }
    let node = nodes.pointer(at: position)
    if (players & ~node.pointee.visited).isEmpty { return }
    let latest = Int(node.pointee.latest)
    if latest >= 0, Int(waves[latest].cost) == cost {
      // A wave that left the queue is empty or has its players in `visited`; then a new one is due.
      let wave = waves.pointer(at: latest)
      if !wave.pointee.players.isEmpty, (wave.pointee.players & node.pointee.visited).isEmpty {
        wave.pointee.players = wave.pointee.players | players
        return
      }
    }
    counts.generated += 1
    node.pointee.latest = Int32(truncatingIfNeeded: waves.count)
    queue.push(waves.count, cost: cost, priority: cost + bound)
    waves.append(
      Wave(
        players: players, position: UInt32(truncatingIfNeeded: position),
        cost: UInt32(truncatingIfNeeded: cost), earlier: Int32(truncatingIfNeeded: latest)))
  }

  @inline(__always)
  private func offsetOf(_ direction: Int) -> Int {
    let distance = direction < 2 ? room.width : 1
    return direction & 1 == 0 ? -distance : distance
  }

  /// Goes back from a goal: every state of a wave has a predecessor in a wave one move earlier.
  private func trace(to goal: Int) -> [Direction] {
    var moves: [Direction] = []
    var cost = Int(waves[goal].cost)
    var position = Int(waves[goal].position)
    var player = waves[goal].players.lowest
    search: while cost > 0 {
      cost -= 1
      for direction in 0..<4 {
        let before = room.neighbor(player, direction ^ 1)
        guard before >= 0 else { continue }
        if wave(of: position, at: cost, holds: before) {
          moves.append(Direction(rawValue: UInt8(direction))!)
          player = before
          continue search
        }
        let ahead = room.neighbor(player, direction)
        guard ahead >= 0, explorer.store[position].boxes.contains(ahead) else { continue }
        let boxes = explorer.store[position].boxes ^ (Bits(bit: ahead) | Bits(bit: player))
        if let pulled = explorer.store.find(boxes: boxes, player: before),
          wave(of: pulled, at: cost, holds: before)
        {
          moves.append(Direction(rawValue: UInt8(direction))!)
          position = pulled
          player = before
          continue search
        }
      }
      preconditionFailure("a wave has no predecessor")
    }
    return moves.reversed()
  }

  private func wave(of position: Int, at cost: Int, holds player: Int) -> Bool {
    var wave = Int(nodes[position].latest)
    while wave >= 0 {
      if Int(waves[wave].cost) == cost, waves[wave].players.contains(player) { return true }
      wave = Int(waves[wave].earlier)
    }
    return false
  }
}
