extension SokobanBatch {
  /// Steps every lane by one turn.
  ///
  /// A turn pays -0.1, +1 for a box pushed onto a target, -1 for one pushed off, and +10 when all
  /// boxes are on targets: the `Float` nearest to the sum.
  ///
  /// - Parameters:
  ///   - actions: One for each lane: the `rawValue` of a `Direction` (0 up, 1 down, 2 left, 3
  ///     right). Any other value takes a turn and moves nothing, as an answer that cannot be read.
  ///   - rewards: Receives one reward for each lane.
  ///   - outcomes: Receives one outcome for each lane.
  ///   - resetting: Whether a lane whose episode ends begins the next one at once, so that what is
  ///     observed next is its start. Otherwise the end stays to be observed, and the lane idles
  ///     until `reset(_:)`.
  ///
  /// Takes time linear in the number of lanes, and allocates nothing.
  public mutating func step(
    _ actions: UnsafeBufferPointer<UInt8>, rewards: UnsafeMutableBufferPointer<Float>,
    outcomes: UnsafeMutableBufferPointer<Outcome>, resetting: Bool = true
  ) {
    precondition(
      actions.count == lanes && rewards.count == lanes && outcomes.count == lanes,
      "one action, reward and outcome a lane")
    clock += 1
    let group = (lanes: lanes, stride: stride, clock: clock, hasIdle: idle > 0)
    planes.withUnsafeMutableBytes { planes in
      deadlines.withUnsafeBytes { deadlines in
        Self.run(
          group, planes.baseAddress!, deadlines.baseAddress!,
          UnsafeRawPointer(actions.baseAddress!), UnsafeMutableRawPointer(rewards.baseAddress!),
          UnsafeMutableRawPointer(outcomes.baseAddress!))
      }
    }
    if idle > 0 { silence(rewards, outcomes) }
    finish(UnsafeBufferPointer(outcomes), resetting: resetting)
  }

  /// Steps every lane by one turn; see the version on buffers.
  public mutating func step(
    _ actions: [UInt8], rewards: inout [Float], outcomes: inout [Outcome], resetting: Bool = true
  ) {
    actions.withUnsafeBufferPointer { actions in
      rewards.withUnsafeMutableBufferPointer { rewards in
        outcomes.withUnsafeMutableBufferPointer { outcomes in
          step(actions, rewards: rewards, outcomes: outcomes, resetting: resetting)
        }
      }
    }
  }

  /// Takes back what idle lanes were given; nothing has moved in them.
  private func silence(
    _ rewards: UnsafeMutableBufferPointer<Float>, _ outcomes: UnsafeMutableBufferPointer<Outcome>
  ) {
    for lane in 0..<lanes where deadlines[lane] <= 0 {
      rewards[lane] = 0
      outcomes[lane] = .idle
    }
  }

  /// Ends the episodes that the outcomes say are over.
  private mutating func finish(_ outcomes: UnsafeBufferPointer<Outcome>, resetting: Bool) {
    let bytes = UnsafeRawBufferPointer(outcomes)
    var first = 0
    while first < lanes {
      // Eight outcomes at once: most of them end nothing.
      if first + 8 <= lanes,
        bytes.loadUnaligned(fromByteOffset: first, as: UInt64.self) & 0x3030_3030_3030_3030 == 0
      {
        first += 8
        continue
      }
      for lane in first..<min(first + 8, lanes) where outcomes[lane].isEnd {
        if resetting { reset(lane) } else { end(lane) }
      }
      first += 8
    }
  }

  private typealias Shape = (lanes: Int, stride: Int, clock: Int64, hasIdle: Bool)

  /// Steps all lanes, four at a time; the planes have room for whole groups of four.
  @inline(__always)
  private static func run(
    _ batch: Shape, _ planes: UnsafeMutableRawPointer, _ deadlines: UnsafeRawPointer,
    _ actions: UnsafeRawPointer, _ rewards: UnsafeMutableRawPointer,
    _ outcomes: UnsafeMutableRawPointer
  ) {
    let lanes = batch.lanes
    let whole = lanes & ~3
    var lane = 0
    while lane < whole {
      let (reward, outcome) = turn(
        of: lane, batch, planes, deadlines,
        actions: (actions + lane).loadUnaligned(as: SIMD4<UInt8>.self))
      (outcomes + lane).storeBytes(of: outcome, as: SIMD4<UInt8>.self)
      (rewards + 4 &* lane).storeBytes(of: reward, as: SIMD4<Float>.self)
      lane &+= 4
    }
    guard lane < lanes else { return }
    // The lanes beyond the last are walls only, and whatever they do is thrown away.
    var last = SIMD4<UInt8>(repeating: 4)
    for offset in 0..<lanes - lane {
      last[offset] = (actions + lane + offset).load(as: UInt8.self)
    }
    let (reward, outcome) = turn(of: lane, batch, planes, deadlines, actions: last)
    for offset in 0..<lanes - lane {
      (outcomes + lane + offset).storeBytes(of: outcome[offset], as: UInt8.self)
      (rewards + 4 * (lane + offset)).storeBytes(of: reward[offset], as: Float.self)
    }
  }

  /// Plays one turn in four lanes.
  @inline(__always)
  private static func turn(
    of lane: Int, _ batch: Shape, _ planes: UnsafeMutableRawPointer, _ deadlines: UnsafeRawPointer,
    actions: SIMD4<UInt8>
  ) -> (rewards: SIMD4<Float>, outcomes: SIMD4<UInt8>) {
    typealias Words = BatchTurn.Words
    var actions = actions
    if batch.hasIdle {
      for offset in 0..<4
      where (deadlines + 8 &* (lane &+ offset)).load(as: Int64.self) <= 0 { actions[offset] = 4 }
    }
    let stride = 8 &* batch.stride
    let walls = planes + 8 &* lane
    let targets = walls + stride
    let boxes = targets + stride
    let players = boxes + stride
    let turn = BatchTurn(
      actions: actions, walls: walls.loadUnaligned(as: Words.self),
      targets: targets.loadUnaligned(as: Words.self), boxes: boxes.loadUnaligned(as: Words.self),
      player: players.loadUnaligned(as: Words.self))
    boxes.storeBytes(of: turn.boxes, as: Words.self)
    players.storeBytes(of: turn.player, as: Words.self)
    let deadline = (deadlines + 8 &* lane).loadUnaligned(as: Words.self)
    let late = ~BatchTurn.mask(deadline ^ Words(repeating: UInt64(bitPattern: batch.clock))) & 32
    let outcome = turn.outcome | (late & ~(turn.outcome &<< 1))
    return (Self.pay(outcome), SIMD4<UInt8>(truncatingIfNeeded: outcome))
  }

  /// What outcomes pay, before rounding in whole tenths.
  @inline(__always)
  private static func pay(_ outcome: BatchTurn.Words) -> SIMD4<Float> {
    let bits = SIMD4<Int32>(truncatingIfNeeded: outcome)
    let boxes = ((bits &>> 2) & 1) &- ((bits &>> 3) & 1)
    let tenths = boxes &* 10 &+ ((bits &>> 4) & 1) &* 100 &- 1
    return SIMD4<Float>(tenths) / 10
  }
}
