import Testing
import VariantGymCore

@testable import VariantGymSokoban

/// Levels far beyond what a solver can do: they are read, played and printed all the same, and a
/// search in them ends within its limits.
@Suite("Large levels")
struct LargeLevelTests {
  /// A room with boxes and targets on cells with even coordinates, two apart from the walls.
  static func hall(side: Int, boxes: Int, seed: UInt64) throws -> Board {
    var random = Random(seed: seed)
    var cells = [Board.Cell](repeating: .wall, count: side * side)
    for row in 1..<side - 1 {
      for column in 1..<side - 1 { cells[row * side + column] = [] }
    }
    let places = (1..<side / 2 - 1).flatMap { row in
      (1..<side / 2 - 1).map { column in 2 * row * side + 2 * column }
    }
    let chosen = random.sample(2 * boxes, of: places)
    for box in chosen.prefix(boxes) { cells[box].insert(.box) }
    for target in chosen.dropFirst(boxes) { cells[target].insert(.target) }
    return try Board(width: side, cells: cells, player: side + 1)
  }

  static let halls = [(side: 34, boxes: 4), (40, 6), (64, 60), (120, 200)]

  @Test("they survive printing and reading, in each notation", arguments: halls)
  func roundTrip(side: Int, boxes: Int) throws {
    let board = try Self.hall(side: side, boxes: boxes, seed: 71)
    #expect(board.boxes.count == boxes)
    #expect(try Level(parsing: Level(board: board).text()).board == board)
    for symbols in [BoardSymbols.study, .dashedXSB] {
      #expect(try Board(picture: board.picture(symbols), symbols: symbols) == board)
    }
  }

  @Test("they are stepped as any other board", arguments: halls)
  func steps(side: Int, boxes: Int) throws {
    var random = Random(seed: 72)
    var board = try Self.hall(side: side, boxes: boxes, seed: 71)
    var pushes = 0
    for _ in 0..<5_000 {
      if case .pushed = board.move(random.pick(from: Direction.allCases)) { pushes += 1 }
    }
    #expect(board.boxes.count == boxes)
    #expect(board.misplaced == board.boxes.count { !board.cells[$0].contains(.target) })
    #expect(board.cells[board.player].isDisjoint(with: [.wall, .box]))
    #expect(pushes > 0)
    #expect(throws: SokobanBatch.Failure.levelTooLarge(0)) {
      try SokobanBatch(levels: [board], lanes: 1, seed: 0)
    }
  }

  @Test(
    "searches end with a solution or with the limit that they met", arguments: halls,
    Objective.allCases)
  func searches(hall: (side: Int, boxes: Int), objective: Objective) throws {
    let board = try Self.hall(side: hall.side, boxes: hall.boxes, seed: 71)
    let states = rounds(debug: 5, release: 50)
    for limits in [
      SearchLimits(expandedStates: states), SearchLimits(expandedStates: states, storedStates: 20),
      SearchLimits(expandedStates: states, memoryBytes: 1 << 16),
    ] {
      for engine in [OptimalSolver.Engine.fastest, .cells] {
        let report = OptimalSolver(objective, limits: limits).solve(board, engine: engine)
        #expect(report.counts.expanded <= states)
        // A limit is looked at before a state is expanded, which stores four pushes a box at most.
        #expect(report.counts.stored <= min(limits.storedStates, Int.max / 2) + 4 * hall.boxes + 1)
        #expect(report.outcome != .unsolvable)
      }
    }
  }

  @Test("a search in a large level can be cancelled, and bounded in memory, before it has begun")
  func setUp() throws {
    let board = try Self.hall(side: 120, boxes: 200, seed: 71)
    for objective in Objective.allCases {
      let cancelled = OptimalSolver(objective, isCancelled: { true }).solve(board)
      #expect(cancelled.outcome == .limitReached(.cancelled) && cancelled.counts.stored == 0)
      let small = SearchLimits(memoryBytes: 1 << 20)
      let bounded = OptimalSolver(objective, limits: small).solve(board)
      #expect(bounded.outcome == .limitReached(.memory) && bounded.counts.stored == 0)
    }
  }

  @Test("one box in a hall of a thousand cells is solved, alike by both engines")
  func solved() throws {
    let board = try Self.hall(side: 34, boxes: 1, seed: 73)
    let limits = SearchLimits(expandedStates: rounds(debug: 5_000, release: 200_000))
    for objective in Objective.allCases {
      let fast = OptimalSolver(objective, limits: limits).solve(board)
      let slow = OptimalSolver(objective, limits: limits).solve(board, engine: .cells)
      let cost = { (report: SearchReport) in
        report.solution.map { objective == .moves ? $0.moves.count : $0.pushes }
      }
      #expect(fast.solution != nil)
      #expect(cost(fast) == cost(slow))
    }
  }

  @Test("a fault far inside a large level is found where it is")
  func faults() throws {
    let board = try Self.hall(side: 64, boxes: 60, seed: 71)
    let rows = Level(board: board).text().split(separator: "\n").map { Array($0) }
    func error(_ row: Int, _ column: Int, _ symbol: Character) -> LevelError? {
      var rows = rows
      rows[row - 1][column - 1] = symbol
      do {
        _ = try Level(parsing: rows.map { String($0) }.joined(separator: "\n"))
        return nil
      } catch {
        return error
      }
    }
    // Spaces at the end of a line are no cells, and this line has nothing but them behind its wall.
    #expect(error(40, 64, " ") == LevelError(.notEnclosed, line: 40, column: 2))
    #expect(error(64, 9, " ") == LevelError(.notEnclosed, line: 64, column: 9))
    #expect(error(33, 2, "@") == LevelError(.severalPlayers, line: 33, column: 2))
    #expect(error(50, 2, "?") == LevelError(.unknownSymbol, line: 50, column: 2))
    #expect(error(50, 2, "$")?.reason == .unequalBoxesAndTargets)
    #expect(error(2, 2, " ")?.reason == .noPlayer)
    #expect(error(2, 2, "+")?.reason == .unequalBoxesAndTargets)
    #expect(error(50, 2, " ") == nil)
  }

  @Test("what is larger than the largest level is refused, not built")
  func tooLarge() {
    let wall = String(repeating: "#", count: 40_000)
    let inside = "#@$." + String(repeating: " ", count: 39_995) + "#"
    #expect(throws: LevelError(.tooLarge, line: 1, column: 1)) {
      try Level(parsing: "\(wall)\n\(inside)\n\(wall)")
    }
  }
}
