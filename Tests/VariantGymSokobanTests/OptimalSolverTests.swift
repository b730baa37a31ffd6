import Testing
import VariantGymCore

@testable import VariantGymSokoban

@Suite("Solver")
struct SolverTests {
  /// Boards small enough for the plain search, of many shapes; most cannot be solved.
  private func boards(seed: UInt64, _ count: Int) -> [Board] {
    var random = Random(seed: seed)
    return (0..<count).map { _ in
      let boxes = 1 + random.below(rounds(debug: 2, release: 4))
      let (width, height) = (random.within(5...7), random.within(4...6))
      return random.board(
        width: width, height: height, boxes: min(boxes, (width - 2) * (height - 2) / 4),
        wallShare: 10 + random.below(25))
    }
  }

  private func check(_ report: SearchReport, _ objective: Objective, _ truth: Int?) {
    switch report.outcome {
    case .solved(let solution):
      #expect((objective == .moves ? solution.moves.count : solution.pushes) == truth)
    case .unsolvable: #expect(truth == nil)
    case .limitReached(let limit): Issue.record("limit \(limit) without limits")
    }
  }

  @Test("both engines find the optima of a plain search, or that there is none")
  func againstPlainSearch() {
    var solvable = 0
    let boards = boards(seed: 7, rounds(debug: 120, release: 1500))
    for board in boards {
      let graph = StateGraph(board)
      if graph.moves[0] != nil { solvable += 1 }
      for engine in [OptimalSolver.Engine.fastest, .cells] {
        check(OptimalSolver(.moves).solve(board, engine: engine), .moves, graph.moves[0])
        check(OptimalSolver(.pushes).solve(board, engine: engine), .pushes, graph.pushes[0])
      }
    }
    #expect(solvable > boards.count / 10 && solvable < boards.count * 9 / 10)
  }

  @Test("the optima of states in the middle of play are found too, with all first moves")
  func statesInPlay() {
    var random = Random(seed: 3)
    for board in boards(seed: 11, rounds(debug: 30, release: 300)) {
      let graph = StateGraph(board)
      for _ in 0..<4 {
        let state = random.below(graph.states.count)
        let board = graph.states[state]
        check(OptimalSolver(.pushes).solve(board), .pushes, graph.pushes[state])
        let expected: FirstMoves.Outcome =
          graph.moves[state].map { .solved(moves: $0, first: graph.firstMoves(state)) }
          ?? .unsolvable
        #expect(OptimalSolver(.moves).optimalFirstMoves(board).outcome == expected)
      }
    }
  }

  @Test("bitboards of every size and lists of cells agree on larger boards")
  func enginesAgree() {
    var random = Random(seed: 5)
    for round in 0..<rounds(debug: 10, release: 200) {
      let (width, height) = (8 + round % 5 * 4, 8)
      let board = random.board(width: width, height: height, boxes: 2 + round % 3, wallShare: 35)
      for objective in Objective.allCases {
        let limits = SearchLimits(expandedStates: rounds(debug: 500, release: 50_000))
        let fast = OptimalSolver(objective, limits: limits).solve(board)
        let cells = OptimalSolver(objective, limits: limits).solve(board, engine: .cells)
        if case .limitReached = fast.outcome { continue }
        if case .limitReached = cells.outcome { continue }
        let value = { (report: SearchReport) in
          report.solution.map { objective == .moves ? $0.moves.count : $0.pushes }
        }
        #expect(value(fast) == value(cells))
      }
    }
  }

  static let corridor = """
    ############
    #          #
    # $ $  $   #
    #  ####  . #
    #@ #  # .. #
    ############
    """

  @Test("the amount of work on a known level does not grow")
  func expandedStates() throws {
    let board = try Board(picture: Self.corridor, symbols: .xsb)
    let moves = OptimalSolver(.moves).solve(board)
    let pushes = OptimalSolver(.pushes).solve(board)
    let cells = OptimalSolver(.pushes).solve(board, engine: .cells)
    #expect(moves.solution?.moves.count == 52)
    #expect(pushes.solution?.pushes == 18)
    #expect(cells.solution?.pushes == 18)
    #expect(moves.counts.expanded <= 2840)
    #expect(pushes.counts.expanded <= 18)
    #expect(cells.counts.expanded <= 19)
  }

  @Test("tables grow a few times by doubling, and nothing else allocates in a search")
  func growths() throws {
    let report = OptimalSolver(.moves).solve(try Board(picture: Self.corridor, symbols: .xsb))
    #expect(report.counts.generated > 4000)
    #expect(report.counts.growths > 0)
    #expect(report.counts.growths < 50)
  }

  @Test("each limit ends a search and is named")
  func limits() throws {
    let board = try Board(picture: Self.corridor, symbols: .xsb)
    let cases: [(SearchLimits, SearchStop)] = [
      (SearchLimits(expandedStates: 10), .expandedStates),
      (SearchLimits(storedStates: 10), .storedStates),
      (SearchLimits(memoryBytes: 10), .memory),
    ]
    for (limits, limit) in cases {
      for objective in Objective.allCases {
        for engine in [OptimalSolver.Engine.fastest, .cells] {
          let report = OptimalSolver(objective, limits: limits).solve(board, engine: engine)
          #expect(report.outcome == .limitReached(limit))
        }
      }
    }
    #expect(
      OptimalSolver(.moves, limits: cases[0].0).optimalFirstMoves(board).outcome
        == .limitReached(.expandedStates))
    let cancelled = OptimalSolver(.moves, isCancelled: { true }).solve(board)
    #expect(cancelled.outcome == .limitReached(.cancelled))
  }

  @Test("a cancelled task ends its search")
  func cancellation() async throws {
    let board = try Board(picture: Self.corridor, symbols: .xsb)
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return OptimalSolver(.moves).solve(board).outcome
    }
    task.cancel()
    #expect(await task.value == .limitReached(.cancelled))
  }

  @Test("a solved board needs no moves")
  func solvedBoard() throws {
    let board = try Board(picture: "#####\n#@* #\n#####", symbols: .xsb)
    #expect(OptimalSolver(.moves).solve(board).solution?.moves == [])
    #expect(OptimalSolver(.pushes).solve(board).solution?.moves == [])
    #expect(OptimalSolver(.moves).optimalFirstMoves(board).outcome == .solved(moves: 0, first: []))
  }

  @Test("a board of 64 by 64 cells with 60 boxes is searched within its limits")
  func largeBoard() throws {
    var cells = [Board.Cell](repeating: .wall, count: 64 * 64)
    for row in 1..<63 { for column in 1..<63 { cells[row * 64 + column] = [] } }
    for box in 0..<60 {
      let (row, column) = (4 + box / 10 * 8, 4 + box % 10 * 5)
      cells[row * 64 + column].insert(.box)
      cells[row * 64 + column + 64].insert(.target)
    }
    let board = try Board(width: 64, cells: cells, player: 65)
    let limits = SearchLimits(expandedStates: rounds(debug: 3, release: 3000))
    let report = OptimalSolver(.pushes, limits: limits).solve(board)
    #expect(report.solution?.pushes ?? 60 == 60)
    let moves = OptimalSolver(.moves, limits: limits).solve(board)
    #expect(moves.outcome == .limitReached(.expandedStates))
  }
}
