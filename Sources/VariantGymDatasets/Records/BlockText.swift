import Foundation
import VariantGymCore

/// The lines of a block, with what of their content is counted.
struct BlockText: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var keys: [RowKeys] = []

  /// Makes the lines of a block.
  static func make(_ number: Int, of draw: RowDraw) throws -> BlockText {
    let maker = RecordMaker()
    var text = BlockText()
    text.bytes.reserveCapacity(Recipe.blockSize * 3000)
    try draw.forEachEpisode(of: draw.recipe.block(number)) { episode, facts in
      let record = try maker.record(of: episode, facts, recipe: draw.recipe)
      record.appendLine(to: &text.bytes)
      text.keys.append(RowKeys(identity: facts.identityKey, accepted: facts.acceptedKeys))
    }
    return text
  }

  init() {}

  /// Takes in a line that was written before, its line feed included.
  mutating func append(_ line: Data, _ keys: RowKeys) {
    bytes += line
    self.keys.append(keys)
  }
}

/// What of a row's content is counted.
struct RowKeys: Sendable {
  let identity: ContentKey
  let accepted: [ContentKey]

  init(identity: ContentKey, accepted: [ContentKey]) {
    self.identity = identity
    self.accepted = accepted
  }

  /// Finds the keys of a written line; `nil` if it is no line of a record.
  init?(ofLine line: Data) {
    // Inside a string both quotes would be escaped, so that this can only be the field.
    guard let start = line.range(of: Data("\"keys\":".utf8), options: .backwards)?.upperBound,
      line.suffix(2).elementsEqual("}\n".utf8)
    else { return nil }
    let object = line[start..<line.endIndex - 2]
    guard let keys = try? JSONDecoder().decode(Record.Keys.self, from: Data(object)) else {
      return nil
    }
    self.init(identity: keys.identity, accepted: keys.accepted)
  }
}
