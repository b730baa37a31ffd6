/// Solves small rooms move-optimally, one after the other, in tables that it keeps.
///
/// It searches backwards from the solved states, so one search gives the distance, a solution
/// and *all* optimal first moves. No call allocates once the tables have reached their size.
///
/// ```swift
/// var solver = SmallSolver()
/// let answer = try solver.solve(room)
/// answer.moves       // 7, or nil if there is no solution
/// answer.firstMoves  // [.up, .left] as a set
/// ```
public struct SmallSolver: ~Copyable {
  /// What is known about a room after a search.
  public struct Answer: Hashable, Sendable {
    /// The least number of moves, or nil if the room cannot be solved.
    public let moves: Int?
    /// The moves with which some optimal solution begins; empty when solved or unsolvable.
    public let firstMoves: DirectionSet
    /// How many sets of states the search expanded.
    public let expanded: Int
  }

  var tiny = TinyKernel()
  var waves: BackwardWaves
  var last: (room: SmallRoom, distance: Int, isTiny: Bool)?

  /// Makes a solver.
  ///
  /// - Parameter limits: Bound each search; `storedStates` counts arrangements of boxes.
  public init(limits: SearchLimits = SearchLimits()) {
    waves = BackwardWaves(limits)
  }

  /// How often a table had to grow since the solver was made.
  public var growths: Int { waves.growths }

  /// Finds the distance of a room and all its optimal first moves.
  ///
  /// With `n` floor cells and `k` boxes, time is linear in the walks within the `n`-choose-`k`
  /// arrangements that are nearer to a solution than the room.
  /// - Throws: `SearchStop` if a limit is met before the answer is certain.
  public mutating func solve(_ room: SmallRoom) throws(SearchStop) -> Answer {
    let alive = WalkGrid(width: room.width).alive(targets: room.targets, floor: room.floor)
    if room.boxes & ~alive != 0 {
      last = nil
      return Answer(moves: nil, firstMoves: [], expanded: 0)
    }
    let isTiny = TinyKernel.fits(room)
    let distance = isTiny ? tiny.distance(room) : try waves.distance(room)
    let expanded = isTiny ? tiny.expanded : waves.expanded
    guard let distance else {
      last = nil
      return Answer(moves: nil, firstMoves: [], expanded: expanded)
    }
    last = (room, distance, isTiny)
    return Answer(
      moves: distance, firstMoves: firstMoves(room, distance, isTiny), expanded: expanded)
  }

  /// Writes an optimal solution of the room that was solved last over `moves`.
  ///
  /// Of several optimal moves it takes the first in the order up, down, left, right. It clears
  /// `moves`, and leaves them empty where there is no solution.
  public func writeSolution(to moves: inout [Direction]) {
    moves.removeAll(keepingCapacity: true)
    guard let last else { return }
    var (room, distance) = (last.room, last.distance)
    let grid = WalkGrid(width: room.width)
    while distance > 0 {
      let bits = firstMoves(room, distance, last.isTiny).rawValue
      let direction = bits.trailingZeroBitCount
      guard let next = room.moved(direction, grid) else {
        preconditionFailure("a state has no successor that is nearer to a solution")
      }
      moves.append(Direction(rawValue: UInt8(direction))!)
      room = next
      distance -= 1
    }
    precondition(room.boxes == room.targets, "the moves do not solve the room")
  }

  func firstMoves(_ room: SmallRoom, _ distance: Int, _ isTiny: Bool) -> DirectionSet {
    guard distance > 0 else { return [] }
    let grid = WalkGrid(width: room.width)
    var bits: UInt8 = 0
    for direction in 0..<4 {
      guard let next = room.moved(direction, grid) else { continue }
      let isNearer =
        isTiny
        ? tiny.holds(
          box: next.boxes.trailingZeroBitCount, player: next.player, at: distance - 1)
        : waves.holds(boxes: next.boxes, player: next.player, at: distance - 1)
      if isNearer { bits |= 1 << UInt8(direction) }
    }
    return DirectionSet(rawValue: bits)
  }
}
