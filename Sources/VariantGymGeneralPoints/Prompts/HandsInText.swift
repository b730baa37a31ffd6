/// Finds the hands in a text, what it says of face cards, and the target, by their shape.
///
/// A hand is a list of at least four cards with the same marks between any two: `K, 3, 8, A`,
/// `['K', '3', '8', 'A']`, one below the other. What a face counts is the number that follows it in
/// the same sentence. The target is the expected one where the text has this number, else the largest
/// number that is neither a card nor a value.
struct HandsInText {
  private(set) var hands: [[Card]] = []
  private(set) var values: [Card.Face: Int] = [:]
  private var numbers: [Int] = []

  /// Linear in the length of the text.
  init(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      let words = CardWord.words(of: bytes)
      let lists = Self.lists(in: words, bytes)
      var place = 0
      for list in lists {
        read(words[place..<list.lowerBound], bytes)
        place = list.upperBound
      }
      read(words[place...], bytes)
      hands = lists.map { list in words[list].compactMap(\.card) }
    }
    // J, Q and K with their values may well be introduced by a list of all letters.
    let letters = hands.filter {
      $0.allSatisfy { $0.isFace || $0 == .number(1) } && Set($0).count == 4
    }
    if letters.count < hands.count { hands.removeAll(where: letters.contains) }
  }

  /// What faces count, if the text says it of at least one; the others count as in base.
  var rule: FaceRule? {
    guard !values.isEmpty else { return nil }
    let base = Dictionary(uniqueKeysWithValues: FaceRule.base.values.map { ($0.face, $0.value) })
    return try? FaceRule(base.merging(values) { $1 })
  }

  /// What hands are to make.
  func target(expected: Int) -> Int {
    numbers.contains(expected) ? expected : numbers.max() ?? expected
  }

  /// Lists of at least four cards, as ranges of words.
  private static func lists(
    in words: [CardWord], _ text: UnsafeBufferPointer<UInt8>
  ) -> [Range<Int>] {
    var lists: [Range<Int>] = []
    var start = 0
    while start < words.count {
      var end = start + 1
      if words[start].card != nil {
        while end < words.count, words[end].card != nil, isListed(words, end, from: start, text) {
          end += 1
        }
        // Before the last card a word may stand in place of the mark.
        let last = end + 1
        if end - start >= 3, last < words.count, words[end].isConjunction, words[last].card != nil,
          words[end].isCloseToNeighbours(in: text)
        {
          end = last + 1
        }
      }
      if end - start >= 4 {
        lists.append(start..<end)
        start = end
      } else {
        // The last card may begin a list with other marks.
        start = max(start + 1, end - 1)
      }
    }
    return lists
  }

  private static func isListed(
    _ words: [CardWord], _ place: Int, from start: Int, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let gap = text[words[place - 1].bytes.upperBound..<words[place].bytes.lowerBound]
    let first = text[words[start].bytes.upperBound..<words[start + 1].bytes.lowerBound]
    return gap.allSatisfy(\.isListMark) && gap.elementsEqual(first)
  }

  /// Reads what stands between two hands: values of faces, and other numbers.
  private mutating func read(_ words: ArraySlice<CardWord>, _ text: UnsafeBufferPointer<UInt8>) {
    var open: [Card] = []
    var since = 0
    var place = words.startIndex
    while place < words.endIndex {
      let word = words[place]
      since += 1
      if place > words.startIndex {
        let gap = text[words[place - 1].bytes.upperBound..<word.bytes.lowerBound]
        if since > Self.reach || gap.contains(where: \.endsSentence) { open = [] }
      }
      if let number = word.number {
        if open.isEmpty {
          numbers.append(number)
        } else {
          let list = words[place...].prefix { $0.number != nil || $0.isConjunction }
          let values = list.lazy.compactMap(\.number).prefix(open.count + 1)
          if values.count == open.count {
            for (card, value) in zip(open, values) { learn(card, value) }
            place = list.endIndex - 1
          } else {
            for card in open { learn(card, number) }
          }
          open = []
        }
      } else if let card = word.face ?? word.card {
        open.append(card)
        since = 0
      }
      place += 1
    }
  }

  /// How many words may stand between a face and its value.
  private static let reach = 8

  private mutating func learn(_ card: Card, _ value: Int) {
    switch card {
    case .face(let face): if (0...99).contains(value), values[face] == nil { values[face] = value }
    // "A calculation that makes 24" does not speak of a card.
    case .number(let number): if value != number { numbers.append(value) }
    }
  }
}

/// A word of a text that may be a card.
private struct CardWord {
  let bytes: Range<Int>
  /// The card that the word is, as a card is printed.
  let card: Card?
  /// The face that the word names.
  let face: Card?
  let number: Int?
  let isConjunction: Bool

  init(_ bytes: Range<Int>, of text: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    let word = UnsafeBufferPointer(rebasing: text[bytes])
    var (card, face, number, isConjunction): (Card?, Card?, Int?, Bool) = (nil, nil, nil, false)
    if word.count <= 6, word.allSatisfy({ 0x30...0x39 ~= $0 }) {
      number = word.reduce(0) { 10 * $0 + Int($1 - 0x30) }
      if (1...99).contains(number!) { card = .number(number!) }
    } else {
      switch word.count {
      case 1:
        switch word[0] {
        case UInt8(ascii: "A"): card = .number(1)
        case UInt8(ascii: "J"): card = .face(.jack)
        case UInt8(ascii: "Q"): card = .face(.queen)
        case UInt8(ascii: "K"): card = .face(.king)
        default: break
        }
      case 3...6 where Self.initials.contains(word[0] | 0x20):
        let text = String(decoding: word, as: UTF8.self).lowercased()
        face = Self.faces[text].map(Card.face)
        isConjunction = text == "and" || text == "und"
      default: break
      }
    }
    (self.card, self.face, self.number, self.isConjunction) = (card, face, number, isConjunction)
  }

  /// The first letters of all words that matter.
  private static let initials = Array("ajkqu".utf8)

  private static let faces: [String: Card.Face] = [
    "jack": .jack, "jacks": .jack, "queen": .queen, "queens": .queen, "king": .king, "kings": .king,
  ]

  static func words(of text: UnsafeBufferPointer<UInt8>) -> [CardWord] {
    var words: [CardWord] = []
    var place = 0
    while place < text.count {
      let start = place
      while place < text.count, text[place].isLetterOrDigit { place += 1 }
      if place > start { words.append(CardWord(start..<place, of: text)) } else { place += 1 }
    }
    return words
  }

  /// Whether nothing but marks of lists parts the word from those beside it.
  func isCloseToNeighbours(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    let before = text[..<bytes.lowerBound].reversed().prefix { !$0.isLetterOrDigit }
    let behind = text[bytes.upperBound...].prefix { !$0.isLetterOrDigit }
    return before.allSatisfy(\.isListMark) && behind.allSatisfy(\.isListMark)
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
    default: false
    }
  }

  fileprivate var isListMark: Bool {
    switch self {
    case 0x20, 0x0A, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "'"), UInt8(ascii: "\""),
      UInt8(ascii: "`"):
      true
    default: false
    }
  }

  fileprivate var endsSentence: Bool {
    switch self {
    case 0x0A, UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): true
    default: false
    }
  }
}
