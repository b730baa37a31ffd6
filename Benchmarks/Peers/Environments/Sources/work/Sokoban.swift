import Dispatch
import VariantGym

extension Peer {
  /// Random players in 10x10 rooms with four boxes; an episode that ends is followed by the next.
  static func batchedSteps(observed: Bool) throws -> Work {
    let (threads, lanes) = (2, 1024)
    var generator = LevelGenerator(LevelRecipe(RoomShape(side: 10, boxes: 4)), seed: 1)
    let levels = (0..<64).compactMap { _ in generator.next()?.board }
    let players = try (0..<threads).map { thread in
      try RandomPlayer(levels: levels, lanes: lanes, firstLane: thread * lanes, observes: observed)
    }
    return Work(threads: threads) { count in
      let rounds = max(1, count / (threads * lanes))
      DispatchQueue.concurrentPerform(iterations: threads) { players[$0].play(rounds) }
      return Done(count: rounds * threads * lanes)
    }
  }

  /// The prompt as messages, a reply read, the step made, judged and paid.
  static func textTurns() throws -> Work {
    let family = Family(SokobanParts())
    let episodes = try (0..<64).flatMap { index in
      try family.typedTwins(
        at: Address(
          family: "sokoban", difficulty: "simple", split: .test, cohort: ["base"], index: index),
        framing: Framing())
    }
    let replies = ["Up", "Down", "Left", "Right"].map { "<answer> \($0) </answer>" }
    return Work { count in
      var random = Random(seed: 5)
      var (play, next) = (episodes[0], 1)
      for _ in 0..<count {
        if play.isOver {
          play = episodes[next % episodes.count]
          next += 1
        }
        keep(play.messages)
        keep(play.submit(replies[random.below(4)]))
      }
      return Done(count: count)
    }
  }

  /// Solvable 6x6 rooms with one box, the moves of an optimal solution known of each.
  static func rooms() -> Work {
    // Distinct ones of each length run out, so that each ten thousand have a generator of their own.
    let many = 10_000
    var seed: UInt64 = 0
    func next() -> LevelGenerator {
      seed += 1
      return LevelGenerator(LevelRecipe(RoomShape(side: 6, boxes: 1)), seed: seed)
    }
    return Work { count in
      var generator = next()
      var made = 0
      while made < count {
        guard let level = generator.next() else { continue }
        keep(level.board)
        made += 1
        if made % many == 0 { generator = next() }
      }
      return Done(count: count)
    }
  }
}

/// Used by one thread at a time.
private final class RandomPlayer: @unchecked Sendable {
  private var batch: SokobanBatch
  private let observes: Bool
  private let actions: [[UInt8]]
  private var rewards: [Float]
  private var outcomes: [SokobanBatch.Outcome]
  private var observation: [UInt8]

  init(levels: [Board], lanes: Int, firstLane: Int, observes: Bool) throws {
    batch = try SokobanBatch(
      levels: levels, lanes: lanes, seed: 1, turnLimit: 120, firstLane: firstLane)
    self.observes = observes
    // Drawn beforehand, as for the peer: what is measured are the steps.
    var random = Random(seed: UInt64(firstLane))
    actions = (0..<256).map { _ in (0..<lanes).map { _ in UInt8(random.below(4)) } }
    rewards = Array(repeating: 0, count: lanes)
    outcomes = Array(repeating: [], count: lanes)
    observation = Array(repeating: 0, count: 64 * SokobanBatch.planeCount * lanes)
  }

  func play(_ rounds: Int) {
    for round in 0..<rounds {
      batch.step(actions[round & 255], rewards: &rewards, outcomes: &outcomes)
      if observes { batch.observe(into: &observation) }
    }
    keep(rewards[0])
    keep(observation[0])
  }
}
