internal import VariantGymCore

/// Many small boards that are stepped at once, for training and evaluation by reinforcement.
///
/// Each *lane* plays one level after the other, drawn from a pool. The boards have at most 10x10
/// cells, outer walls included, so that one 64-bit word holds a plane of the 8x8 cells inside. Every
/// lane does exactly what `Board.move` does.
///
/// ```swift
/// var batch = try SokobanBatch(levels: boards, lanes: 1024, seed: 7, turnLimit: 30)
/// var rewards = [Float](repeating: 0, count: batch.lanes)
/// var outcomes = [SokobanBatch.Outcome](repeating: [], count: batch.lanes)
/// batch.step(actions, rewards: &rewards, outcomes: &outcomes)
/// ```
///
/// What a lane plays depends on the seed, its own number, and the actions it was given; not on the
/// other lanes. To use several threads, give each its own batch with its own `firstLane`: together
/// they play what one batch with all lanes would. A copy of a batch is a snapshot of it.
public struct SokobanBatch: Sendable {
  /// Why a batch cannot be made.
  public enum Failure: Error, Hashable, Sendable {
    /// The pool is empty.
    case noLevels
    /// The level with this index has more than 10 rows or columns.
    case levelTooLarge(Int)
    /// The level with this index is solved before the first move.
    case levelSolved(Int)
  }

  /// The number of boards that are stepped at once.
  public let lanes: Int
  /// The number of the first lane, where several batches share one numbering.
  public let firstLane: Int
  /// The number of turns after which an episode is truncated.
  public let turnLimit: Int
  /// The levels that episodes are drawn from.
  public let levels: [Board]

  /// What steps a batch; the engines differ in speed, not in what they do.
  package enum Engine: Sendable {
    /// Several lanes at once where the processor can.
    case fastest
    /// One lane after the other.
    case portable
  }

  /// What steps the batch.
  package var engine = Engine.fastest

  /// What a lane plays and will play.
  struct Play {
    /// The seed of the lane's draws.
    let seed: UInt64
    /// How many episodes the lane has begun.
    var episodes: UInt32 = 0
    /// The index in the pool of the level that the lane plays.
    var level: UInt32 = 0
  }

  /// The start of each level: walls, targets, boxes, player.
  private let pool: [SIMD4<UInt64>]
  /// The planes of all lanes, one plane after the other: walls, targets, boxes, player.
  ///
  /// Bit `8 * r + c` is the cell in row `r + 1`, column `c + 1`; beyond the board there is wall.
  private(set) var planes: [UInt64]
  /// The step of the batch that is each lane's last turn, modulo 2^32: unambiguous, since no turn
  /// limit comes near that.
  private var deadlines: [UInt32]
  /// How many steps the batch has made, modulo 2^32.
  var clock: UInt32 = 0
  /// The number of turns that a finished episode took; -1 while it runs.
  private var turnsAtEnd: [Int32]
  /// How many lanes have a finished episode.
  var idle = 0
  private var plays: [Play]

