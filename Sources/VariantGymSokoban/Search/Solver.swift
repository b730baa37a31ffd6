/// Finds solutions that are provably shortest, in moves or in pushes.
///
/// ```swift
/// let report = Solver(.moves, limits: SearchLimits(expandedStates: 1_000_000)).solve(board)
/// switch report.outcome {
/// case .solved(let solution): print(solution.moves.count)
/// case .unsolvable: print("no way")
/// case .limitReached(let limit): print("gave up at \(limit)")
/// }
/// ```
public struct Solver: Sendable {
  /// What solutions make as small as possible.
  public var objective: Objective
  /// How much work a search may do.
  public var limits: SearchLimits
  /// Asked every few thousand states; a search ends when it says `true` or its task is cancelled.
  public var isCancelled: (@Sendable () -> Bool)?

  /// Makes a solver; it holds no tables, each search makes its own.
  public init(
    _ objective: Objective, limits: SearchLimits = SearchLimits(),
    isCancelled: (@Sendable () -> Bool)? = nil
  ) {
    self.objective = objective
    self.limits = limits
    self.isCancelled = isCancelled
  }

  /// Solves a board by A* (Hart, Nilsson and Raphael 1968) with a bound by minimum matching.
  ///
  /// Time and memory are exponential in the number of boxes; `limits` bound both.
  public func solve(_ board: Board) -> SearchReport {
    let room = Room(board)
    let distances = PushDistances(room)
    let watch = SearchWatch(limits, isCancelled)
    var counts = SearchCounts()
    do throws(SearchLimit) {
      let moves = try moves(room, distances, watch, &counts)
      guard let moves else { return SearchReport(outcome: .unsolvable, counts: counts) }
      guard let solution = Solution(replaying: moves, on: board) else {
        preconditionFailure("a search returned moves that do not solve its board")
      }
      return SearchReport(outcome: .solved(solution), counts: counts)
    } catch {
      return SearchReport(outcome: .limitReached(error), counts: counts)
    }
  }

  private func moves(
    _ room: Room, _ distances: PushDistances, _ watch: SearchWatch, _ counts: inout SearchCounts
  ) throws(SearchLimit) -> [Direction]? {
    if BitGrid<UInt64>.fits(room) {
      return try onBits(UInt64.self, room, distances, watch, &counts)
    }
    if BitGrid<Paired<UInt64>>.fits(room) {
      return try onBits(Paired<UInt64>.self, room, distances, watch, &counts)
    }
    if !BitGrid<Paired<Paired<UInt64>>>.fits(room) { throw .memory }
    return try onBits(Paired<Paired<UInt64>>.self, room, distances, watch, &counts)
  }

  private func onBits<Bits: Bitboard>(
    _ bits: Bits.Type, _ room: Room, _ distances: PushDistances, _ watch: SearchWatch,
    _ counts: inout SearchCounts
  ) throws(SearchLimit) -> [Direction]? {
    switch objective {
    case .moves:
      var search = MoveSearch<Bits>(room, distances, watch)
      defer { counts = search.counts }
      return try search.run()
    case .pushes:
      var search = PushSearch<Bits>(room, distances, watch)
      defer { counts = search.counts }
      return try search.run().map { PushStep.moves($0, in: room) }
    }
  }
}
