import VariantGym

/// Answers of one word or several: `north`, or `north, east`. A full stop may end a word.
public struct LakeReplyFormat: ReplyFormat {
  /// The environment.
  public typealias E = LakeRules

  /// A word as it was heard, and where it begins, in bytes from the start of the answer.
  public struct Word: Sendable {
    let text: String
    let offset: Int
  }

  /// The words, set apart by spaces.
  public func write(_ actions: [Move], in state: Lake, under convention: Signs) -> String {
    actions.map { convention[$0] }.joined(separator: " ")
  }

  /// The words of an answer.
  public func hear(_ answer: Substring) throws(ReadingError) -> [Word] {
    let words = answer.utf8.split { " ,;\n\r\t".utf8.contains($0) }.map { bytes in
      Word(
        // 3.1 is a number, and no two moves.
        text: String(
          decoding: bytes.last == UInt8(ascii: ".") ? bytes.dropLast() : bytes, as: UTF8.self),
        offset: answer.utf8.distance(from: answer.startIndex, to: bytes.startIndex))
    }
    if words.isEmpty { throw ReadingError(.emptyAnswer) }
    return words
  }

  /// The moves that the words stand for.
  public func interpret(
    _ utterance: [Word], in state: Lake, under convention: Signs, horizon: Int
  ) throws(ReadingError) -> [Move] {
    if utterance.count > horizon {
      throw ReadingError(.tooManyActions, at: utterance[horizon].offset)
    }
    var moves: [Move] = []
    for word in utterance {
      guard let move = convention.move(of: word.text) else {
        throw ReadingError(.unknownLabel, at: word.offset)
      }
      moves.append(move)
    }
    return moves
  }
}
