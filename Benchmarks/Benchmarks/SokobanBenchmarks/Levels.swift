import Benchmark
import VariantGym

func registerLevelBenchmarks() {
  var random = Random(seed: 3)
  let rooms = (0..<1_000).map { _ in randomRoom(&random, boxes: 4) }
  let text = LevelCollection(levels: rooms.map { Level(board: $0) }).text()

  Benchmark("CanonicalKey, digests of a thousand layouts of 10x10") { _ in
    for room in rooms { blackHole(room.canonicalLayout.digest) }
  }
  Benchmark("CanonicalKey, digests of a thousand states of 10x10") { _ in
    for room in rooms { blackHole(room.canonicalState.digest) }
  }
  Benchmark("LevelCollection, a thousand levels of 10x10 read") { _ in
    blackHole(try! LevelCollection(parsing: text))
  }
}
