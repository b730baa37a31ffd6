import Benchmark
import VariantGym

/// Solvers on seeded random boards; one iteration solves a thousand.
func registerSolverBenchmarks() {
  let metrics: [BenchmarkMetric] = [.throughput, .wallClock, .peakMemoryResident]
  let thousand = Benchmark.Configuration(metrics: metrics, scalingFactor: .kilo)

  for (size, boxes) in [(6, 1), (6, 2), (10, 1), (10, 2)] {
    let boards = aliveBoards(1000, size: size, boxes: boxes)
    let rooms = boards.map { SmallRoom($0)! }
    var solver = SmallSolver()
    Benchmark(
      "Optimal moves and first moves, \(size)x\(size) rooms, boxes: \(boxes)",
      configuration: thousand
    ) { _ in
      for room in rooms { blackHole(try solver.solve(room)) }
    }
    var moves: [Direction] = []
    Benchmark(
      "The same from a Board, with the solution, \(size)x\(size), boxes: \(boxes)",
      configuration: thousand
    ) { _ in
      for board in boards {
        blackHole(try solver.solve(SmallRoom(board)!))
        solver.writeSolution(to: &moves)
        blackHole(moves)
      }
    }
  }

  let boards = aliveBoards(1000, size: 10, boxes: 4)
  for objective in Objective.allCases {
    Benchmark(
      "A*, optimal \(objective), 10x10 rooms, boxes: 4", configuration: thousand
    ) { _ in
      for board in boards { blackHole(OptimalSolver(objective).solve(board)) }
    }
  }

  let rooms = aliveBoards(100, size: 10, boxes: 2).map { SmallRoom($0)! }
  Benchmark(
    "Distances of all states, a hundred 10x10 rooms, boxes: 2",
    configuration: Benchmark.Configuration(metrics: metrics)
  ) { _ in
    for room in rooms { blackHole(try DistanceTable(room)) }
  }
}

/// Random boards that can be solved.
private func aliveBoards(_ count: Int, size: Int, boxes: Int) -> [Board] {
  var random = Random(seed: UInt64(size * 10 + boxes))
  let solver = OptimalSolver(.pushes, limits: SearchLimits(expandedStates: 10_000))
  var boards: [Board] = []
  while boards.count < count {
    var cells = [Board.Cell](repeating: .wall, count: size * size)
    for row in 1..<size - 1 {
      for column in 1..<size - 1 where random.below(4) > 0 { cells[row * size + column] = [] }
    }
    let free = cells.indices.filter { cells[$0].isEmpty }
    guard free.count > 2 * boxes else { continue }
    let chosen = random.sample(boxes + 1, of: free)
    for box in chosen.dropFirst() { cells[box].insert(.box) }
    for target in random.sample(boxes, of: free) { cells[target].insert(.target) }
    guard let board = try? Board(width: size, cells: cells, player: chosen[0]),
      solver.solve(board).solution != nil
    else { continue }
    boards.append(board)
  }
  return boards
}
