import VariantGym

/// Finds shortest ways by a search in breadth from the goal.
public struct LakeSolver: Solver {
  /// The environment.
  public typealias E = LakeRules

  /// The shortest way, at each cell the first in the order up, down, left, right.
  public func solve(_ state: Lake, under convention: Signs) -> [Move]? {
    way(from: state) { $0[0] }
  }

  /// A shortest way, drawn at each cell among all.
  public func solve(
    _ state: Lake, under convention: Signs, using random: inout Random
  ) -> [Move]? {
    way(from: state) { random.pick(from: $0) }
  }

  /// Whether the moves begin a shortest way.
  public func isGold(_ actions: [Move], in state: Lake, under convention: Signs) -> Bool {
    let moves = movesToGoal(on: state)
    var cell = state.walker
    for action in actions where cell != state.goal {
      let next = state.cell(action, from: cell)
      guard let before = moves[cell], let after = moves[next], after == before - 1 else {
        return false
      }
      cell = next
    }
    return cell != state.walker
  }

  /// The fewest moves; 0 on the goal.
  public func distance(from state: Lake, under convention: Signs) throws(SearchLimit) -> Int? {
    movesToGoal(on: state)[state.walker]
  }

  /// Every move that begins a shortest way, in the order up, down, left, right.
  public func goldFirstActions(in state: Lake, under convention: Signs) -> [Move] {
    firstMoves(from: state.walker, on: state, movesToGoal(on: state))
  }

  private func way(from state: Lake, choose: ([Move]) -> Move) -> [Move]? {
    let moves = movesToGoal(on: state)
    guard moves[state.walker] != nil else { return nil }
    var way: [Move] = []
    var cell = state.walker
    while cell != state.goal {
      way.append(choose(firstMoves(from: cell, on: state, moves)))
      cell = state.cell(way[way.count - 1], from: cell)
    }
    return way
  }

  private func firstMoves(from cell: Int, on lake: Lake, _ moves: [Int?]) -> [Move] {
    guard let here = moves[cell] else { return [] }
    return Move.allCases.filter { moves[lake.cell($0, from: cell)] == here - 1 }
  }

  /// The fewest moves from each cell; `nil` in holes and where no way leads.
  private func movesToGoal(on lake: Lake) -> [Int?] {
    var moves = [Int?](repeating: nil, count: lake.isHole.count)
    moves[lake.goal] = 0
    var wave = [lake.goal]
    while !wave.isEmpty {
      var next: [Int] = []
      for cell in wave {
        // A step can be taken back, so the way out is the way in.
        for neighbour in Move.allCases.map({ lake.cell($0, from: cell) })
        where moves[neighbour] == nil && !lake.isHole[neighbour] {
          moves[neighbour] = moves[cell]! + 1
          next.append(neighbour)
        }
      }
      wave = next
    }
    return moves
  }
}
