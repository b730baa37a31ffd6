extension CanonicalKey {
  /// A key whose floor fits 8x8: planes in words, row 0 in the *highest* byte, so that comparing
  /// the words compares the bytes of the rows from the top.
  struct Words: Hashable, Sendable {
    let kind: Kind
    private(set) var height: UInt8
    private(set) var width: UInt8
    private(set) var floor: UInt64
    private(set) var targets: UInt64
    private(set) var boxes: UInt64
    /// `8 * row + column`, or 64 in a layout.
    private(set) var player: UInt8

    /// Finds the smallest of the symmetric pictures of a room.
    init(_ kind: Kind, _ planes: InnerPlanes) {
      var room = planes
      if kind == .layout {
        room.boxes = 0
        room.player = 0
      }
      let (height, width) = room.crop()
      self.kind = kind
      self.height = UInt8(min(height, width))
      self.width = UInt8(max(height, width))
      floor = .max
      targets = .max
      boxes = .max
      player = .max
      // The height comes before the width, so only pictures that are no higher than wide count.
      if height <= width { offer(room) }
      if height >= width { offer(room.transposed) }
    }

    /// Takes the smallest of a picture, its mirror images and its half turn, where it is smaller.
    @inline(__always)
    private mutating func offer(_ room: InnerPlanes) {
      let upDown = UInt64(64 - 8 * Int(height))
      let sideways = UInt64(8 - Int(width))
      // Words have row 0 in the highest byte: a plain plane is the one that needs a byte swap.
      offer(room) { $0.byteSwapped }
      offer(room) { $0 << upDown }
      let mirrored = InnerPlanes(
        floor: InnerPlanes.mirror(room.floor) >> sideways,
        targets: InnerPlanes.mirror(room.targets) >> sideways,
        boxes: InnerPlanes.mirror(room.boxes) >> sideways,
        player: InnerPlanes.mirror(room.player) >> sideways)
      offer(mirrored) { $0.byteSwapped }
      offer(mirrored) { $0 << upDown }
    }

    @inline(__always)
    private mutating func offer(_ room: InnerPlanes, _ turn: (UInt64) -> UInt64) {
      let candidate = turn(room.floor)
      if candidate > floor { return }
      let (itsTargets, itsBoxes) = (turn(room.targets), turn(room.boxes))
      // Byte swapped, the player's bit counts from the left of the row: undo that.
      let itsPlayer = UInt8(truncatingIfNeeded: turn(room.player).byteSwapped.trailingZeroBitCount)
      let isSmaller =
        candidate < floor || itsTargets < targets
        || (itsTargets == targets
          && (itsBoxes < boxes || (itsBoxes == boxes && itsPlayer < player)))
      guard isSmaller else { return }
      (floor, targets, boxes, player) = (candidate, itsTargets, itsBoxes, itsPlayer)
    }

    var bytes: [UInt8] {
      var bytes = [kind.rawValue, height, width]
      bytes.reserveCapacity(29)
      for plane in kind == .state ? [floor, targets, boxes] : [floor, targets] {
        for row in 0..<UInt64(height) {
          bytes.append(UInt8(truncatingIfNeeded: plane >> (56 - 8 * row)))
        }
      }
      if kind == .state {
        bytes.append(player / 8)
        bytes.append(player % 8)
      }
      return bytes
    }

    var digest: UInt64 {
      var digest = CanonicalKey.chain(UInt64(kind.rawValue), UInt64(height))
      digest = CanonicalKey.chain(digest, UInt64(width))
      digest = CanonicalKey.chain(digest, floor)
      digest = CanonicalKey.chain(digest, targets)
      guard kind == .state else { return digest }
      digest = CanonicalKey.chain(digest, boxes)
      digest = CanonicalKey.chain(digest, UInt64(player / 8))
      return CanonicalKey.chain(digest, UInt64(player % 8))
    }

    static func < (left: Self, right: Self) -> Bool {
      (left.kind.rawValue, left.height, left.width, left.floor, left.targets)
        < (right.kind.rawValue, right.height, right.width, right.floor, right.targets)
        || (left.kind == right.kind && left.height == right.height && left.width == right.width
          && left.floor == right.floor && left.targets == right.targets
          && (left.boxes, left.player) < (right.boxes, right.player))
    }
  }
}

extension InnerPlanes {
  /// Moves the room to the top left corner; returns its height and width.
  fileprivate mutating func crop() -> (height: Int, width: Int) {
    let down = UInt64(floor.trailingZeroBitCount & ~7)
    var columns = floor | (floor >> 32)
    columns |= columns >> 16
    columns |= columns >> 8
    columns &= 0xFF
    let away = down + UInt64(columns.trailingZeroBitCount)
    let width = 64 - columns.leadingZeroBitCount - columns.trailingZeroBitCount
    floor >>= away
    targets >>= away
    boxes >>= away
    player >>= away
    return (8 - floor.leadingZeroBitCount / 8, width)
  }

  fileprivate var transposed: InnerPlanes {
    InnerPlanes(
      floor: Self.transpose(floor), targets: Self.transpose(targets),
      boxes: Self.transpose(boxes), player: Self.transpose(player))
  }
}
