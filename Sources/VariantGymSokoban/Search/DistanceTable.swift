/// The exact number of moves to a solution from every state of a small room.
///
/// A state is an arrangement of the boxes with a cell of the player. The table tells states from
/// which nothing leads to a solution, and so what a move has lost.
public struct DistanceTable: Sendable {
  /// What the table says of a state.
  public enum Distance: Hashable, Sendable {
    /// The least number of moves to a solution.
    case moves(Int)
    /// No solution is left.
    case dead
  }

  /// The room whose floor and targets the table is about; its boxes and player only start it.
  public let room: SmallRoom
  /// How many states have a solution, whether or not the room's own state leads to them.
  public let solvableStates: Int
  /// The distance of the most distant of them.
  public let greatestDistance: Int
  /// At `arrangement * cells + player`, both as numbered by `index`.
  private let distances: [UInt16]
  private let index: Numbering

  private static let none = UInt16.max

  /// Finds all distances by one breadth-first search backwards from the solved states.
  ///
  /// With `n` floor cells and `k` boxes it takes 2 bytes and a few operations for each of the
  /// `n`-choose-`k` arrangements times `n` cells.
  /// - Throws: `SearchStop` if the table would need more than the limits allow;
  ///   `storedStates` counts arrangements.
  public init(_ room: SmallRoom, limits: SearchLimits = SearchLimits()) throws(SearchStop) {
    let index = Numbering(room)
    guard index.arrangements <= limits.storedStates else { throw .storedStates }
    guard index.arrangements <= limits.memoryBytes / (2 * index.cells) else { throw .memory }
    var limits = limits
    limits.memoryBytes -= index.arrangements * index.cells * 2
    var waves = BackwardWaves(limits)
    try waves.exhaust(room)
    var distances = [UInt16](repeating: Self.none, count: index.arrangements * index.cells)
    var (solvable, greatest) = (0, 0)
    for number in 0..<waves.waves.count {
      let wave = waves.waves[number]
      let start = Int(wave.arrangement) * index.cells
      wave.players.forEach { player in
        distances[start + index.ordinals[player]] = wave.distance
        solvable += 1
        greatest = max(greatest, Int(wave.distance))
      }
    }
    self.room = room
    self.index = index
    self.distances = distances
    solvableStates = solvable
    greatestDistance = greatest
  }

  /// The distance of a state of the same floor and targets; constant time.
  ///
  /// - Precondition: `state` has the floor, the targets and the number of boxes of `room`.
  public func distance(of state: SmallRoom) -> Distance {
    precondition(
      state.floor == room.floor && state.targets == room.targets && state.width == room.width,
      "the table is about another room")
    let arrangement = index.arrangement(state.boxes)
    let moves = distances[arrangement * index.cells + index.ordinals[state.player]]
    return moves == Self.none ? .dead : .moves(Int(moves))
  }

  /// The distance of a board, or nil if the board is not a state of this room.
  public func distance(of board: Board) -> Distance? {
    guard let state = SmallRoom(board), state.floor == room.floor, state.width == room.width,
      state.targets == room.targets
    else { return nil }
    return distance(of: state)
  }

  /// The moves with which some optimal solution of a state begins; empty when solved or dead.
  public func optimalFirstMoves(of state: SmallRoom) -> DirectionSet {
    guard case .moves(let moves) = distance(of: state), moves > 0 else { return [] }
    let grid = WalkGrid(width: room.width)
    var first: DirectionSet = []
    for direction in Direction.allCases {
      if let next = state.moved(Int(direction.rawValue), grid),
        distance(of: next) == .moves(moves - 1)
      {
        first.insert(DirectionSet(direction))
      }
    }
    return first
  }

  /// Counts the states that play can reach from the room's own, and those of them that are dead.
  ///
  /// Takes time and memory like the table itself.
  public func reachableStates() -> (all: Int, dead: Int) {
    let grid = WalkGrid(width: room.width)
    var visited = [UInt64](repeating: 0, count: index.arrangements)
    var pending = [(boxes: room.boxes, player: room.player)]
    var (all, dead) = (0, 0)
    while let (boxes, player) = pending.popLast() {
      let number = index.arrangement(boxes)
      if visited[number].contains(player) { continue }
      let free = room.floor & ~boxes
      let region = grid.region(from: player, free: free)
      visited[number] |= region
      region.forEach { cell in
        all += 1
        if distances[number * index.cells + index.ordinals[cell]] == Self.none { dead += 1 }
      }
      for direction in 0..<4 {
        let back = direction ^ 1
        let pushed = grid.shifted(region, direction) & boxes & grid.shifted(free, back)
        pushed.forEach { cell in
          let box: UInt64 = 1 << UInt64(cell)
          pending.append((boxes ^ box ^ grid.shifted(box, direction), cell))
        }
      }
    }
    return (all, dead)
  }

  /// The numbers of arrangements and cells, as `ArrangementIndex` gives them, in a value.
  private struct Numbering: Sendable {
    let cells: Int
    let arrangements: Int
    let ordinals: [Int]
    private let binomials: [Int]

    init(_ room: SmallRoom) {
      let index = ArrangementIndex()
      let boxes = room.boxes.nonzeroBitCount
      cells = room.floor.nonzeroBitCount
      arrangements = index.prepare(floor: room.floor, boxes: boxes)
      ordinals = (0..<64).map { index.ordinal($0) }
      binomials = (0..<boxes * 65).map { index.binomial($0) }
    }

    func arrangement(_ boxes: UInt64) -> Int {
      var (sum, row) = (0, 0)
      boxes.forEach { cell in
        sum += binomials[row + ordinals[cell]]
        row += 65
      }
      return sum
    }
  }
}
