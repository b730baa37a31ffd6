import VariantGymCore

/// Reads the object of an answer, forgiving what a careful person would forgive: text, a code fence
/// or further braces around it, single quotes, missing quotes, trailing commas.
///
/// Where an answer holds several objects, the last one counts. It begins at the last `{` that a `}`
/// follows, and ends at the first `}` outside quotes. Linear in the length of the answer. What is
/// read are places in the answer; texts are made of the few that are asked for.
struct TolerantObject {
  /// The place of a string or a bare word.
  struct Scalar {
    let range: Range<Int>
    let isEscaped: Bool
  }

  /// The value of `formula`, unless that is a list.
  private(set) var formula: Scalar?

  private let bytes: [UInt8]
  private var place: Int
  private var items: [Scalar] = []
  // Where the lists stand in `items`; where a key stands twice, the last one counts.
  private var cardItems: Range<Int>?
  private var numberItems: Range<Int>?
  private var numbersItems: Range<Int>?

  init(lastIn bytes: [UInt8]) throws(ReadingError) {
    self.bytes = bytes
    guard let end = bytes.lastIndex(of: UInt8(ascii: "}")),
      let start = bytes[..<end].lastIndex(of: UInt8(ascii: "{"))
    else { throw ReadingError(.noObject) }
    place = start + 1
    items.reserveCapacity(12)
    try readFields()
  }

  /// The list `cards`, `nil` if there is none.
  var cards: ArraySlice<Scalar>? { cardItems.map { items[$0] } }

  /// The list `number`, which `numbers` may stand for; `nil` if there is neither.
  var numbers: ArraySlice<Scalar>? { (numberItems ?? numbersItems).map { items[$0] } }

  /// The bytes of a scalar, its escapes undone.
  func content(_ scalar: Scalar) -> ArraySlice<UInt8> {
    scalar.isEscaped ? unescaped(bytes[scalar.range])[...] : bytes[scalar.range]
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}

// MARK: - Reading

extension TolerantObject {
  private static let close = UInt8(ascii: "}")
  private static let comma = UInt8(ascii: ",")

  private mutating func readFields() throws(ReadingError) {
    while true {
      if try next() == Self.close { return }
      let key = try scalar(before: UInt8(ascii: ":"))
      try skip(UInt8(ascii: ":"))
      if try next() == UInt8(ascii: "[") {
        place += 1
        let list = try list()
        if isKey(key, "cards") {
          cardItems = list
        } else if isKey(key, "number") {
          numberItems = list
        } else if isKey(key, "numbers") {
          numbersItems = list
        }
      } else {
        let value = try scalar(before: Self.comma)
        if isKey(key, "formula") { formula = value }
      }
      if try next() == Self.close { return }
      try skip(Self.comma)
    }
  }

  /// Reads the items of a list, and gives their places in `items`.
  private mutating func list() throws(ReadingError) -> Range<Int> {
    let first = items.count
    let bracket = UInt8(ascii: "]")
    while true {
      if try next() != bracket {
        items.append(try scalar(before: bracket))
        if try next() == Self.comma {
          place += 1
          continue
        }
      }
      try skip(bracket)
      return first..<items.count
    }
  }

  /// The next byte that is no white space. An object cannot end without its brace.
  private mutating func next() throws(ReadingError) -> UInt8 {
    while place < bytes.count, Self.isSpace(bytes[place]) { place += 1 }
    guard place < bytes.count else { throw ReadingError(.malformedObject, at: place) }
    return bytes[place]
  }

  private mutating func skip(_ byte: UInt8) throws(ReadingError) {
    guard try next() == byte else { throw ReadingError(.malformedObject, at: place) }
    place += 1
  }

  /// A quoted string, or a bare word that ends before the given byte, a comma or a brace.
  private mutating func scalar(before stop: UInt8) throws(ReadingError) -> Scalar {
    let quote = bytes[place]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") { return try quoted(by: quote) }
    let start = place
    while place < bytes.count, case let byte = bytes[place],
      byte != stop, byte != Self.comma, byte != Self.close
    {
      place += 1
    }
    var last = place
    while last > start, Self.isSpace(bytes[last - 1]) { last -= 1 }
    guard last > start else { throw ReadingError(.malformedObject, at: start) }
    return Scalar(range: start..<last, isEscaped: false)
  }

  private mutating func quoted(by quote: UInt8) throws(ReadingError) -> Scalar {
    place += 1
    let start = place
    var isEscaped = false
    while place < bytes.count {
      let byte = bytes[place]
      if byte == quote {
        place += 1
        return Scalar(range: start..<(place - 1), isEscaped: isEscaped)
      }
      if byte == UInt8(ascii: "\\") {
        isEscaped = true
        place += 1
      }
      place += 1
    }
    throw ReadingError(.malformedObject, at: start - 1)
  }

  /// Whether a key is the given lower-case word, in any case.
  private func isKey(_ key: Scalar, _ word: StaticString) -> Bool {
    guard !key.isEscaped, key.range.count == word.utf8CodeUnitCount else { return false }
    return key.range.enumerated().allSatisfy { bytes[$1] | 0x20 == word.utf8Start[$0] }
  }
}

// MARK: - Escapes

extension TolerantObject {
  /// Undoes the escapes of a JSON string; after any other backslash a character stands for itself.
  private func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var content: [UInt8] = []
    var place = text.startIndex
    while place < text.endIndex {
      var byte = text[place]
      place += 1
      if byte == UInt8(ascii: "\\"), place < text.endIndex {
        byte = text[place]
        place += 1
        switch byte {
        case UInt8(ascii: "n"): byte = UInt8(ascii: "\n")
        case UInt8(ascii: "r"): byte = UInt8(ascii: "\r")
        case UInt8(ascii: "t"): byte = UInt8(ascii: "\t")
        case UInt8(ascii: "u"):
          if let unit = hexadecimal(text[place...].prefix(4)) {
            // No symbol of the game lies beyond the first plane, so halves of pairs are garbage.
            let scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
            content.append(contentsOf: Unicode.UTF8.encode(scalar) ?? .init())
            place += 4
            continue
          }
        default: break
        }
      }
      content.append(byte)
    }
    return content
  }

  private func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt16? {
    guard digits.count == 4 else { return nil }
    var unit: UInt16 = 0
    for digit in digits {
      guard let value = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
      unit = unit << 4 | UInt16(value)
    }
    return unit
  }
}
