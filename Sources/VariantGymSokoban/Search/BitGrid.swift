/// A room as sets of cells, with the floods and tests that work on whole sets at once.
struct BitGrid<Bits: Bitboard>: Sendable {
  let width: Int
  let floor: Bits
  let targets: Bits
  /// Where a box can be brought to some target from.
  let alive: Bits
  private let notFirstColumn: Bits
  private let notLastColumn: Bits
  /// Where a wall beside a box, or dead squares on both sides, stops pushes along an axis for good.
  private let stoppedAcross: Bits
  private let stoppedAlong: Bits

  /// Whether a room can be held; rows are shifted as a whole, so they are bounded too.
  static func fits(_ room: Room) -> Bool {
    room.cellCount <= Bits.capacity && room.width < 64
  }

  init(_ room: Room, _ distances: PushDistances) {
    self.init(room, isAlive: distances.isAlive)
  }

  init(_ room: Room, isAlive: [Bool]) {
    precondition(Self.fits(room), "the room is larger than the bitboard")
    func set(_ holds: (Int) -> Bool) -> Bits {
      var bits = Bits()
      for cell in 0..<room.cellCount where room.floor[cell] && holds(cell) {
        bits = bits | Bits(bit: cell)
      }
      return bits
    }
    func stopped(_ first: Int, _ second: Int) -> Bits {
      set { cell in
        let (one, other) = (room.neighbor(cell, first), room.neighbor(cell, second))
        return one < 0 || other < 0 || !isAlive[one] && !isAlive[other]
      }
    }
    width = room.width
    floor = set { _ in true }
    targets = set { room.targets.contains($0) }
    alive = set { isAlive[$0] }
    notFirstColumn = set { $0 % room.width != 0 }
    notLastColumn = set { $0 % room.width != room.width - 1 }
    stoppedAcross = stopped(2, 3)
    stoppedAlong = stopped(0, 1)
  }

  /// The cells one step from those of a set, which may lie off the floor above and below.
  @inline(__always)
  func shifted(_ set: Bits, _ direction: Int) -> Bits {
    switch direction {
    case 0: set.lowered(by: width)
    case 1: set.raised(by: width)
    case 2: (set & notFirstColumn).lowered(by: 1)
    default: (set & notLastColumn).raised(by: 1)
    }
  }

  /// The cells next to those of a set.
  @inline(__always)
  func spread(_ set: Bits) -> Bits {
    (set.lowered(by: width) | set.raised(by: width))
      | ((set & notFirstColumn).lowered(by: 1) | (set & notLastColumn).raised(by: 1))
  }

  /// The cells that can be walked to from a cell.
  @inline(__always)
  func region(from cell: Int, free: Bits) -> Bits {
    var region = Bits(bit: cell)
    while true {
      let larger = region | (spread(region) & free)
      if larger == region { return region }
      region = larger
    }
  }

  /// Where the player must stand to push a box in a direction, onto a free cell that is alive.
  @inline(__always)
  func pushers(_ direction: Int, boxes: Bits) -> Bits {
    let back = direction ^ 1
    return shifted(boxes & shifted(alive & ~boxes, back), back)
  }

  /// Whether a push onto a cell froze boxes of which one is off target.
  ///
  /// Of the boxes, those are taken away, again and again, that can be pushed along an axis if
  /// none of the rest ever moves. In what remains no box can be the first to move, except onto a
  /// dead square. There are no marks to undo, as nothing is assumed that may turn out false.
  @inline(__always)
  func isFrozen(boxes: Bits, pushed: Int) -> Bool {
    var frozen = boxes
    while true {
      let across =
        stoppedAcross | (frozen & notFirstColumn).lowered(by: 1)
        | (frozen & notLastColumn).raised(by: 1)
      let along = stoppedAlong | frozen.lowered(by: width) | frozen.raised(by: width)
      let rest = frozen & across & along
      // What stays frozen without the pushed box was so before the push, and was judged then.
      if !rest.contains(pushed) { return false }
      if rest == frozen { return !(frozen & ~targets).isEmpty }
      frozen = rest
    }
  }

  /// Whether the boxes at the start of a search are frozen with one of them off target.
  func isFrozen(boxes: Bits) -> Bool {
    var frozen = false
    boxes.forEach { frozen = frozen || isFrozen(boxes: boxes, pushed: $0) }
    return frozen
  }
}
