/// Finds solutions that are provably shortest, in moves or in pushes.
///
/// ```swift
/// let report = OptimalSolver(.moves, limits: SearchLimits(expandedStates: 1_000_000)).solve(board)
/// switch report.outcome {
/// case .solved(let solution): print(solution.moves.count)
/// case .unsolvable: print("no way")
/// case .limitReached(let limit): print("gave up at \(limit)")
/// }
/// ```
public struct OptimalSolver: Sendable {
  /// What solutions make as small as possible.
  public var objective: Objective
  /// How much work a search may do.
  public var limits: SearchLimits
  /// Asked every few thousand states, and more often on large boards; a search ends when it says
  /// `true` or its task is cancelled.
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
  /// Time and memory are exponential in the number of boxes; `limits` bound both. It prunes by
  /// dead squares and frozen boxes, and for pushes by corrals; none of these loses an optimum.
  /// Every solution was replayed on the board before it is returned.
  public func solve(_ board: Board) -> SearchReport {
    solve(board, engine: .fastest)
  }

  /// The engine that a search runs on; they differ in speed, not in what they find.
  package enum Engine: Sendable {
    case fastest
    /// Boxes as lists, on boards of any size.
    case cells
  }

  package func solve(_ board: Board, engine: Engine) -> SearchReport {
    let room = Room(board)
    var counts = SearchCounts()
    do throws(SearchStop) {
      let search = try Search(room, limits, isCancelled, engine)
      guard let moves = try search.run(objective, room, &counts) else {
        return SearchReport(outcome: .unsolvable, counts: counts)
      }
      guard let solution = SokobanSolution(replaying: moves, on: board) else {
        preconditionFailure("a search returned moves that do not solve its board")
      }
      return SearchReport(outcome: .solved(solution), counts: counts)
    } catch {
      return SearchReport(outcome: .limitReached(error), counts: counts)
    }
  }

  /// Finds every move with which some *move*-optimal solution begins, whatever the objective.
  ///
  /// It solves the board, and then each successor with the optimum as its bound; `limits` hold
  /// for every one of these at most five searches. For many states of one small room a
  /// `DistanceTable` is faster, for many small rooms a `SmallSolver`.
  public func optimalFirstMoves(_ board: Board) -> FirstMoves {
    let solver = OptimalSolver(.moves, limits: limits, isCancelled: isCancelled)
    let report = solver.solve(board)
    var counts = report.counts
    switch report.outcome {
    case .unsolvable: return FirstMoves(outcome: .unsolvable, counts: counts)
    case .limitReached(let limit):
      return FirstMoves(outcome: .limitReached(limit), counts: counts)
    case .solved(let solution):
      guard let shown = solution.moves.first else {
        return FirstMoves(outcome: .solved(moves: 0, first: []), counts: counts)
      }
      var first = DirectionSet(shown)
      do throws(SearchStop) {
        let search = try Search(Room(board), limits, isCancelled, .fastest)
        for direction in Direction.allCases where direction != shown {
          var next = board
          if next.move(direction) == .blocked { continue }
          var spent = SearchCounts()
          defer { counts.add(spent) }
          let rest = solution.moves.count - 1
          if try search.run(.moves, Room(next), &spent, mostMoves: rest) != nil {
            first.insert(DirectionSet(direction))
          }
        }
      } catch {
        return FirstMoves(outcome: .limitReached(error), counts: counts)
      }
      return FirstMoves(
        outcome: .solved(moves: solution.moves.count, first: first), counts: counts)
    }
  }
}

/// All moves with which optimal solutions of a board begin.
public struct FirstMoves: Hashable, Sendable {
  /// How the searches ended.
  public enum Outcome: Hashable, Sendable {
    /// The least number of moves, and the moves that begin solutions of that length.
    case solved(moves: Int, first: DirectionSet)
    /// No sequence of moves solves the board.
    case unsolvable
    /// The set is not known for certain, because this limit was met.
    case limitReached(SearchStop)
  }

  /// How the searches ended.
  public let outcome: Outcome
  /// What the searches did together.
  public let counts: SearchCounts
}

/// One board's choice among the searches on bitboards and the one on cells.
private struct Search {
  let room: Room
  let distances: PushDistances
  let watch: SearchWatch
  let engine: OptimalSolver.Engine

  init(
    _ room: Room, _ limits: SearchLimits, _ isCancelled: (@Sendable () -> Bool)?,
    _ engine: OptimalSolver.Engine
  ) throws(SearchStop) {
    self.room = room
    self.engine = engine
    watch = SearchWatch(limits, isCancelled, stateWork: room.cellCount * room.boxes.count)
    distances = try PushDistances(room, watch)
  }

  typealias Bits128 = Paired<UInt64>
  typealias Bits256 = Paired<Bits128>
  typealias Bits512 = Paired<Bits256>
  typealias Bits1024 = Paired<Bits512>

  /// Searches from a state of the room, within a number of moves.
  func run(
    _ objective: Objective, _ state: Room, _ counts: inout SearchCounts, mostMoves: Int = .max
  ) throws(SearchStop) -> [Direction]? {
    if engine == .cells || !BitGrid<Bits1024>.fits(room) {
      var search = CellSearch(state, distances, watch, objective, mostMoves: mostMoves)
      defer { counts = search.counts }
      return try search.run().map { PushStep.moves($0, in: state) }
    }
    if BitGrid<UInt64>.fits(room) {
      return try onBits(UInt64.self, objective, state, &counts, mostMoves)
    } else if BitGrid<Bits128>.fits(room) {
      return try onBits(Bits128.self, objective, state, &counts, mostMoves)
    } else if BitGrid<Bits256>.fits(room) {
      return try onBits(Bits256.self, objective, state, &counts, mostMoves)
    } else if BitGrid<Bits512>.fits(room) {
      return try onBits(Bits512.self, objective, state, &counts, mostMoves)
    }
    return try onBits(Bits1024.self, objective, state, &counts, mostMoves)
  }

  private func onBits<Bits: Bitboard>(
    _ bits: Bits.Type, _ objective: Objective, _ state: Room, _ counts: inout SearchCounts,
    _ mostMoves: Int
  ) throws(SearchStop) -> [Direction]? {
    switch objective {
    case .moves:
      var search = MoveSearch<Bits>(state, distances, watch, mostMoves: mostMoves)
      defer { counts = search.counts }
      return try search.run()
    case .pushes:
      var search = PushSearch<Bits>(state, distances, watch)
      defer { counts = search.counts }
      return try search.run().map { PushStep.moves($0, in: state) }
    }
  }
}
