/// Push-optimal search on a bitboard: A* over boxes and the player's region.
///
/// The bound is consistent, so a position is final when it leaves the queue.
struct PushSearch<Bits: Bitboard>: ~Copyable {
  struct Node: BitwiseCopyable {
    var cost: UInt32
    var parent: Int32
    /// The cell the box was pushed from, and the direction: `cell * 4 + direction`.
    var push: UInt32
  }

  private let room: Room
  private let watch: SearchWatch
  private var explorer: BitExplorer<Bits>
  private var nodes = Arena<Node>(capacity: 256)
  private var queue = BucketQueue()
  private(set) var counts = SearchCounts()

  private static var closed: UInt32 { 1 << 31 }

  init(_ room: Room, _ distances: PushDistances, _ watch: SearchWatch) {
    self.room = room
    self.watch = watch
    explorer = BitExplorer(room, distances)
  }

  /// The pushes of an optimal solution, each with the cell the box leaves.
  mutating func run() throws(SearchStop) -> [PushStep]? {
    defer {
      counts.stored = explorer.store.count
      counts.growths = explorer.store.growths + nodes.growths + queue.growths
    }
    if let goal = try search() { return trace(to: goal) }
    return nil
  }

  private mutating func search() throws(SearchStop) -> Int? {
    let start = explorer.insertStart(room)
    nodes.append(Node(cost: 0, parent: -1, push: 0))
    let bound = Int(explorer.store[start].bound)
    if bound >= Matching.impossible { return nil }
    queue.push(start, cost: 0, priority: bound)
    while let (index, cost, _) = queue.pop() {
      let node = nodes.pointer(at: index)
      if Int(node.pointee.cost) != cost { continue }
      let position = explorer.store[index]
      if position.boxes == explorer.grid.targets { return index }
      if let limit = watch.limit(
        expanded: counts.expanded, stored: explorer.store.count, bytes: bytes)
      {
        throw limit
      }
      counts.expanded += 1
      node.pointee.cost |= Self.closed
      expand(index, position, cost)
    }
    return nil
  }

  private var bytes: Int {
    explorer.bytes + nodes.bytes + nodes.bytesOfNextGrowth + queue.bytes + queue.bytesOfNextGrowth
  }

  @inline(__always)
  private mutating func expand(
    _ index: Int, _ position: PositionStore<Bits>.Position, _ cost: Int
  ) {
    let forced = explorer.grid.forcedPushes(boxes: position.boxes, region: position.region)
    for direction in 0..<4 {
      var pushers =
        forced?[direction] ?? explorer.grid.pushers(direction, boxes: position.boxes)
        & position.region
      let offset = offsetOf(direction)
      while !pushers.isEmpty {
        let player = pushers.lowest
        pushers = pushers.withoutLowest
        let from = player + offset
        counts.generated += 1
        let child = explorer.push(index, from: from, to: from + offset, direction)
        let bound = Int(explorer.store[child].bound)
        let push = UInt32(from * 4 + direction)
        let next = UInt32(cost + 1)
        if child == nodes.count {
          nodes.append(Node(cost: next, parent: Int32(index), push: push))
          if bound >= Matching.impossible { continue }
        } else {
          if nodes[child].cost <= next || bound >= Matching.impossible { continue }
          if nodes[child].cost & Self.closed != 0 { continue }
          nodes[child] = Node(cost: next, parent: Int32(index), push: push)
        }
        queue.push(child, cost: cost + 1, priority: cost + 1 + bound)
      }
    }
  }

  @inline(__always)
  private func offsetOf(_ direction: Int) -> Int {
    let distance = direction < 2 ? room.width : 1
    return direction & 1 == 0 ? -distance : distance
  }

  private func trace(to goal: Int) -> [PushStep] {
    var steps: [PushStep] = []
    var index = goal
    while nodes[index].parent >= 0 {
      let push = Int(nodes[index].push)
      steps.append(PushStep(box: push >> 2, direction: push & 3))
      index = Int(nodes[index].parent)
    }
    return steps.reversed()
  }
}

/// A push of the box on a cell of a room.
struct PushStep {
  let box: Int
  let direction: Int

  /// Turns pushes into the player's moves, with a shortest walk to each of them.
  static func moves(_ steps: [PushStep], in room: Room) -> [Direction] {
    var boxes = [Bool](repeating: false, count: room.cellCount)
    for box in room.boxes { boxes[box] = true }
    var player = room.player
    var moves: [Direction] = []
    for step in steps {
      let behind = room.neighbor(step.box, step.direction ^ 1)
      moves += walk(from: player, to: behind, around: boxes, in: room)
      moves.append(Direction(rawValue: UInt8(step.direction))!)
      boxes[step.box] = false
      boxes[room.neighbor(step.box, step.direction)] = true
      player = step.box
    }
    return moves
  }

  private static func walk(
    from player: Int, to goal: Int, around boxes: [Bool], in room: Room
  ) -> [Direction] {
    var arrivedBy = [Int](repeating: -1, count: room.cellCount)
    var queue = [player]
    var next = 0
    arrivedBy[player] = 4
    while next < queue.count, arrivedBy[goal] < 0 {
      let cell = queue[next]
      next += 1
      for direction in 0..<4 {
        let beside = room.neighbor(cell, direction)
        if beside >= 0, !boxes[beside], arrivedBy[beside] < 0 {
          arrivedBy[beside] = direction
          queue.append(beside)
        }
      }
    }
    var moves: [Direction] = []
    var cell = goal
    while cell != player {
      moves.append(Direction(rawValue: UInt8(arrivedBy[cell]))!)
      cell = room.neighbor(cell, arrivedBy[cell] ^ 1)
    }
    return moves.reversed()
  }
}
