import Benchmark
import VariantGym

/// The generator, without duplicates and with all measures, from its making to the boards.
func registerGenerationBenchmarks() {
  func register(_ name: String, _ recipe: LevelRecipe, thousands: Int) {
    Benchmark(
      "Generated levels, \(name), \(thousands) thousand",
      configuration: Benchmark.Configuration(metrics: [.wallClock, .peakMemoryResident])
    ) { _ in
      var generator = LevelGenerator(recipe, seed: 1)
      var made = 0
      while made < 1_000 * thousands {
        guard let level = generator.next() else { continue }
        blackHole(level.board)
        made += 1
      }
    }
  }

  for (side, boxes, thousands) in [(6, 1, 10), (6, 2, 10), (10, 1, 10), (10, 2, 5), (10, 3, 1)] {
    let shape = RoomShape(side: side, boxes: boxes)
    register("\(side)x\(side), boxes: \(boxes)", LevelRecipe(shape), thousands: thousands)
  }
  let natural = LevelBand(.moves, 3...30, drawing: .states)
  register(
    "6x6, boxes: 1, any 3...30 moves", LevelRecipe(RoomShape(side: 6, boxes: 1), band: natural),
    thousands: 50)
  register(
    "10x10, boxes: 2, 2...12 pushes",
    LevelRecipe(RoomShape(side: 10, boxes: 2), band: LevelBand(.pushes, 2...12)), thousands: 5)
  for (side, boxes) in [(6, 1), (10, 2)] {
    let shape = RoomShape(side: side, boxes: boxes)
    register(
      "\(side)x\(side), boxes: \(boxes), with dead states",
      LevelRecipe(shape, countsDeadStates: true), thousands: 1)
  }
}
