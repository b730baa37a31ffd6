import Foundation
import VariantGymCore

/// The file of one set, or of a shard of it, as it is being written.
///
/// What an interrupted generation left of it is taken up again where whole blocks end.
struct SetFile {
  let draw: RowDraw
  /// The blocks that are still to be made.
  private(set) var blocks: Range<Int>
  private(set) var tally = SetTally()
  private let file: PartialFile
  private let all: Range<Int>

  init(_ draw: RowDraw, shard: Shard, folder: URL) throws {
    self.draw = draw
    all = shard.run(of: draw.recipe.blockCount)
    blocks = all
    file = try PartialFile(
      folder.appendingPathComponent("\(draw.recipe.name).jsonl"),
      tag: try Self.tag(draw.recipe, shard))
    try file.truncate(to: try recover())
  }

  /// What the bytes of the file depend on, in sixteen digits.
  static func tag(_ recipe: Recipe, _ shard: Shard) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let made = "\(libraryVersion) \(Record.schemaVersion) \(shard) "
    return String(
      SHA256.hexadecimal(of: Array(made.utf8) + (try encoder.encode(recipe))).prefix(16))
  }

  /// Counts the whole blocks of what was written before, and gives their length in bytes.
  private mutating func recover() throws -> Int {
    var lines = file.lines
    var length = 0
    while let number = blocks.first {
      var text = BlockText()
      for _ in draw.recipe.block(number).rows {
        // A line that breaks off, or that power failure left empty, ends what can be used.
        guard let line = try? lines.next(), let keys = RowKeys(ofLine: line) else { return length }
        text.append(line, keys)
      }
      tally.add(text)
      length += text.bytes.count
      blocks.removeFirst()
    }
    return length
  }

  /// The rows that were found already written.
  var rows: Int { tally.rows }

  /// The rows that the file will have.
  var totalRows: Int {
    all.isEmpty
      ? 0
      : draw.recipe.block(all.upperBound - 1).rows.upperBound
        - draw.recipe.block(all.lowerBound).rows.lowerBound
  }

  mutating func append(_ text: BlockText) throws {
    try file.append(text.bytes)
    tally.add(text)
    blocks.removeFirst()
  }

  func commit() throws -> SetSummary {
    try file.commit()
    return tally.summary(of: draw.recipe, file: file.destination.lastPathComponent)
  }
}
