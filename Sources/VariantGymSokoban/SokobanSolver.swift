public import VariantGymCore

/// Breadth-first search over moves: the plan is as short as any.
public struct SokobanSolver: Solver {
  /// Sokoban.
  public typealias E = SokobanRules

  /// The most positions that one search may store.
  public let positionLimit: Int

  /// A solver.
  public init(positionLimit: Int = 1_000_000) {
    self.positionLimit = positionLimit
  }

  /// A shortest plan; among several, the first in the order up, down, left, right.
  public func solve(
    _ state: Board, under convention: LabelSet
  ) throws(SearchLimit) -> [Direction]? {
    var search = BreadthFirst(from: state)
    return try search.run(limit: positionLimit)
  }

  /// Whether the moves begin a shortest plan.
  public func isGold(
    _ actions: [Direction], in state: Board, under convention: LabelSet
  ) throws(SearchLimit) -> Bool {
    guard let plan = try solve(state, under: convention) else { return false }
    var board = state
    var moves = 0
    for action in actions where !board.isSolved {
      board.move(action)
      moves += 1
    }
    guard moves > 0, let rest = try solve(board, under: convention) else { return false }
    return moves + rest.count == plan.count
  }

  /// Every move that begins a shortest plan, in the order up, down, left, right.
  public func goldFirstActions(
    in state: Board, under convention: LabelSet
  ) throws(SearchLimit) -> [Direction] {
    var gold: [Direction] = []
    for direction in Direction.allCases
    where try isGold([direction], in: state, under: convention) {
      gold.append(direction)
    }
    return gold
  }
}

private struct BreadthFirst {
  private struct Position: Hashable {
    var boxes: [UInt16]
    var player: UInt16
  }
  private let start: Board
  private let targets: [UInt16]

  init(from board: Board) {
    start = board
    targets = board.targets.map(UInt16.init)
  }

  mutating func run(limit: Int) throws(SearchLimit) -> [Direction]? {
    if start.isSolved { return [] }
    let first = Position(boxes: start.boxes.map(UInt16.init), player: UInt16(start.player))
    var known: Set<Position> = [first]
    var queue: [(position: Position, parent: Int, move: Direction)] = [(first, -1, .up)]
    var head = 0
    while head < queue.count {
      let position = queue[head].position
      for direction in Direction.allCases {
        guard let next = moved(position, direction), known.insert(next).inserted else { continue }
        queue.append((next, head, direction))
        if next.boxes == targets { return plan(to: queue.count - 1, in: queue) }
        guard queue.count < limit else { throw SearchLimit(resource: "positions", limit: limit) }
      }
      head += 1
    }
    return nil
  }

  private func moved(_ position: Position, _ direction: Direction) -> Position? {
    let offset = direction.offset(width: start.width)
    let next = Int(position.player) + offset
    if start.cells[next].contains(.wall) { return nil }
    var moved = Position(boxes: position.boxes, player: UInt16(next))
    if let box = position.boxes.firstIndex(of: UInt16(next)) {
      let beyond = UInt16(next + offset)
      guard !start.cells[Int(beyond)].contains(.wall), !position.boxes.contains(beyond) else {
        return nil
      }
      moved.boxes[box] = beyond
      moved.boxes.sort()
    }
    return moved
  }

  private func plan(
    to last: Int, in queue: [(position: Position, parent: Int, move: Direction)]
  ) -> [Direction] {
    var moves: [Direction] = []
    var place = last
    while queue[place].parent >= 0 {
      moves.append(queue[place].move)
      place = queue[place].parent
    }
    return moves.reversed()
  }
}
