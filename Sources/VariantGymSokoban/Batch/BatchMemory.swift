internal import SokobanBatchKernels
internal import VariantGymCore

/// Where the lanes of a batch lie while they are stepped or begin anew.
struct BatchMemory {
  let lanes: Int
  let clock: UInt32
  let turnLimit: UInt32
  let planes: UnsafeMutablePointer<UInt64>
  let deadlines: UnsafeMutablePointer<UInt32>
  let turnsAtEnd: UnsafeMutablePointer<Int32>
  let plays: UnsafeMutablePointer<SokobanBatch.Play>
  let pool: UnsafeBufferPointer<SIMD4<UInt64>>

  /// What one step is given and gives.
  struct Turns {
    let actions: UnsafePointer<UInt8>
    let rewards: UnsafeMutablePointer<Float>
    let outcomes: UnsafeMutablePointer<SokobanBatch.Outcome>
  }

  /// What an outcome pays by three of its bits: onto a target, off a target, solved. Whole tenths
  /// are exact, and so is the rounding of one division.
  static let payments: [Float] = (0..<8).map { bits in
    let (onto, off, solved) = (bits & 1, bits >> 1 & 1, bits >> 2 & 1)
    return Float(10 * (onto - off) + 100 * solved - 1) / 10
  }

  /// Steps all lanes; those that idle stay as they are.
  func step(_ turns: Turns, hasIdle: Bool, engine: SokobanBatch.Engine) {
    Self.payments.withUnsafeBufferPointer { payments in
      let payments = payments.baseAddress!
      let done =
        engine == .fastest ? stepVectors(turns, payments: payments, hasIdle: hasIdle) : 0
      stepOneByOne(done..<lanes, turns, payments: payments, hasIdle: hasIdle)
    }
    guard hasIdle else { return }
    for lane in 0..<lanes where turnsAtEnd[lane] >= 0 {
      turns.rewards[lane] = 0
      turns.outcomes[lane] = .idle
    }
  }

  /// Steps as many lanes as vectors hold, and says how many.
  private func stepVectors(
    _ turns: Turns, payments: UnsafePointer<Float>, hasIdle: Bool
  ) -> Int {
    BatchWay.sights.withUnsafeBufferPointer { sights in
      var batch = sokoban_batch_lanes(
        planes: planes, stride: Int64(lanes), deadlines: deadlines, clock: clock,
        turns_at_end: hasIdle ? UnsafePointer(turnsAtEnd) : nil, actions: turns.actions,
        sights: sights.baseAddress!,
        payments: payments, rewards: turns.rewards,
        outcomes: UnsafeMutableRawPointer(turns.outcomes).assumingMemoryBound(to: UInt8.self))
      return Int(sokoban_batch_step(&batch, Int64(lanes)))
    }
  }

  private func stepOneByOne(
    _ range: Range<Int>, _ turns: Turns, payments: UnsafePointer<Float>, hasIdle: Bool
  ) {
    BatchWay.all.withUnsafeBufferPointer { ways in
      for lane in range {
        let isIdle = hasIdle && turnsAtEnd[lane] >= 0
        let way = ways.baseAddress![isIdle ? 4 : Int(min(turns.actions[lane], 4))]
        let targets = planes[lanes &+ lane]
        let turn = BatchTurn(
          way: way, walls: planes[lane], targets: targets, boxes: planes[2 &* lanes &+ lane],
          player: planes[3 &* lanes &+ lane])
        planes[2 &* lanes &+ lane] = turn.boxes
        planes[3 &* lanes &+ lane] = turn.player
        let isCut = deadlines[lane] == clock && turn.boxes != targets
        let outcome = turn.outcome | BatchTurn.bit(32, if: isCut)
        turns.outcomes[lane] = SokobanBatch.Outcome(rawValue: outcome)
        turns.rewards[lane] = payments[Int(outcome &>> 2 & 7)]
      }
    }
  }

  /// Calls a closure with each lane whose episode ended.
  @inline(__always)
  func forEachEnd(
    in outcomes: UnsafeMutablePointer<SokobanBatch.Outcome>, _ body: (Int) -> Void
  ) {
    let bytes = UnsafeRawPointer(outcomes)
    var lane = 0
    // Eight outcomes at once: most of them end nothing.
    while lane &+ 8 <= lanes {
      let eight = UInt64(littleEndian: (bytes + lane).loadUnaligned(as: UInt64.self))
      var ends = (eight | eight &>> 1) & 0x1010_1010_1010_1010
      while ends != 0 {
        body(lane &+ ends.trailingZeroBitCount &>> 3)
        ends &= ends &- 1
      }
      lane &+= 8
    }
    while lane < lanes {
      if outcomes[lane].isEnd { body(lane) }
      lane &+= 1
    }
  }

  /// Begins an episode in one lane, with the next level that is drawn for it.
  @inline(__always)
  func begin(_ lane: Int) {
    let play = plays[lane]
    // Fixed-point scaling of 64 random bits: the bias is below the pool's size over 2^64.
    let draw = Random.mix(play.seed &+ UInt64(play.episodes) &* 0x9E37_79B9_7F4A_7C15)
    begin(lane, level: Int(draw.multipliedFullWidth(by: UInt64(pool.count)).high))
  }

  @inline(__always)
  func begin(_ lane: Int, level: Int) {
    turnsAtEnd[lane] = -1
    deadlines[lane] = clock &+ turnLimit
    plays[lane].episodes &+= 1
    plays[lane].level = UInt32(truncatingIfNeeded: level)
    let start = pool[level]
    planes[lane] = start[0]
    planes[lanes &+ lane] = start[1]
    planes[2 &* lanes &+ lane] = start[2]
    planes[3 &* lanes &+ lane] = start[3]
  }
}
