import VariantGymCore

/// Reads the strings, bare words and marks of an object from left to right.
///
/// The bytes may be any random-access collection, so that a test can count how often they are
/// looked at. What is read are places in them; nothing is copied.
struct ScalarReader<Bytes: RandomAccessCollection<UInt8>> where Bytes.Index == Int {
  /// The place of a string or a bare word.
  struct Scalar {
    let range: Range<Int>
    let isEscaped: Bool
  }

  let bytes: Bytes
  private(set) var place: Int

  init(_ bytes: Bytes, from place: Int) {
    self.bytes = bytes
    self.place = place
  }

  /// The next byte that is no white space. An object cannot end without its brace.
  mutating func next() throws(ReadingError) -> UInt8 {
    while place < bytes.endIndex {
      let byte = bytes[place]
      if !byte.isSpace { return byte }
      place += 1
    }
    throw ReadingError(.malformedObject, at: place)
  }

  mutating func skip(_ byte: UInt8) throws(ReadingError) {
    guard try next() == byte else { throw ReadingError(.malformedObject, at: place) }
    place += 1
  }

  /// A quoted string, or a bare word that ends before the given byte, a comma or a brace.
  mutating func scalar(before stop: UInt8) throws(ReadingError) -> Scalar {
    let quote = try next()
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") { return try quoted(by: quote) }
    let start = place
    var end = place
    while place < bytes.endIndex, case let byte = bytes[place],
      byte != stop, byte != UInt8(ascii: ","), byte != UInt8(ascii: "}")
    {
      place += 1
      if !byte.isSpace { end = place }
    }
    guard end > start else { throw ReadingError(.malformedObject, at: start) }
    return Scalar(range: start..<end, isEscaped: false)
  }

  /// The next item of the list that is being read, or `nil` behind its closing bracket.
  mutating func item() throws(ReadingError) -> Scalar? {
    let bracket = UInt8(ascii: "]")
    if try next() == bracket {
      place += 1
      return nil
    }
    let item = try scalar(before: bracket)
    switch try next() {
    case UInt8(ascii: ","): place += 1
    case bracket: break
    default: throw ReadingError(.malformedObject, at: place)
    }
    return item
  }

  private mutating func quoted(by quote: UInt8) throws(ReadingError) -> Scalar {
    let start = place + 1
    var end = start
    var isEscaped = false
    while end < bytes.endIndex {
      let byte = bytes[end]
      if byte == quote {
        place = end + 1
        return Scalar(range: start..<end, isEscaped: isEscaped)
      }
      if byte == UInt8(ascii: "\\") {
        isEscaped = true
        end += 1
      }
      end += 1
    }
    throw ReadingError(.malformedObject, at: place)
  }
}

extension UInt8 {
  /// Whether the byte is ASCII white space.
  var isSpace: Bool { self == 0x20 || 0x09...0x0D ~= self }
}
