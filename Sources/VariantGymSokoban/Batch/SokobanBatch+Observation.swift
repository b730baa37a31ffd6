internal import SokobanBatchKernels

extension SokobanBatch {
  /// How many planes an observation has: walls, targets, boxes and the player, in this order.
  public static let planeCount = 4

  /// Writes what every lane shows, one word a plane.
  ///
  /// - Parameter words: Has room for `planeCount * lanes` words and receives them plane by plane:
  ///   shape `[4][lanes]`. Bit `8 * r + c` of a word is the cell in row `r + 1` and column `c + 1`
  ///   of the board; cells beyond the board are walls.
  ///
  /// Takes time linear in the number of lanes, and allocates nothing.
  public func observe(into words: UnsafeMutableBufferPointer<UInt64>) {
    precondition(words.count == Self.planeCount * lanes, "four words a lane")
    planes.withUnsafeBufferPointer { planes in
      words.baseAddress!.update(from: planes.baseAddress!, count: planes.count)
    }
  }

  /// Writes what every lane shows, one word a plane; see the version on buffers.
  public func observe(into words: inout [UInt64]) {
    words.withUnsafeMutableBufferPointer { observe(into: $0) }
  }

  /// Writes what every lane shows, one byte a cell: 1 where the plane holds it, 0 elsewhere.
  ///
  /// - Parameter bytes: Has room for `256 * lanes` bytes, and receives them with the shape
  ///   `[lanes][4][8][8]`: lane, plane, row and column of the cells inside the outer walls.
  ///
  /// Takes time linear in the number of lanes, and allocates nothing.
  public func observe(into bytes: UnsafeMutableBufferPointer<UInt8>) {
    precondition(bytes.count == 64 * Self.planeCount * lanes, "256 bytes a lane")
    planes.withUnsafeBufferPointer { planes in
      let planes = planes.baseAddress!
      let done =
        engine == .fastest
        ? Int(
          sokoban_batch_spread(planes, Int64(lanes), Int64(lanes), bytes.baseAddress!)) : 0
      let rows = UnsafeMutableRawPointer(bytes.baseAddress!)
      for lane in done..<lanes {
        for plane in 0..<Self.planeCount {
          let word = planes[plane &* lanes &+ lane]
          for row in 0..<8 {
            let cells = Self.spread(UInt8(truncatingIfNeeded: word &>> UInt64(8 &* row)))
            (rows + 8 &* (8 &* (Self.planeCount &* lane &+ plane) &+ row))
              .storeBytes(of: cells.littleEndian, as: UInt64.self)
          }
        }
      }
    }
  }

  /// Writes what every lane shows, one byte a cell; see the version on buffers.
  public func observe(into bytes: inout [UInt8]) {
    bytes.withUnsafeMutableBufferPointer { observe(into: $0) }
  }

  /// One byte for each bit, the lowest first.
  @inline(__always)
  private static func spread(_ row: UInt8) -> UInt64 {
    let copies = UInt64(row) &* 0x0101_0101_0101_0101
    // Byte i keeps bit i only; adding 0x7F carries it, wherever it stands, into the byte's top bit.
    let single = copies & 0x8040_2010_0804_0201
    return ((single &+ 0x7F7F_7F7F_7F7F_7F7F) >> 7) & 0x0101_0101_0101_0101
  }
}
