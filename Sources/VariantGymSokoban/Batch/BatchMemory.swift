/// Where the lanes of a batch lie during one step.
struct BatchMemory {
  let lanes: Int
  let stride: Int
  let clock: UInt32
  let hasIdle: Bool
  let planes: UnsafeMutablePointer<UInt64>
  let deadlines: UnsafePointer<UInt32>
  let turnsAtEnd: UnsafePointer<Int32>
  let masks: UnsafePointer<UInt64>

  /// Steps all lanes, four at a time; the planes have room for whole groups of four.
  @inline(__always)
  func step(
    _ actions: UnsafeRawPointer, rewards: UnsafeMutableRawPointer,
    outcomes: UnsafeMutableRawPointer
  ) {
    let whole = lanes & ~3
    var lane = 0
    while lane < whole {
      let (reward, outcome) = turn(
        of: lane, actions: (actions + lane).loadUnaligned(as: SIMD4<UInt8>.self))
      (outcomes + lane).storeBytes(of: outcome, as: SIMD4<UInt8>.self)
      (rewards + 4 &* lane).storeBytes(of: reward, as: SIMD4<Float>.self)
      lane &+= 4
    }
    guard lane < lanes else { return }
    // The lanes beyond the last make no move, and what they are paid is thrown away.
    var last = SIMD4<UInt8>(repeating: 4)
    for offset in 0..<lanes - lane {
      last[offset] = (actions + lane + offset).load(as: UInt8.self)
    }
    let (reward, outcome) = turn(of: lane, actions: last)
    for offset in 0..<lanes - lane {
      (outcomes + lane + offset).storeBytes(of: outcome[offset], as: UInt8.self)
      (rewards + 4 * (lane + offset)).storeBytes(of: reward[offset], as: Float.self)
    }
  }

  /// Plays one turn in four lanes.
  @inline(__always)
  private func turn(
    of lane: Int, actions: SIMD4<UInt8>
  ) -> (rewards: SIMD4<Float>, outcomes: SIMD4<UInt8>) {
    typealias Words = BatchTurn.Words
    var actions = actions
    if hasIdle {
      for offset in 0..<4 where turnsAtEnd[lane &+ offset] >= 0 { actions[offset] = 4 }
    }
    let walls = UnsafeMutableRawPointer(planes + lane)
    let targets = walls + 8 &* stride
    let boxes = targets + 8 &* stride
    let players = boxes + 8 &* stride
    let turn = BatchTurn(
      ways: BatchWays(actions, masks), walls: walls.loadUnaligned(as: Words.self),
      targets: targets.loadUnaligned(as: Words.self), boxes: boxes.loadUnaligned(as: Words.self),
      player: players.loadUnaligned(as: Words.self))
    boxes.storeBytes(of: turn.boxes, as: Words.self)
    players.storeBytes(of: turn.player, as: Words.self)
    let deadline = UnsafeRawPointer(deadlines + lane).loadUnaligned(as: BatchTurn.Flags.self)
    let late = BatchTurn.isZero(deadline ^ BatchTurn.Flags(repeating: clock)) & 32
    let outcome = turn.outcome | (late & ~(turn.outcome &<< 1))
    return (Self.pay(outcome), SIMD4<UInt8>(truncatingIfNeeded: outcome))
  }

  /// What outcomes pay: whole tenths are exact, and so is the rounding of one division.
  @inline(__always)
  private static func pay(_ outcome: BatchTurn.Flags) -> SIMD4<Float> {
    let bits = SIMD4<Int32>(truncatingIfNeeded: outcome)
    let boxes = ((bits &>> 2) & 1) &- ((bits &>> 3) & 1)
    let tenths = boxes &* 10 &+ ((bits &>> 4) & 1) &* 100 &- 1
    return SIMD4<Float>(tenths) / 10
  }
}
