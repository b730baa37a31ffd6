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

  /// The words of an answer: there is at least one, and most answers hold no more.
  public struct Utterance: Sendable {
    let first: LabelWord
    let rest: [LabelWord]
  }

  /// The labels, separated by commas.
  public func write(
    _ actions: [Direction], in state: Board, under convention: LabelSet
  ) -> String {
    actions.lazy.map { convention[$0] }.joined(separator: ", ")
  }

  /// The words of an answer.
  public func hear(_ answer: Substring) throws(ReadingError) -> Utterance {
    var answer = answer
    guard let words = answer.withUTF8(Self.words) else { throw ReadingError(.emptyAnswer) }
    return words
  }

  private static func words(of bytes: UnsafeBufferPointer<UInt8>) -> Utterance? {
    var first: LabelWord?
    var rest: [LabelWord] = []
    var place = 0
    while place < bytes.count {
      let start = place
      while place < bytes.count, separator(in: bytes, at: place, wordStart: start) == 0 {
        place += 1
      }
      if place > start {
        let word = LabelWord(UnsafeBufferPointer(rebasing: bytes[start..<place]), at: start)
        if first == nil { first = word } else { rest.append(word) }
      }
      if place < bytes.count { place += separator(in: bytes, at: place, wordStart: start) }
    }
    return first.map { Utterance(first: $0, rest: rest) }
  }

  /// The length of the separator that stands at a place; 0 where there is none.
  private static func separator(
    in bytes: UnsafeBufferPointer<UInt8>, at place: Int, wordStart: Int
  ) -> Int {
    let byte = bytes[place]
    if isSeparator(byte) { return 1 }
    let next = place + 1
    if byte == UInt8(ascii: "|"), next < bytes.count, bytes[next] == byte { return 2 }
    // One full stop may end a word, but is no word itself.
    let endsWord =
      byte == UInt8(ascii: ".") && place > wordStart
      && (next == bytes.count || isSeparator(bytes[next]))
    return endsWord ? 1 : 0
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"),
      UInt8(ascii: ","), UInt8(ascii: ";"):
      true
    default: false
    }
  }

  /// The moves that the words stand for. One word that is no label makes the answer unreadable.
  public func interpret(
    _ utterance: Utterance, in state: Board, under convention: LabelSet, horizon: Int
  ) throws(ReadingError) -> [Direction] {
    if utterance.rest.count >= horizon {
      throw ReadingError(.tooManyActions, at: utterance.rest[horizon - 1].offset)
    }
    var moves = [try convention.move(of: utterance.first)]
    for word in utterance.rest { moves.append(try convention.move(of: word)) }
    return moves
  }
}

extension LabelSet {
  fileprivate func move(of word: LabelWord) throws(ReadingError) -> Direction {
    guard let move = direction(of: word) else {
      throw ReadingError(.unknownLabel, at: word.offset)
    }
    return move
  }
}
