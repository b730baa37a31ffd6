/// A run of a set's rows that is made without knowing any other row.
///
/// Blocks are the unit of parallel work, of shards and of resuming: a set is its blocks one after
/// another, whoever made them.
struct Block: Hashable, Sendable {
  /// The places of its rows in the set.
  let rows: Range<Int>
  /// The instances that its rows may come from.
  let instances: Range<Int>
}

extension Recipe {
  /// The rows of a block. Every instance gives at least one row, so as many instances fill it.
  static let blockSize = 250

  /// Rows that must differ from all others are one block.
  private var isOneBlock: Bool { sampling == .distinctStarts || rows <= Self.blockSize }

  /// How many blocks the set has.
  var blockCount: Int { isOneBlock ? 1 : (rows + Self.blockSize - 1) / Self.blockSize }

  /// A block of the set.
  func block(_ number: Int) -> Block {
    // Twenty draws for each distinct row are enough for any space that is not all but exhausted.
    if isOneBlock { return Block(rows: 0..<rows, instances: 0..<rows * 20) }
    let start = number * Self.blockSize
    return Block(
      rows: start..<min(start + Self.blockSize, rows), instances: start..<start + Self.blockSize)
  }
}
