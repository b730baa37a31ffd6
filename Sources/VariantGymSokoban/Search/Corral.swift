/// The pushes among which every solution can be reordered to begin, by direction.
struct ForcedPushes<Bits: Bitboard> {
  /// Where the player stands for them.
  var up = Bits()
  var down = Bits()
  var left = Bits()
  var right = Bits()

  @inline(__always)
  subscript(direction: Int) -> Bits {
    get {
      switch direction {
      case 0: up
      case 1: down
      case 2: left
      default: right
      }
    }
    set {
      switch direction {
      case 0: up = newValue
      case 1: down = newValue
      case 2: left = newValue
      default: right = newValue
      }
    }
  }

  var isEmpty: Bool { (up | down | left | right).isEmpty }
}

/// Pruning by corrals: areas that the player cannot enter before one of their boxes is pushed in.
///
/// Let `fence` be boxes that shut off an `area` of free cells, and let something there remain to
/// be done, so that every solution pushes a fence box. Take all pushes of fence boxes that could
/// be the first of them, the other boxes thought away. If each of these leads into the area and
/// is possible now, then a solution that begins elsewhere stays one when its first push of a
/// fence box is moved to the front: until then neither the player nor a box enters the area, and
/// the push only adds to where the player can walk. The number of pushes and the last position
/// stay the same, so *push*-optimal solutions survive (the number of moves may not).
/// The idea is that of PI-corrals (Damgaard); the closure under other boxes is our own.
extension BitGrid {
  /// The pushes to which a push-optimal search may confine itself, or nil for all.
  ///
  /// An empty set means that the position is a deadlock.
  @inline(__always)
  func forcedPushes(boxes: Bits, region: Bits) -> ForcedPushes<Bits>? {
    let hidden = floor & ~boxes & ~region
    return hidden.isEmpty ? nil : forcedPushes(boxes: boxes, region: region, hidden: hidden)
  }

  @inline(never)
  private func forcedPushes(
    boxes: Bits, region: Bits, hidden: Bits
  ) -> ForcedPushes<Bits>? {
    var rest = hidden
    while !rest.isEmpty {
      let area = self.region(from: rest.lowest, free: hidden)
      rest = rest & ~area
      let forced = forcedPushes(area: area, boxes: boxes, region: region, hidden: hidden)
      if let forced { return forced }
    }
    return nil
  }

  private func forcedPushes(
    area start: Bits, boxes: Bits, region: Bits, hidden: Bits
  ) -> ForcedPushes<Bits>? {
    var area = start
    var fence = spread(area) & boxes
    while true {
      var forced = ForcedPushes<Bits>()
      var (newFence, newArea) = (Bits(), Bits())
      for direction in 0..<4 {
        let back = direction ^ 1
        // Fence boxes that could be pushed this way if only the fence stood on the floor.
        let movable =
          fence & shifted(alive & ~fence, back) & shifted(floor & ~fence & ~area, direction)
        if movable.isEmpty { continue }
        let behind = shifted(movable, back)
        let good = shifted(behind & region, direction) & shifted(area, back) & movable
        forced[direction] = shifted(good, back)
        let bad = movable & ~good
        if bad.isEmpty { continue }
        let blockers = (shifted(bad, back) | shifted(bad, direction)) & boxes & ~fence
        // A push that nothing hinders now and that leads out of the area: no corral.
        let open =
          bad & shifted(region, direction) & shifted(region, back)
        if !open.isEmpty { return nil }
        newFence = newFence | blockers
        newArea = newArea | ((shifted(bad, back) | shifted(bad, direction)) & hidden & ~area)
      }
      if newFence.isEmpty, newArea.isEmpty {
        let isDone = (fence & ~targets).isEmpty && (area & targets).isEmpty
        return isDone ? nil : forced
      }
      while !newArea.isEmpty {
        let joined = self.region(from: newArea.lowest, free: hidden)
        area = area | joined
        newArea = newArea & ~joined
        newFence = newFence | (spread(joined) & boxes)
      }
      fence = fence | newFence
    }
  }
}
