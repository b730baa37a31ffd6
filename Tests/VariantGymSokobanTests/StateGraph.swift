import VariantGymSokoban

/// All states that play can reach from a board, and the exact distances of each, found by plain
/// search with `Board.move` alone: slow, and as simple as can be.
struct StateGraph {
  private(set) var states: [Board] = []
  /// For each state and direction (`state * 4 + direction`) the successor, or -1 if blocked.
  private var successors: [Int] = []
  private var isPush: [Bool] = []
  private(set) var moves: [Int?] = []
  private(set) var pushes: [Int?] = []

  init(_ start: Board) {
    var numbers: [Key: Int] = [Key(start): 0]
    states = [start]
    var next = 0
    while next < states.count {
      for direction in Direction.allCases {
        var board = states[next]
        let effect = board.move(direction)
        guard effect != .blocked else {
          successors.append(-1)
          isPush.append(false)
          continue
        }
        let key = Key(board)
        let number = numbers[key] ?? states.count
        if number == states.count {
          numbers[key] = number
          states.append(board)
        }
        successors.append(number)
        isPush.append(effect != .walked)
      }
      next += 1
    }
    moves = distances { _ in 1 }
    pushes = distances { isPush[$0] ? 1 : 0 }
  }

  func firstMoves(_ state: Int) -> DirectionSet {
    guard let distance = moves[state], distance > 0 else { return [] }
    var first: DirectionSet = []
    for direction in Direction.allCases {
      let next = successors[state * 4 + Int(direction.rawValue)]
      if next >= 0, moves[next] == distance - 1 { first.insert(DirectionSet(direction)) }
    }
    return first
  }

  /// Each pair of a state and a successor, and whether the move was a push.
  func forEachMove(_ body: (Int, Int, Bool) -> Void) {
    for edge in successors.indices where successors[edge] >= 0 {
      body(edge / 4, successors[edge], isPush[edge])
    }
  }

  /// Bellman and Ford's relaxation backwards from the solved states, by a list of changed states.
  private func distances(cost: (Int) -> Int) -> [Int?] {
    var predecessors = [[Int]](repeating: [], count: states.count)
    for edge in successors.indices where successors[edge] >= 0 {
      predecessors[successors[edge]].append(edge)
    }
    var distances = [Int?](repeating: nil, count: states.count)
    var changed = states.indices.filter { states[$0].isSolved }
    for state in changed { distances[state] = 0 }
    while !changed.isEmpty {
      var next: [Int] = []
      for state in changed {
        for edge in predecessors[state] {
          let distance = distances[state]! + cost(edge)
          if let known = distances[edge / 4], known <= distance { continue }
          distances[edge / 4] = distance
          next.append(edge / 4)
        }
      }
      changed = next
    }
    return distances
  }

  private struct Key: Hashable {
    let player: Int
    let boxes: [Int]

    init(_ board: Board) {
      player = board.player
      boxes = board.boxes
    }
  }
}

/// How many random boards to try: debug builds are slow, and run often.
func rounds(debug: Int, release: Int) -> Int {
  #if DEBUG
    debug
  #else
    release
  #endif
}
