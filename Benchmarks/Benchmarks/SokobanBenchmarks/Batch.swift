import Benchmark
import Dispatch
import VariantGym

/// Random players in a pool of random 10x10 rooms with two boxes.
private final class RandomPlay: @unchecked Sendable {
  static let lanes = 1024
  static let rounds = 1_000
  private var batch: SokobanBatch
  private let actions: [[UInt8]]
  private var rewards = [Float](repeating: 0, count: lanes)
  private var outcomes = [SokobanBatch.Outcome](repeating: [], count: lanes)
  private var words = [UInt64](repeating: 0, count: SokobanBatch.planeCount * lanes)
  private var bytes = [UInt8](repeating: 0, count: 64 * SokobanBatch.planeCount * lanes)

  enum Observation {
    case none, words, bytes
  }

  init(seed: UInt64) {
    var random = Random(seed: seed)
    let levels = (0..<1_000).map { _ in randomRoom(&random, boxes: 2) }
    batch = try! SokobanBatch(levels: levels, lanes: Self.lanes, seed: seed)
    // Drawn beforehand: what is measured is the batch.
    actions = (0..<256).map { _ in (0..<Self.lanes).map { _ in UInt8(random.below(4)) } }
  }

  /// Plays `rounds * lanes` steps, 1.024 million.
  func play(_ observation: Observation) {
    for round in 0..<Self.rounds {
      batch.step(actions[round & 255], rewards: &rewards, outcomes: &outcomes)
      switch observation {
      case .none: break
      case .words: batch.observe(into: &words)
      case .bytes: batch.observe(into: &bytes)
      }
    }
    blackHole(rewards[0])
    blackHole(words[0])
  }
}

/// A 10x10 room with walls at random.
func randomRoom(_ random: inout Random, boxes: Int) -> Board {
  while true {
    var cells = [Board.Cell](repeating: .wall, count: 100)
    for row in 1..<9 {
      for column in 1..<9 where random.below(4) > 0 { cells[10 * row + column] = [] }
    }
    let open = cells.indices.filter { cells[$0].isEmpty }
    guard open.count > 2 * boxes else { continue }
    let things = random.sample(2 * boxes + 1, of: open)
    for box in 0..<boxes {
      cells[things[box]].insert(.box)
      cells[things[boxes + box]].insert(.target)
    }
    let board = try? Board(width: 10, cells: cells, player: things[2 * boxes])
    if let board, !board.isSolved { return board }
  }
}

func registerBatchBenchmarks() {
  for (name, observation) in [
    ("no observation", RandomPlay.Observation.none), ("words", .words), ("bytes", .bytes),
  ] {
    Benchmark("SokobanBatch, 1.024 million steps, \(name), one thread") { benchmark in
      let play = RandomPlay(seed: 1)
      play.play(observation)
      benchmark.startMeasurement()
      play.play(observation)
    }
    Benchmark("SokobanBatch, 2.048 million steps, \(name), two threads") { benchmark in
      let plays = [RandomPlay(seed: 1), RandomPlay(seed: 2)]
      DispatchQueue.concurrentPerform(iterations: 2) { plays[$0].play(observation) }
      benchmark.startMeasurement()
      DispatchQueue.concurrentPerform(iterations: 2) { plays[$0].play(observation) }
    }
  }
}
