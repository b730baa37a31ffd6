/// Drawing starts from the tables of a solver: one search backwards from the solved states of a
/// layout knows every start there is, with its distance.
extension SmallSolver {
  /// Searches a layout, and counts the starts whose distances lie in a range.
  ///
  /// - Parameter apart: Whether only starts without a box on a target count.
  mutating func countStarts(
    of layout: SmallRoom, at distances: ClosedRange<Int>, apart: Bool
  ) throws(SearchStop) -> Int {
    last = nil
    if TinyKernel.fits(layout) {
      let deepest = tiny.explore(layout, through: min(distances.upperBound, 256))
      var count = 0
      var distance = distances.lowerBound
      while distance <= deepest {
        let layer = tiny.layer(distance)
        count +=
          layer.0.nonzeroBitCount + layer.1.nonzeroBitCount + layer.2.nonzeroBitCount
          + layer.3.nonzeroBitCount
        distance += 1
      }
      return count
    }
    try waves.explore(layout, through: distances.upperBound)
    let taken = apart ? layout.targets : 0
    var count = 0
    var number = waves.waves.count - 1
    // The waves lie in the order of their distances, and none is more distant than the range.
    while number >= 0, waves.waves[number].distance >= distances.lowerBound {
      let wave = waves.waves[number]
      if wave.boxes & taken == 0 { count += wave.players.nonzeroBitCount }
      number -= 1
    }
    return count
  }

  /// One of the starts that `countStarts` counted, by its number, and its distance.
  func start(
    _ number: Int, of layout: SmallRoom, at distances: ClosedRange<Int>, apart: Bool
  ) -> (room: SmallRoom, distance: Int) {
    var rest = number
    var room = layout
    if TinyKernel.fits(layout) {
      var distance = distances.lowerBound
      while true {
        let layer = tiny.layer(distance)
        for (row, states) in [layer.0, layer.1, layer.2, layer.3].enumerated() {
          guard rest >= states.nonzeroBitCount else {
            let state = RoomCarver.nth(rest, of: states)
            room.boxes = 1 << UInt64(4 * row + state / 16)
            room.player = state % 16
            return (room, distance)
          }
          rest -= states.nonzeroBitCount
        }
        distance += 1
      }
    }
    let taken = apart ? layout.targets : 0
    var index = waves.waves.count - 1
    while true {
      let wave = waves.waves[index]
      index -= 1
      if wave.boxes & taken != 0 { continue }
      guard rest >= wave.players.nonzeroBitCount else {
        room.boxes = wave.boxes
        room.player = RoomCarver.nth(rest, of: wave.players)
        return (room, Int(wave.distance))
      }
      rest -= wave.players.nonzeroBitCount
    }
  }

  /// Measures a state whose distance the last search found.
  func measures(of start: SmallRoom, distance: Int) -> LevelMeasures {
    let isTiny = TinyKernel.fits(start)
    let grid = WalkGrid(width: start.width)
    var (pushes, boxChanges, directionChanges) = (0, 0, 0)
    var (room, rest, lastDirection, lastBox) = (start, distance, -1, UInt64(0))
    while rest > 0 {
      rest -= 1
      for direction in 0..<4 {
        guard let next = room.moved(direction, grid), holds(next, at: rest, isTiny) else {
          continue
        }
        if lastDirection >= 0, direction != lastDirection { directionChanges += 1 }
        lastDirection = direction
        if next.boxes != room.boxes {
          pushes += 1
          if lastBox != 0, room.boxes & ~next.boxes != lastBox { boxChanges += 1 }
          lastBox = next.boxes & ~room.boxes
        }
        room = next
        break
      }
    }
    precondition(room.boxes == room.targets, "the moves do not solve the room")
    return LevelMeasures(
      moves: distance, pushes: pushes, leastPushes: nil, boxChanges: boxChanges,
      directionChanges: directionChanges,
      statesExpanded: statesNearer(than: distance, isTiny),
      firstMoves: firstMoves(start, distance, isTiny).count, deadStates: nil)
  }

  @inline(__always)
  private func holds(_ room: SmallRoom, at distance: Int, _ isTiny: Bool) -> Bool {
    isTiny
      ? tiny.holds(box: room.boxes.trailingZeroBitCount, player: room.player, at: distance)
      : waves.holds(boxes: room.boxes, player: room.player, at: distance)
  }

  private func statesNearer(than distance: Int, _ isTiny: Bool) -> Int {
    var count = 0
    if isTiny {
      for depth in 0..<distance {
        let layer = tiny.layer(depth)
        count +=
          layer.0.nonzeroBitCount + layer.1.nonzeroBitCount + layer.2.nonzeroBitCount
          + layer.3.nonzeroBitCount
      }
      return count
    }
    var number = 0
    while number < waves.waves.count, waves.waves[number].distance < distance {
      count += waves.waves[number].players.nonzeroBitCount
      number += 1
    }
    return count
  }
}
