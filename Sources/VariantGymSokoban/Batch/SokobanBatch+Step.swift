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
    clock &+= 1
    planes.withUnsafeMutableBufferPointer { planes in
      deadlines.withUnsafeBufferPointer { deadlines in
        turnsAtEnd.withUnsafeBufferPointer { turnsAtEnd in
          BatchWays.masks.withUnsafeBufferPointer { masks in
            let memory = BatchMemory(
              lanes: lanes, stride: stride, clock: clock, hasIdle: idle > 0,
              planes: planes.baseAddress!, deadlines: deadlines.baseAddress!,
              turnsAtEnd: turnsAtEnd.baseAddress!, masks: masks.baseAddress!)
            memory.step(
              UnsafeRawPointer(actions.baseAddress!),
              rewards: UnsafeMutableRawPointer(rewards.baseAddress!),
              outcomes: UnsafeMutableRawPointer(outcomes.baseAddress!))
          }
        }
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
    for lane in 0..<lanes where turnsAtEnd[lane] >= 0 {
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
}
