/// Decides whether a position is lost, and whether the reason given for it holds, from the rules alone.
struct DeadEndCheck {
  private let board: Board

  init(_ board: Board) {
    self.board = board
  }

  /// Whether a reason holds; `nil` if that cannot be decided within the limit.
  ///
  /// - Parameters:
  ///   - reason: Why the position should be lost.
  ///   - box: The cell of the box that the reason is about; `nil` where none has been pushed.
  ///   - positions: How many positions may be visited, less those that were.
  func holds(
    _ reason: SokobanStep.DeadEnd, of box: Int?, visiting positions: inout Int
  ) -> Bool? {
    if reason == .hopeless { return isHopeless(visiting: &positions) }
    guard let box, board.cells[box].contains(.box) else { return false }
    switch reason {
    case .cornered(let vertical, let horizontal):
      return vertical.rowStep != 0 && horizontal.columnStep != 0
        && !board.cells[box].contains(.target)
        && [vertical, horizontal].allSatisfy { isWall(box + $0.offset(width: board.width)) }
    case .stranded: return isStranded(box)
    case .locked: return isLocked(box)
    case .hopeless: return isHopeless(visiting: &positions)
    }
  }

  private func isWall(_ cell: Int) -> Bool { board.cells[cell].contains(.wall) }

  /// Whether a lone box, pushed from anywhere, reaches no target.
  private func isStranded(_ box: Int) -> Bool {
    var isSeen = [Bool](repeating: false, count: board.cells.count)
    isSeen[box] = true
    var frontier = [box]
    while let cell = frontier.popLast() {
      if board.cells[cell].contains(.target) { return false }
      for direction in Direction.allCases {
        let offset = direction.offset(width: board.width)
        let goal = cell + offset
        if !isWall(goal), !isWall(cell - offset), !isSeen[goal] {
          isSeen[goal] = true
          frontier.append(goal)
        }
      }
    }
    return true
  }

  private func isLocked(_ box: Int) -> Bool {
    for down in [-board.width, 0] {
      for right in [-1, 0] {
        let first = box + down + right
        let square = [first, first + 1, first + board.width, first + board.width + 1]
        let contents = square.map { board.cells[$0] }
        if contents.allSatisfy({ !$0.isDisjoint(with: [.wall, .box]) }),
          contents.contains(where: { $0.contains(.box) && !$0.contains(.target) })
        {
          return true
        }
      }
    }
    return false
  }

  /// Whether no moves lead to a solution: for one box that is stranded or locked at once, else by
  /// visiting every position that pushes can reach; `nil` beyond the limit.
  func isHopeless(visiting positions: inout Int) -> Bool? {
    if board.boxes.contains(where: { isStranded($0) || isLocked($0) }) { return true }
    var seen: Set<[Int]> = []
    var frontier = [board]
    while let position = frontier.popLast() {
      if position.isSolved { return false }
      let reached = Self.cellsReached(on: position)
      // Positions that differ only in where the player walked are one.
      guard seen.insert(position.boxes + [reached.firstIndex(of: true) ?? 0]).inserted else {
        continue
      }
      guard positions > 0 else { return nil }
      positions -= 1
      for box in position.boxes {
        for direction in Direction.allCases {
          let offset = direction.offset(width: position.width)
          let isFree = position.cells[box + offset].isDisjoint(with: [.wall, .box])
          if isFree, reached[box - offset] {
            frontier.append(Self.afterPush(of: box, direction, on: position))
          }
        }
      }
    }
    return true
  }

  /// Whether the player can walk to a cell without pushing.
  func playerReaches(_ goal: Int) -> Bool { Self.cellsReached(on: board)[goal] }

  private static func cellsReached(on board: Board) -> [Bool] {
    var reached = [Bool](repeating: false, count: board.cells.count)
    var frontier = [board.player]
    reached[board.player] = true
    while let cell = frontier.popLast() {
      for direction in Direction.allCases {
        let next = cell + direction.offset(width: board.width)
        if !reached[next], board.cells[next].isDisjoint(with: [.wall, .box]) {
          reached[next] = true
          frontier.append(next)
        }
      }
    }
    return reached
  }

  /// The position after a box was pushed by a player who stood behind it.
  static func afterPush(of box: Int, _ direction: Direction, on board: Board) -> Board {
    var cells = board.cells
    let goal = box + direction.offset(width: board.width)
    cells[box].remove(.box)
    cells[goal].insert(.box)
    return Board(trusted: cells, width: board.width, player: box)
  }
}
