/// Optimal search on boards of any size: A* over pushes, with the boxes as a sorted list.
///
/// For pushes a state is the boxes with the first cell of the player's region, and a push costs
/// 1; for moves it is the boxes with the player's own cell, and a push costs the walk to it too.
/// It shares neither the floods nor the freeze test with the searches on bitboards, and so checks
/// them; boards that fit a bitboard are solved faster there.
struct CellSearch: ~Copyable {
  private let room: Room
  private let watch: SearchWatch
  private let objective: Objective
  private let mostMoves: Int
  private let boxCount: Int
  private var floor: CellFloor
  private let matching: Matching
  private var states: StateTable
  private var queue = BucketQueue()
  private let scratch: Arena<UInt16>
  private(set) var counts = SearchCounts()

  init(
    _ room: Room, _ distances: PushDistances, _ watch: SearchWatch, _ objective: Objective,
    mostMoves: Int = .max
  ) {
    self.room = room
    self.watch = watch
    self.objective = objective
    self.mostMoves = mostMoves
    boxCount = room.boxes.count
    floor = CellFloor(room, distances)
    matching = Matching(distances)
    states = StateTable(boxCount: boxCount, cellCount: room.cellCount)
    scratch = Arena(repeating: 0, count: boxCount + 1)
  }

  /// The pushes of an optimal solution, each with the cell the box leaves.
  mutating func run() throws(SearchStop) -> [PushStep]? {
    defer {
      counts.stored = states.count
      counts.growths = states.growths + queue.growths
    }
    if let goal = try search() { return states.trace(to: goal) }
    return nil
  }

  private mutating func search() throws(SearchStop) -> Int? {
    guard insertStart() else { return nil }
    while let (state, cost, _) = queue.pop() {
      if states.isClosed(state) || states.cost(state) != cost { continue }
      if let limit = watch.limit(
        expanded: counts.expanded, stored: states.count,
        bytes: states.bytes + queue.bytes + queue.bytesOfNextGrowth)
      {
        throw limit
      }
      states.close(state)
      counts.expanded += 1
      if try expand(state, cost) { return state }
    }
    return nil
  }

  private mutating func insertStart() -> Bool {
    for (row, box) in room.boxes.enumerated() { scratch[row] = UInt16(box) }
    floor.place(boxes: scratch.base, count: boxCount)
    for (row, box) in room.boxes.enumerated() {
      matching.setRow(
        row, cell: box, zone: floor.distances.zones.zone(of: room.player, around: box))
    }
    let bound = matching.prepare()
    let isDead = bound >= Matching.impossible || (0..<boxCount).contains { floor.isFrozen(row: $0) }
    let player = objective == .pushes ? floor.firstReachable(from: room.player) : room.player
    scratch[boxCount] = UInt16(player)
    if isDead || bound > mostMoves { return false }
    let hash = states.hash(of: scratch.base)
    _ = states.insert(scratch.base, hash: hash, bound: bound, cost: 0, parent: -1, push: 0)
    queue.push(0, cost: 0, priority: bound)
    return true
  }

  /// Adds a state's successors to the queue; says whether the state is a goal.
  private mutating func expand(_ state: Int, _ cost: Int) throws(SearchStop) -> Bool {
    let player = states.load(state, into: scratch.base)
    floor.place(boxes: scratch.base, count: boxCount)
    if floor.misplaced == 0 { return true }
    floor.walk(from: player)
    var isPrepared = false
    for row in 0..<boxCount {
      let from = floor.cellOfRow(row)
      for direction in 0..<4 {
        let to = room.neighbor(from, direction)
        let behind = room.neighbor(from, direction ^ 1)
        guard to >= 0, behind >= 0, floor.isFree(to), floor.isAlive(to) else { continue }
        guard let walked = floor.stepsTo(behind) else { continue }
        counts.generated += 1
        let next = cost + 1 + (objective == .moves ? walked : 0)
        floor.move(row, to: to)
        let stands =
          objective == .pushes ? floor.firstReachable(afterPush: from, to: to) : from
        _ = states.load(state, into: scratch.base)
        let hash = states.replace(in: scratch.base, from, to, player: stands)
        let push = from * 4 + direction
        if let known = states.find(scratch.base, hash: hash) {
          floor.move(row, to: from)
          relax(known, next, state, push)
          continue
        }
        let isFrozen = floor.isFrozen(row: row)
        floor.move(row, to: from)
        var bound = Matching.impossible
        if !isFrozen {
          if !isPrepared { prepare(player) }
          isPrepared = true
          let zone = Int(floor.distances.zones.ofSide[to * 4 + (direction ^ 1)])
          bound = matching.bound(row: row, cell: to, zone: zone)
        }
        let child = states.insert(
          scratch.base, hash: hash, bound: bound, cost: next, parent: state, push: push)
        enqueue(child, next, bound)
      }
    }
    return false
  }

  private mutating func relax(_ state: Int, _ cost: Int, _ parent: Int, _ push: Int) {
    if states.isClosed(state) || states.cost(state) <= cost { return }
    states.improve(state, cost: cost, parent: parent, push: push)
    enqueue(state, cost, states.bound(state))
  }

  private mutating func enqueue(_ state: Int, _ cost: Int, _ bound: Int) {
    if bound >= Matching.impossible || cost + bound > mostMoves { return }
    queue.push(state, cost: cost, priority: cost + bound)
  }

  private func prepare(_ player: Int) {
    for row in 0..<boxCount {
      let cell = floor.cellOfRow(row)
      matching.setRow(row, cell: cell, zone: floor.distances.zones.zone(of: player, around: cell))
    }
    _ = matching.prepare()
  }
}
