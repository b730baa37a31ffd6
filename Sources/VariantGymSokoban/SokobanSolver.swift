public import VariantGymCore

/// Finds move-optimal plans: by tables of distances in small rooms, by A* elsewhere.
public struct SokobanSolver: Solver {
  /// Sokoban.
  public typealias E = SokobanRules

  /// How much work one search may do.
  public let limits: SearchLimits

  /// A solver.
  public init(limits: SearchLimits = SearchLimits(storedStates: 4_000_000)) {
    self.limits = limits
  }

  /// A shortest plan. In small rooms it is, among several, the first in the order up, down, left,
  /// right.
  public func solve(
    _ state: Board, under convention: LabelSet
  ) throws(SearchLimit) -> [Direction]? {
    if let small = smallRoom(state) {
      var solver = SmallSolver(limits: limits)
      guard try answer(&solver, small).moves != nil else { return nil }
      var moves: [Direction] = []
      solver.writeSolution(to: &moves)
      return moves
    }
    switch OptimalSolver(.moves, limits: limits).solve(state).outcome {
    case .solved(let solution): return solution.moves
    case .unsolvable: return nil
    case .limitReached(let limit): throw SearchLimit(limit.rawValue)
    }
  }

  /// A shortest plan; in small rooms each move is drawn from all that begin one, elsewhere there is
  /// no choice.
  public func solve(
    _ state: Board, under convention: LabelSet, using random: inout Random
  ) throws(SearchLimit) -> [Direction]? {
    guard smallRoom(state) != nil else { return try solve(state, under: convention) }
    var board = state
    var moves: [Direction] = []
    while !board.isSolved {
      let first = try goldFirstActions(in: board, under: convention)
      guard !first.isEmpty else { return nil }
      moves.append(random.pick(from: first))
      board.move(moves[moves.count - 1])
    }
    return moves
  }

  /// Whether the moves begin a shortest plan.
  public func isGold(
    _ actions: [Direction], in state: Board, under convention: LabelSet
  ) throws(SearchLimit) -> Bool {
    guard let distance = try distance(from: state, under: convention) else { return false }
    var board = state
    var moves = 0
    for action in actions where !board.isSolved {
      board.move(action)
      moves += 1
    }
    guard moves > 0, let rest = try self.distance(from: board, under: convention) else {
      return false
    }
    return moves + rest == distance
  }

  /// Every move that begins a shortest plan, in the order up, down, left, right.
  public func goldFirstActions(
    in state: Board, under convention: LabelSet
  ) throws(SearchLimit) -> [Direction] {
    if let small = smallRoom(state) {
      var solver = SmallSolver(limits: limits)
      return try answer(&solver, small).firstMoves.directions
    }
    switch OptimalSolver(.moves, limits: limits).optimalFirstMoves(state).outcome {
    case .solved(_, let first): return first.directions
    case .unsolvable: return []
    case .limitReached(let limit): throw SearchLimit(limit.rawValue)
    }
  }

  /// The fewest moves; 0 on a solved board.
  public func distance(
    from state: Board, under convention: LabelSet
  ) throws(SearchLimit) -> Int? {
    if let small = smallRoom(state) {
      var solver = SmallSolver(limits: limits)
      return try answer(&solver, small).moves
    }
    return try solve(state, under: convention)?.count
  }

  /// Tables grow with the arrangements of the boxes: beyond three boxes A* needs less.
  private func smallRoom(_ board: Board) -> SmallRoom? {
    guard let room = SmallRoom(board), room.boxes.nonzeroBitCount <= 3 else { return nil }
    return room
  }

  private func answer(
    _ solver: inout SmallSolver, _ room: SmallRoom
  ) throws(SearchLimit) -> SmallSolver.Answer {
    do { return try solver.solve(room) } catch {
      throw SearchLimit(error.rawValue)
    }
  }
}
