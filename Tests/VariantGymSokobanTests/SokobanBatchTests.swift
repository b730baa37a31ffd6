import Testing
import VariantGymCore

@testable import VariantGymSokoban

@Suite("SokobanBatch")
struct SokobanBatchTests {
  static func pool(_ count: Int, seed: UInt64) -> [Board] {
    var boards = RandomBoards(seed: seed)
    var pool: [Board] = []
    while pool.count < count {
      let board = boards.next(sides: 3...10, boxes: 1...3)
      if !board.isSolved { pool.append(board) }
    }
    return pool
  }

  /// One lane as the rules of one board have it: the reference.
  struct Lane {
    var board: Board
    var turns = 0

    mutating func step(_ action: UInt8, limit: Int) -> (Float, SokobanBatch.Outcome) {
      let effect = Direction(rawValue: action).map { board.move($0) } ?? .blocked
      turns += 1
      var (tenths, outcome) = (-1, SokobanBatch.Outcome())
      switch effect {
      case .blocked: break
      case .walked: outcome = .moved
      case .pushed(let offTarget, let ontoTarget):
        outcome = [.moved, .pushed]
        if offTarget { (tenths, outcome) = (tenths - 10, outcome.union(.offTarget)) }
        if ontoTarget { (tenths, outcome) = (tenths + 10, outcome.union(.ontoTarget)) }
      }
      if board.isSolved {
        (tenths, outcome) = (tenths + 100, outcome.union(.terminated))
      } else if turns == limit {
        outcome.insert(.truncated)
      }
      #expect(outcome.effect == effect)
      return (Float(tenths) / 10, outcome)
    }
  }

  // Vector code is a hundred times slower without optimisation.
  #if DEBUG
    static let steps = 30_000
  #else
    static let steps = 10_000_000
  #endif

  @Test(
    "step for step the same as one board after the other", arguments: [7, 77],
    [SokobanBatch.Engine.fastest, .portable])
  func sameAsBoards(lanes: Int, engine: SokobanBatch.Engine) throws {
    let pool = Self.pool(40, seed: 51)
    var batch = try SokobanBatch(levels: pool, lanes: lanes, seed: 3, turnLimit: 30)
    batch.engine = engine
    var reference = (0..<lanes).map { Lane(board: pool[batch.level(of: $0)]) }
    var random = Random(seed: 52)
    var actions = [UInt8](repeating: 0, count: lanes)
    var rewards = [Float](repeating: 0, count: lanes)
    var outcomes = [SokobanBatch.Outcome](repeating: [], count: lanes)
    var words = [UInt64](repeating: 0, count: 4 * lanes)
    var differences = 0
    var ends = (solved: 0, cut: 0)
    // A quarter of all steps for each of the cases.
    for round in 0..<Self.steps / 4 / lanes {
      for lane in 0..<lanes {
        // Now and then an action that is none.
        let draw = random.below(41)
        actions[lane] = draw == 40 ? 4 + UInt8(random.below(252)) : UInt8(draw & 3)
      }
      batch.step(actions, rewards: &rewards, outcomes: &outcomes)
      batch.observe(into: &words)
      for lane in 0..<lanes {
        let (reward, outcome) = reference[lane].step(actions[lane], limit: 30)
        if reward != rewards[lane] || outcome != outcomes[lane] { differences += 1 }
        if outcome.isEnd {
          ends.solved += outcome.contains(.terminated) ? 1 : 0
          ends.cut += outcome.contains(.truncated) ? 1 : 0
          reference[lane] = Lane(board: pool[batch.level(of: lane)])
        }
        if batch.turns(of: lane) != reference[lane].turns { differences += 1 }
        let planes = InnerPlanes(reference[lane].board)!
        let shown = (0..<4).map { words[$0 * lanes + lane] }
        if shown != [~planes.floor, planes.targets, planes.boxes, planes.player] {
          differences += 1
        }
        if round.isMultiple(of: 997), batch.board(of: lane) != reference[lane].board {
          differences += 1
        }
      }
    }
    #expect(differences == 0)
    #expect(ends.solved > 0 && ends.cut > 0)
  }

