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
    let turns = BatchMemory.Turns(
      actions: actions.baseAddress!, rewards: rewards.baseAddress!,
      outcomes: outcomes.baseAddress!)
    let (hasIdle, engine) = (idle > 0, engine)
    idle += withMemory { memory in
      memory.step(turns, hasIdle: hasIdle, engine: engine)
      guard !resetting else {
        memory.forEachEnd(in: turns.outcomes) { memory.begin($0) }
        return 0
      }
      var ended = 0
      memory.forEachEnd(in: turns.outcomes) { lane in
        memory.turnsAtEnd[lane] = Int32(memory.turnLimit - (memory.deadlines[lane] &- memory.clock))
        ended += 1
      }
      return ended
    }
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
}
