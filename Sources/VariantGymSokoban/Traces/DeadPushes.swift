/// Finds pushes that lose, by arguments short enough to be told in one sentence.
struct DeadPushes {
  /// A push that can be made and loses.
  struct Push: Hashable {
    /// The moves that lead to the box, the push itself last.
    let moves: [Direction]
    /// Where the box stands.
    let box: Int
    let direction: Direction
    let reason: SokobanStep.DeadEnd
  }

  private let targets: [Int]
  private let isLive: [Bool]

  /// - Parameter board: Any position of the room: walls and targets alone matter.
  init(_ board: Board) {
    targets = board.targets
    isLive = Self.liveCells(board)
  }

  /// The losing pushes of a position, tempting ones first: those that bring a box nearer to a target.
  /// Within each group they stand in the order of the boxes, then up, down, left, right.
  func callAsFunction(_ board: Board) -> [Push] {
    let ways = Ways(board)
    var tempting: [Push] = []
    var others: [Push] = []
    for box in board.boxes {
      for direction in Direction.allCases {
        let offset = direction.offset(width: board.width)
        let (stand, goal) = (box - offset, box + offset)
        guard board.cells[goal].isDisjoint(with: [.wall, .box]),
          let reason = reason(of: box, to: goal, on: board),
          let walk = ways.moves(to: stand)
        else { continue }
        let push = Push(
          moves: walk + [direction], box: box, direction: direction, reason: reason)
        if distance(goal, on: board) < distance(box, on: board) {
          tempting.append(push)
        } else {
          others.append(push)
        }
      }
    }
    return tempting + others
  }

  private func reason(
    of box: Int, to goal: Int, on board: Board
  ) -> SokobanStep.DeadEnd? {
    if !isLive[goal] {
      func isWall(_ direction: Direction) -> Bool {
        board.cells[goal + direction.offset(width: board.width)].contains(.wall)
      }
      if let vertical = [Direction.up, .down].first(where: isWall),
        let horizontal = [Direction.left, .right].first(where: isWall)
      {
        return .cornered(vertical, horizontal)
      }
      return .stranded
    }
    return isLocked(box, at: goal, on: board) ? .locked : nil
  }

  private func isLocked(_ box: Int, at goal: Int, on board: Board) -> Bool {
    func isSolid(_ cell: Int) -> Bool {
      cell == goal || (cell != box && !board.cells[cell].isDisjoint(with: [.wall, .box]))
    }
    func isMisplaced(_ cell: Int) -> Bool {
      (cell == goal || (cell != box && board.cells[cell].contains(.box)))
        && !board.cells[cell].contains(.target)
    }
    return [-board.width - 1, -board.width, -1, 0].contains { shift in
      let corner = goal + shift
      let square = [corner, corner + 1, corner + board.width, corner + board.width + 1]
      return square.allSatisfy(isSolid) && square.contains(where: isMisplaced)
    }
  }

  private func distance(_ cell: Int, on board: Board) -> Int {
    targets.lazy.map { target in
      abs(target / board.width - cell / board.width)
        + abs(target % board.width - cell % board.width)
    }.min() ?? 0
  }

  /// The cells from which a lone box can be pushed to a target, found by pulling from the targets.
  private static func liveCells(_ board: Board) -> [Bool] {
    var isLive = [Bool](repeating: false, count: board.cells.count)
    var frontier = board.targets
    for target in frontier { isLive[target] = true }
    while let cell = frontier.popLast() {
      for direction in Direction.allCases {
        let offset = direction.offset(width: board.width)
        // The box was pushed here from `from`, by a player behind it.
        let (from, stand) = (cell - offset, cell - 2 * offset)
        guard board.cells.indices.contains(from), !board.cells[from].contains(.wall),
          board.cells.indices.contains(stand), !board.cells[stand].contains(.wall), !isLive[from]
        else { continue }
        isLive[from] = true
        frontier.append(from)
      }
    }
    return isLive
  }
}

/// Where the player can walk without pushing, and how.
private struct Ways {
  private let arrivals: [Direction?]
  private let width: Int
  private let start: Int

  init(_ board: Board) {
    width = board.width
    start = board.player
    var arrivals = [Direction?](repeating: nil, count: board.cells.count)
    var queue = [start]
    var head = 0
    while head < queue.count {
      let cell = queue[head]
      head += 1
      for direction in Direction.allCases {
        let next = cell + direction.offset(width: board.width)
        guard next != start, arrivals[next] == nil,
          board.cells[next].isDisjoint(with: [.wall, .box])
        else { continue }
        arrivals[next] = direction
        queue.append(next)
      }
    }
    self.arrivals = arrivals
  }

  /// A shortest walk; `nil` if there is none.
  func moves(to goal: Int) -> [Direction]? {
    var moves: [Direction] = []
    var cell = goal
    while cell != start {
      guard let direction = arrivals[cell] else { return nil }
      moves.append(direction)
      cell -= direction.offset(width: width)
    }
    return moves.reversed()
  }
}
