import AllocationCounter
import Testing
import VariantGymCore

@testable import VariantGymSokoban

/// Inner loops work in memory that they have. Without optimisation they would not.
@Suite("Allocations", .enabled(if: countsAllocations && isOptimised))
struct AllocationTests {
  @Test("a batch steps, resets and shows itself without allocating", arguments: [7, 256])
  func batch(lanes: Int) throws {
    var random = Random(seed: 61)
    let pool = SokobanBatchTests.pool(50, seed: 62)
    var batch = try SokobanBatch(levels: pool, lanes: lanes, seed: 1, turnLimit: 5)
    let actions = (0..<16).map { _ in (0..<lanes).map { _ in UInt8(random.below(5)) } }
    var rewards = [Float](repeating: 0, count: lanes)
    var outcomes = [SokobanBatch.Outcome](repeating: [], count: lanes)
    var words = [UInt64](repeating: 0, count: SokobanBatch.planeCount * lanes)
    var bytes = [UInt8](repeating: 0, count: 64 * SokobanBatch.planeCount * lanes)
    func play(_ rounds: Int, _ batch: inout SokobanBatch) {
      for round in 0..<rounds {
        batch.step(
          actions[round % 16], rewards: &rewards, outcomes: &outcomes, resetting: round % 16 < 12)
        batch.observe(into: &words)
        batch.observe(into: &bytes)
        if round % 16 == 15 { for lane in 0..<lanes { batch.reset(lane) } }
      }
    }
    play(1, &batch)
    let before = (0..<lanes).map { batch.episodes(of: $0) }
    #expect(allocations { play(200, &batch) } == 0)
    #expect((0..<lanes).allSatisfy { batch.episodes(of: $0) > before[$0] + 10 })
  }

  @Test("the rules step without allocating")
  func rules() {
    var random = Random(seed: 63)
    let rules = SokobanRules()
    var board = random.board(width: 9, height: 9, boxes: 3)
    let actions = (0..<1_000).map { _ in random.pick(from: Direction.allCases) }
    // The first push takes the board from storage that it shared with whoever made it.
    for action in actions { _ = rules.step(&board, action, under: .base) }
    var moved = 0
    let count = allocations {
      for action in actions where rules.step(&board, action, under: .base) != .blocked {
        moved += 1
      }
    }
    #expect(count == 0)
    #expect(moved > 100)
  }

  @Test("a small solver that has seen a room allocates nothing for others")
  func smallSolver() throws {
    var random = Random(seed: 64)
    let rooms = try (0..<300).map { round in
      let side = round % 2 == 0 ? 6 : 10
      return try #require(SmallRoom(random.board(width: side, height: side, boxes: 1 + round % 3)))
    }
    var solver = SmallSolver()
    var moves: [Direction] = []
    var expanded = 0
    func solveAll(_ solver: inout SmallSolver) throws {
      for room in rooms {
        expanded += try solver.solve(room).expanded
        solver.writeSolution(to: &moves)
      }
    }
    try solveAll(&solver)
    expanded = 0
    #expect(try allocations { try solveAll(&solver) } == 0)
    #expect(expanded > 10_000)
  }

  @Test(
    "a search allocates when a table grows, and at no other time",
    arguments: Objective.allCases, [OptimalSolver.Engine.fastest, .cells])
  func optimalSolver(objective: Objective, engine: OptimalSolver.Engine) {
    var random = Random(seed: 65)
    var hard = 0
    for round in 0..<2_000 where hard < 5 {
      let side = 8 + round % 3 * 4
      let board = random.board(width: side, height: side, boxes: 6, wallShare: 10)
      func search(_ states: Int) -> (allocations: Int, report: SearchReport) {
        let solver = OptimalSolver(objective, limits: SearchLimits(expandedStates: states))
        var report: SearchReport?
        let count = allocations { report = solver.solve(board, engine: engine) }
        return (count, report!)
      }
      let long = search(2_000)
      guard long.report.outcome == .limitReached(.expandedStates) else { continue }
      let short = search(200)
      hard += 1
      let growths = long.report.counts.growths - short.report.counts.growths
      #expect(long.allocations - short.allocations == growths)
      // Tables double: ten times the states are at most four growths of each of the six.
      #expect((1...24).contains(growths))
    }
    #expect(hard == 5)
  }
}
