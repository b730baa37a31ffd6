/// A word of a text, or a mark between words, as a place in its bytes.
struct PromptWord {
  let bytes: Range<Int>
  /// The same for words that differ in nothing but the case of letters.
  let digest: UInt64
  /// How far the word parts what stands on its two sides; `none` for a word proper.
  let gap: Gap

  enum Gap: Int, Comparable {
    case none, mark, cell, comma, sentence, line

    static func < (first: Gap, second: Gap) -> Bool { first.rawValue < second.rawValue }
  }

  init(_ range: Range<Int>, of text: UnsafeBufferPointer<UInt8>, gap: Gap = .none) {
    bytes = range
    digest = Self.digest(of: UnsafeBufferPointer(rebasing: text[range]))
    self.gap = gap
  }

  private static func digest(of bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    // FNV-1a, of 64 bits (Fowler, Noll and Vo); words are short.
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      // U+FE0F stands behind some arrows and not behind others that look the same.
      if byte == 0xEF, place + 1 < bytes.count, bytes[place] == 0xB8, bytes[place + 1] == 0x8F {
        place += 2
        continue
      }
      let folded = 0x41...0x5A ~= byte ? byte | 0x20 : byte
      digest = (digest ^ UInt64(folded)) &* 0x100_0000_01B3
    }
    return digest
  }

  static func digest(of text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { digest(of: $0) }
  }

  /// The direction that the word names, and how unlikely it is that the word is a label itself.
  private var naming: (direction: Direction, doubt: Int)? {
    gap == .none ? Self.directions[digest] : nil
  }

  /// The direction that the word names.
  var direction: Direction? { naming?.direction }

  /// 0 for a word that names no direction, and for those that serve as labels; 1 for base labels, by
  /// which meanings are told as well; 2 for words that are never labels of the library.
  var doubtAsLabel: Int { naming?.doubt ?? 0 }

  private static let directions: [UInt64: (direction: Direction, doubt: Int)] = {
    let names: [(Direction, [[String]])] = [
      (.up, [["north", "↑", "⬆"], ["up"], ["upward", "upwards", "above", "oben", "aufwärts"]]),
      (
        .down,
        [["south", "↓", "⬇"], ["down"], ["downward", "downwards", "below", "unten", "abwärts"]]
      ),
      (.left, [["west", "←", "⬅"], ["left"], ["leftward", "leftwards", "links"]]),
      (.right, [["east", "→", "➡"], ["right"], ["rightward", "rightwards", "rechts"]]),
    ]
    var directions: [UInt64: (Direction, Int)] = [:]
    for (direction, names) in names {
      for (doubt, names) in names.enumerated() {
        for name in names { directions[digest(of: name)] = (direction, doubt) }
      }
    }
    return directions
  }()

  /// Whether the word is one of those that join the parts of a list.
  var isConjunction: Bool { Self.conjunctions.contains(digest) }

  private static let conjunctions = Set(["and", "or", "und", "oder"].map { digest(of: $0) })
}

extension PromptWord {
  /// The words of a text. A line ends with a word of its own, and so do marks at the edges of words.
  static func words(of text: UnsafeBufferPointer<UInt8>) -> [PromptWord] {
    var words: [PromptWord] = []
    words.reserveCapacity(text.count / 4)
    var place = 0
    while place < text.count {
      let byte = text[place]
      if byte == 0x0A {
        words.append(PromptWord(place..<place + 1, of: text, gap: .line))
        place += 1
      } else if byte <= 0x20 {
        place += 1
      } else {
        let start = place
        while place < text.count, text[place] > 0x20 { place += 1 }
        append(start..<place, of: text, to: &words)
      }
    }
    return words
  }

  private static func append(
    _ range: Range<Int>, of text: UnsafeBufferPointer<UInt8>, to words: inout [PromptWord]
  ) {
    var (start, end) = (range.lowerBound, range.upperBound)
    skipMarks(&start, before: end, of: text, to: &words)
    let inside = end
    while let mark = mark(in: text, endingAt: end), end - mark.length > start { end -= mark.length }
    // `1=up` is two words and a mark. What stands before a sign holds none itself.
    while let sign = text[start..<end].firstIndex(where: isSign), sign > start, sign + 1 < end {
      append(start..<sign, of: text, to: &words)
      words.append(PromptWord(sign..<sign + 1, of: text, gap: .mark))
      start = sign + 1
      skipMarks(&start, before: end, of: text, to: &words)
    }
    let whole = mark(in: text, at: start)
    let gap = whole?.length == end - start ? whole!.gap : .none
    words.append(PromptWord(start..<end, of: text, gap: gap))
    while end < inside, let mark = mark(in: text, at: end) {
      words.append(PromptWord(end..<end + mark.length, of: text, gap: mark.gap))
      end += mark.length
    }
  }

  private static func skipMarks(
    _ start: inout Int, before end: Int, of text: UnsafeBufferPointer<UInt8>,
    to words: inout [PromptWord]
  ) {
    while let mark = mark(in: text, at: start), start + mark.length < end {
      words.append(PromptWord(start..<start + mark.length, of: text, gap: mark.gap))
      start += mark.length
    }
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":")
  }

  private typealias Mark = (length: Int, gap: Gap)

  private static func mark(in text: UnsafeBufferPointer<UInt8>, at place: Int) -> Mark? {
    switch text[place] {
    case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
      return (1, .mark)
    case UInt8(ascii: "|"): return (1, .cell)
    case UInt8(ascii: ","), UInt8(ascii: ";"): return (1, .comma)
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return (1, .sentence)
    case 0xE2:
      // Quotation marks from U+2018 to U+201F.
      let isQuote =
        place + 2 < text.count && text[place + 1] == 0x80 && 0x98...0x9F ~= text[place + 2]
      return isQuote ? (3, .mark) : nil
    default: return nil
    }
  }

  private static func mark(in text: UnsafeBufferPointer<UInt8>, endingAt end: Int) -> Mark? {
    if let mark = mark(in: text, at: end - 1) { return mark }
    guard end >= 3, let mark = mark(in: text, at: end - 3), mark.length == 3 else { return nil }
    return mark
  }
}
