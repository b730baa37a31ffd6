/// The inside of a board of at most 10x10 cells, one 64-bit word a plane.
///
/// The outer ring of a board is never reached, so the inner 8x8 cells say it all. Bit `8 * r + c`
/// stands for the cell in row `r + 1` and column `c + 1` of the board.
package struct InnerPlanes: Hashable, Sendable {
  /// Cells that the player could reach if no box were in the way.
  package var floor: UInt64
  /// Targets; a part of `floor`.
  package var targets: UInt64
  /// Boxes; a part of `floor`.
  package var boxes: UInt64
  /// The one bit of the player.
  package var player: UInt64

  package init(floor: UInt64, targets: UInt64, boxes: UInt64, player: UInt64) {
    self.floor = floor
    self.targets = targets
    self.boxes = boxes
    self.player = player
  }

  /// Splits a board into planes; nil where its inner cells do not fit 8x8.
  package init?(_ board: Board) {
    guard board.width <= 10, board.height <= 10 else { return nil }
    let (width, rows) = (board.width, board.height - 2)
    let inside: UInt64 = 0xFF >> UInt64(10 - width)
    var (walls, targets, boxes): (UInt64, UInt64, UInt64) = (0, 0, 0)
    board.cells.withUnsafeBytes { bytes in
      for row in 0..<rows {
        let start = (row + 1) * width + 1
        // Eight bytes at once; on boards narrower than 5 the last load would leave the array.
        let eight =
          start + 8 <= bytes.count
          ? UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
          : (0..<width - 2).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
        let shift = UInt64(8 * row)
        walls |= (Self.lowBits(of: eight) & inside) << shift
        targets |= (Self.lowBits(of: eight >> 1) & inside) << shift
        boxes |= (Self.lowBits(of: eight >> 2) & inside) << shift
      }
    }
    let used = (inside &* 0x0101_0101_0101_0101) & (~0 >> UInt64(64 - 8 * rows))
    player = 1 << UInt64(8 * (board.player / width - 1) + board.player % width - 1)
    floor = Self.flood(from: player, within: used & ~walls)
    // A box or target out of reach breaks the board's invariant; the planes keep it all the same.
    self.targets = targets & floor
    self.boxes = boxes & floor
  }

  /// Packs the lowest bit of each byte into one byte.
  @inline(__always)
  private static func lowBits(of eight: UInt64) -> UInt64 {
    ((eight & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080) >> 56
  }

  /// The cells connected with `start` by steps within `open`.
  @inline(__always)
  package static func flood(from start: UInt64, within open: UInt64) -> UInt64 {
    var reached = start
    while true {
      let across =
        ((reached & 0x7F7F_7F7F_7F7F_7F7F) << 1) | ((reached & 0xFEFE_FEFE_FEFE_FEFE) >> 1)
      let grown = reached | ((across | reached << 8 | reached >> 8) & open)
      if grown == reached { return reached }
      reached = grown
    }
  }

  /// Swaps rows and columns of an 8x8 plane, bit `8 * r + c` with bit `8 * c + r`.
  ///
  /// Three rounds of block exchange (Warren, "Hacker's Delight", section 7-3).
  @inline(__always)
  package static func transpose(_ plane: UInt64) -> UInt64 {
    var plane = plane
    var swap = (plane ^ (plane >> 7)) & 0x00AA_00AA_00AA_00AA
    plane ^= swap ^ (swap << 7)
    swap = (plane ^ (plane >> 14)) & 0x0000_CCCC_0000_CCCC
    plane ^= swap ^ (swap << 14)
    swap = (plane ^ (plane >> 28)) & 0x0000_0000_F0F0_F0F0
    return plane ^ swap ^ (swap << 28)
  }

  /// Reverses the columns of an 8x8 plane.
  @inline(__always)
  package static func mirror(_ plane: UInt64) -> UInt64 {
    var plane = plane
    plane = ((plane >> 1) & 0x5555_5555_5555_5555) | ((plane & 0x5555_5555_5555_5555) << 1)
    plane = ((plane >> 2) & 0x3333_3333_3333_3333) | ((plane & 0x3333_3333_3333_3333) << 2)
    return ((plane >> 4) & 0x0F0F_0F0F_0F0F_0F0F) | ((plane & 0x0F0F_0F0F_0F0F_0F0F) << 4)
  }
}
