public import VariantGymCore

/// Answers of labels, one or several: `Up`, or `Up, Left, Left`.
///
/// Labels are separated by white space, `,`, `;` or `||`; one full stop may follow a label. Labels
/// of two letters or more are read in any case, emoji with or without their variation selector.
public struct SokobanReplyFormat: ReplyFormat {
  /// Sokoban.
  public typealias E = SokobanRules

  /// A format.
  public init() {}

  /// The labels, separated by commas.
  public func write(
    _ actions: [Direction], in state: Board, under convention: LabelSet
  ) -> String {
    actions.lazy.map { convention[$0] }.joined(separator: ", ")
  }

  /// The words of an answer.
  public func hear(_ answer: Substring) throws(ReadingError) -> [LabelWord] {
    var words: [LabelWord] = []
    var start: String.Index?
    var offset = 0
    var index = answer.startIndex
    let bytes = answer.utf8
    func finish(at end: String.Index) {
      guard let first = start else { return }
      let word = LabelWord(
        String(answer[first..<end]), at: offset - bytes.distance(from: first, to: end))
      words.append(word)
      start = nil
    }
    while index < answer.endIndex {
      let byte = bytes[index]
      let next = bytes.index(after: index)
      let isBar = byte == Byte.bar && next < answer.endIndex && bytes[next] == Byte.bar
      let endsSentence =
        byte == Byte.fullStop && start != nil
        && (next == answer.endIndex || Byte.separates(bytes[next]))
      if Byte.separates(byte) || isBar || endsSentence {
        finish(at: index)
        if isBar {
          offset += 1
          index = next
        }
      } else if start == nil {
        start = index
      }
      offset += 1
      index = bytes.index(after: index)
    }
    finish(at: answer.endIndex)
    guard !words.isEmpty else { throw ReadingError(.emptyAnswer) }
    return words
  }

  /// The moves that the words stand for. One word that is no label makes the answer unreadable.
  public func interpret(
    _ utterance: [LabelWord], in state: Board, under convention: LabelSet, horizon: Int
  ) throws(ReadingError) -> [Direction] {
    if utterance.count > horizon {
      throw ReadingError(.tooManyActions, at: utterance[horizon].offset)
    }
    var moves: [Direction] = []
    moves.reserveCapacity(utterance.count)
    for word in utterance {
      guard let move = convention.direction(of: word) else {
        throw ReadingError(.unknownLabel, at: word.offset)
      }
      moves.append(move)
    }
    return moves
  }
}

private enum Byte {
  static let bar = UInt8(ascii: "|")
  static let fullStop = UInt8(ascii: ".")

  static func separates(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"),
      UInt8(ascii: ","), UInt8(ascii: ";"):
      true
    default: false
    }
  }
}
