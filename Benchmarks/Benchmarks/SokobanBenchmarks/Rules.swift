import Benchmark
import VariantGym

nonisolated(unsafe) let benchmarks = {
  registerSolverBenchmarks()
  registerGenerationBenchmarks()

  let board = try! Board(
    width: 6,
    cells: Array(
      "#######    ## .$ ##    ##    #######".map { symbol -> Board.Cell in
        switch symbol {
        case "#": .wall
        case "$": .box
        case ".": .target
        default: []
        }
      }.prefix(36)), player: 7)

  Benchmark("Board.move, a million random moves") { benchmark in
    var random = Random(seed: 1)
    var board = board
    for _ in 0..<1_000_000 {
      blackHole(board.move(Direction(rawValue: UInt8(truncatingIfNeeded: random.next() & 3))!))
    }
    blackHole(board)
  }

  registerBatchBenchmarks()
  registerLevelBenchmarks()
  registerTextTurnBenchmarks()
}