  /// Makes a batch and begins an episode in every lane.
  ///
  /// - Parameters:
  ///   - levels: The pool that episodes are drawn from, uniformly and with replacement.
  ///   - lanes: How many boards to step at once, at least 1.
  ///   - seed: Decides which levels are drawn.
  ///   - turnLimit: The turns after which an episode is truncated, at least 1.
  ///   - firstLane: The number of the first lane, at least 0.
  /// - Throws: `Failure` where a level cannot be played.
  public init(
    levels: [Board], lanes: Int, seed: UInt64, turnLimit: Int = 30, firstLane: Int = 0
  ) throws(Failure) {
    precondition(lanes > 0, "a batch needs a lane")
    precondition(firstLane >= 0, "lanes are counted from 0")
    precondition((1...Int(Int32.max)).contains(turnLimit), "a turn limit lies in 1...2147483647")
    guard !levels.isEmpty else { throw .noLevels }
    var pool: [SIMD4<UInt64>] = []
    for (index, level) in levels.enumerated() {
      guard let inside = InnerPlanes(level) else { throw .levelTooLarge(index) }
      guard !level.isSolved else { throw .levelSolved(index) }
      pool.append(SIMD4(~inside.floor, inside.targets, inside.boxes, inside.player))
    }
    self.levels = levels
    self.lanes = lanes
    self.firstLane = firstLane
    self.turnLimit = turnLimit
    self.pool = pool
    planes = Array(repeating: 0, count: Self.planeCount * lanes)
    deadlines = Array(repeating: 0, count: lanes)
    turnsAtEnd = Array(repeating: -1, count: lanes)
    plays = (0..<lanes).map { lane in
      let number = UInt64(firstLane + lane) &+ 1
      return Play(seed: Random.mix(Random.mix(seed) ^ number &* 0x9E37_79B9_7F4A_7C15))
    }
    withMemory { memory in
      for lane in 0..<lanes { memory.begin(lane) }
    }
  }

  /// Begins a new episode in one lane, with the next level that is drawn for it. Constant time.
  public mutating func reset(_ lane: Int) {
    precondition(lane >= 0 && lane < lanes, "no such lane")
    if isFinished(lane) { idle -= 1 }
    withMemory { $0.begin(lane) }
  }

  /// Begins a new episode in one lane, with a level of the pool that the caller chose. Constant time.
  public mutating func reset(_ lane: Int, to level: Int) {
    precondition(lane >= 0 && lane < lanes, "no such lane")
    precondition(levels.indices.contains(level), "no such level")
    if isFinished(lane) { idle -= 1 }
    withMemory { $0.begin(lane, level: level) }
  }

  mutating func withMemory<Result>(_ body: (BatchMemory) -> Result) -> Result {
    let (lanes, clock, turnLimit) = (lanes, clock, UInt32(turnLimit))
    return planes.withUnsafeMutableBufferPointer { planes in
      deadlines.withUnsafeMutableBufferPointer { deadlines in
        turnsAtEnd.withUnsafeMutableBufferPointer { turnsAtEnd in
          plays.withUnsafeMutableBufferPointer { plays in
            pool.withUnsafeBufferPointer { pool in
              body(
                BatchMemory(
                  lanes: lanes, clock: clock, turnLimit: turnLimit,
                  planes: planes.baseAddress!, deadlines: deadlines.baseAddress!,
                  turnsAtEnd: turnsAtEnd.baseAddress!, plays: plays.baseAddress!, pool: pool))
            }
          }
        }
      }
    }
  }

  /// The position of one lane. Takes time linear in the number of its cells.
  public func board(of lane: Int) -> Board {
    let level = levels[level(of: lane)]
    var cells = level.cells
    func cell(_ bit: Int) -> Int { (bit / 8 + 1) * level.width + bit % 8 + 1 }
    for index in cells.indices { cells[index].remove(.box) }
    var boxes = planes[2 * lanes + lane]
    while boxes != 0 {
      cells[cell(boxes.trailingZeroBitCount)].insert(.box)
      boxes &= boxes &- 1
    }
    return Board(
      trusted: cells, width: level.width,
      player: cell(planes[3 * lanes + lane].trailingZeroBitCount))
  }

  /// How many turns the episode of a lane has taken, from 0 to the turn limit.
  public func turns(of lane: Int) -> Int {
    turnsAtEnd[lane] >= 0 ? Int(turnsAtEnd[lane]) : turnLimit - Int(deadlines[lane] &- clock)
  }

  /// Whether the episode of a lane is over and was not followed by another one.
  public func isFinished(_ lane: Int) -> Bool { turnsAtEnd[lane] >= 0 }

  /// The index in the pool of the level that a lane plays.
  public func level(of lane: Int) -> Int { Int(plays[lane].level) }

  /// How many episodes a lane has begun, the running one included.
  public func episodes(of lane: Int) -> Int { Int(plays[lane].episodes) }
}
