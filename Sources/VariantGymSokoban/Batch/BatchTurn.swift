/// One turn on one board of 8x8 cells, without a branch: no processor foresees what random players
/// run into.
///
/// Each plane of cells is a word, bit `8 * r + c` for row `r` and column `c`.
struct BatchTurn {
  /// The boxes after the turn.
  let boxes: UInt64
  /// The bit of the player after the turn.
  let player: UInt64
  /// The bits of a `SokobanBatch.Outcome`, save truncation.
  let outcome: UInt8

  @inline(__always)
  init(way: BatchWay, walls: UInt64, targets: UInt64, boxes: UInt64, player: UInt64) {
    let free = ~(walls | boxes)
    // Each of these words has one bit at most, or none where something is in the way.
    let next = way.ahead(of: player)
    let hit = next & boxes
    let pushedTo = way.ahead(of: hit) & free
    let pushedFrom = pushedTo != 0 ? hit : 0
    let place = (next & free) | pushedFrom
    self.boxes = boxes ^ pushedTo ^ pushedFrom
    self.player = place != 0 ? place : player
    outcome =
      Self.bit(1, if: place != 0) | Self.bit(2, if: pushedTo != 0)
      | Self.bit(4, if: pushedTo & targets != 0) | Self.bit(8, if: pushedFrom & targets != 0)
      | Self.bit(16, if: self.boxes == targets)
  }

  @inline(__always)
  static func bit(_ bit: UInt8, if condition: Bool) -> UInt8 { condition ? bit : 0 }
}

/// How a step in one direction goes: by a rotation of the plane, then a mask without the row or the
/// column that the rotation wraps into.
struct BatchWay {
  private let rotation: UInt64
  private let mask: UInt64

  /// Up, down, left, right, and the way of what is no direction, which leads nowhere.
  static let all = [
    BatchWay(rotation: 56, mask: 0x00FF_FFFF_FFFF_FFFF),
    BatchWay(rotation: 8, mask: 0xFFFF_FFFF_FFFF_FF00),
    BatchWay(rotation: 63, mask: 0x7F7F_7F7F_7F7F_7F7F),
    BatchWay(rotation: 1, mask: 0xFEFE_FEFE_FEFE_FEFE),
    BatchWay(rotation: 0, mask: 0),
  ]

  /// For each of these ways and each cell of a plane: the next cell and the one beyond it.
  static let sights = all.flatMap { way in
    (0..<64 as Range<UInt64>).flatMap { cell in
      let next = way.ahead(of: 1 << cell)
      return [next, way.ahead(of: next)]
    }
  }

  /// The cells one step ahead; none where the board ends.
  @inline(__always)
  func ahead(of plane: UInt64) -> UInt64 {
    ((plane &<< rotation) | (plane &>> (0 &- rotation))) & mask
  }
}