  @Test(
    "without resetting, an episode that is over stays as it ended", arguments: [6, 21],
    [SokobanBatch.Engine.fastest, .portable])
  func idle(lanes: Int, engine: SokobanBatch.Engine) throws {
    let pool = Self.pool(10, seed: 53)
    var batch = try SokobanBatch(levels: pool, lanes: lanes, seed: 4, turnLimit: 5)
    batch.engine = engine
    var random = Random(seed: 54)
    var rewards = [Float](repeating: 0, count: lanes)
    var outcomes = [SokobanBatch.Outcome](repeating: [], count: lanes)
    for turn in 1...12 {
      let before = (0..<lanes).map { batch.board(of: $0) }
      let wasOver = (0..<lanes).map { batch.isFinished($0) }
      let actions = (0..<lanes).map { _ in UInt8(random.below(4)) }
      batch.step(actions, rewards: &rewards, outcomes: &outcomes, resetting: false)
      for lane in 0..<lanes {
        #expect(batch.isFinished(lane) == (wasOver[lane] || outcomes[lane].isEnd))
        if wasOver[lane] {
          #expect(batch.board(of: lane) == before[lane])
          #expect(rewards[lane] == 0)
          #expect(outcomes[lane] == .idle)
        }
        #expect(batch.turns(of: lane) <= 5)
        if outcomes[lane].contains(.truncated) { #expect(batch.turns(of: lane) == 5) }
      }
      #expect(turn < 5 || (0..<lanes).allSatisfy { batch.isFinished($0) })
    }
    batch.reset(2)
    batch.reset(3, to: 7)
    #expect(!batch.isFinished(2) && batch.turns(of: 2) == 0 && batch.episodes(of: 2) == 2)
    #expect(batch.board(of: 3) == pool[7])
    batch.step([UInt8](repeating: 0, count: lanes), rewards: &rewards, outcomes: &outcomes)
    #expect(outcomes[0] == .idle && !outcomes[2].contains(.idle))
  }

  @Test("lanes play the same in one batch as in several, and by seed")
  func independentLanes() throws {
    let pool = Self.pool(20, seed: 55)
    var whole = try SokobanBatch(levels: pool, lanes: 10, seed: 5, turnLimit: 4)
    var head = try SokobanBatch(levels: pool, lanes: 3, seed: 5, turnLimit: 4)
    var tail = try SokobanBatch(levels: pool, lanes: 7, seed: 5, turnLimit: 4, firstLane: 3)
    let other = try SokobanBatch(levels: pool, lanes: 10, seed: 6, turnLimit: 4)
    #expect((0..<10).map { whole.level(of: $0) } != (0..<10).map { other.level(of: $0) })
    var random = Random(seed: 56)
    var rewards = [Float](repeating: 0, count: 10)
    var outcomes = [SokobanBatch.Outcome](repeating: [], count: 10)
    for _ in 0..<40 {
      let actions = (0..<10).map { _ in UInt8(random.below(4)) }
      whole.step(actions, rewards: &rewards, outcomes: &outcomes)
      var (headRewards, tailRewards) = (Array(rewards[..<3]), Array(rewards[3...]))
      var (headOutcomes, tailOutcomes) = (Array(outcomes[..<3]), Array(outcomes[3...]))
      head.step(Array(actions[..<3]), rewards: &headRewards, outcomes: &headOutcomes)
      tail.step(Array(actions[3...]), rewards: &tailRewards, outcomes: &tailOutcomes)
      #expect(headRewards + tailRewards == rewards)
      #expect(headOutcomes + tailOutcomes == outcomes)
      let boards = (0..<3).map { head.board(of: $0) } + (0..<7).map { tail.board(of: $0) }
      #expect(boards == (0..<10).map { whole.board(of: $0) })
    }
    #expect(Set((0..<10).map { whole.level(of: $0) }).count > 3)
  }

  @Test("bytes show what words show", arguments: [SokobanBatch.Engine.fastest, .portable])
  func byteObservation(engine: SokobanBatch.Engine) throws {
    let lanes = 5
    var batch = try SokobanBatch(levels: Self.pool(9, seed: 57), lanes: lanes, seed: 8)
    batch.engine = engine
    var words = [UInt64](repeating: 0, count: 4 * lanes)
    var bytes = [UInt8](repeating: 9, count: 256 * lanes)
    batch.observe(into: &words)
    batch.observe(into: &bytes)
    for lane in 0..<lanes {
      for plane in 0..<4 {
        for cell in 0..<64 {
          let bit = UInt8(words[plane * lanes + lane] >> UInt64(cell) & 1)
          #expect(bytes[256 * lane + 64 * plane + cell] == bit)
        }
      }
    }
  }

  @Test("levels that cannot be played are refused")
  func failures() throws {
    var boards = RandomBoards(seed: 58)
    let small = Self.pool(1, seed: 59)
    let large = boards.next(sides: 11...12)
    let solved = try Level(parsing: "####\n#@*#\n####").board
    #expect(throws: SokobanBatch.Failure.noLevels) {
      try SokobanBatch(levels: [], lanes: 1, seed: 0)
    }
    #expect(throws: SokobanBatch.Failure.levelTooLarge(1)) {
      try SokobanBatch(levels: small + [large], lanes: 1, seed: 0)
    }
    #expect(throws: SokobanBatch.Failure.levelSolved(1)) {
      try SokobanBatch(levels: small + [solved], lanes: 1, seed: 0)
    }
  }
}
