import VariantGymCore

/// Reads the object of an answer, forgiving what a careful person would forgive: text or a code
/// fence around it, single quotes, missing quotes, trailing commas.
///
/// Where an answer holds several objects, the last one counts. Linear in the length of the answer.
struct TolerantObject {
  /// A string or a bare word, and where it stands.
  struct Scalar {
    let bytes: [UInt8]
    let range: Range<Int>

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  private(set) var scalars: [(key: String, value: Scalar)] = []
  private(set) var lists: [(key: String, value: [Scalar])] = []

  private let bytes: [UInt8]
  private var place: Int

  init(lastIn bytes: [UInt8]) throws(ReadingError) {
    self.bytes = bytes
    guard let end = bytes.lastIndex(of: UInt8(ascii: "}")),
      let start = bytes[..<end].lastIndex(of: UInt8(ascii: "{"))
    else { throw ReadingError(.noObject) }
    place = start + 1
    try readFields(before: end)
  }

  /// The value of a key; where a key stands twice, the last one counts.
  func scalar(_ key: String) -> Scalar? { scalars.last { $0.key == key }?.value }

  /// The list of a key; where a key stands twice, the last one counts.
  func list(_ key: String) -> [Scalar]? { lists.last { $0.key == key }?.value }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private mutating func readFields(before end: Int) throws(ReadingError) {
    while true {
      skipSpace()
      if place >= end { return }
      let key = try scalar(before: end, stops: Stops.key).text.lowercased()
      skipSpace()
      guard place < end, bytes[place] == UInt8(ascii: ":") else {
        throw ReadingError(.malformedObject, at: place)
      }
      place += 1
      skipSpace()
      guard place < end else { throw ReadingError(.malformedObject, at: place) }
      if bytes[place] == UInt8(ascii: "[") {
        place += 1
        lists.append((key, try listItems(before: end)))
      } else {
        scalars.append((key, try scalar(before: end, stops: Stops.field)))
      }
      skipSpace()
      if place >= end { return }
      guard bytes[place] == UInt8(ascii: ",") else {
        throw ReadingError(.malformedObject, at: place)
      }
      place += 1
    }
  }

  private mutating func listItems(before end: Int) throws(ReadingError) -> [Scalar] {
    var items: [Scalar] = []
    while true {
      skipSpace()
      guard place < end else { throw ReadingError(.malformedObject, at: place) }
      if bytes[place] == UInt8(ascii: "]") {
        place += 1
        return items
      }
      items.append(try scalar(before: end, stops: Stops.item))
      skipSpace()
      guard place < end else { throw ReadingError(.malformedObject, at: place) }
      if bytes[place] == UInt8(ascii: ",") {
        place += 1
      } else if bytes[place] != UInt8(ascii: "]") {
        throw ReadingError(.malformedObject, at: place)
      }
    }
  }

  private enum Stops {
    static let key = UInt8(ascii: ":")
    static let field = UInt8(ascii: ",")
    static let item = UInt8(ascii: "]")
  }

  /// A quoted string, or a bare word that ends before a comma, the given stop, or the object.
  private mutating func scalar(before end: Int, stops: UInt8) throws(ReadingError) -> Scalar {
    let quote = bytes[place]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      return try quoted(by: quote, before: end)
    }
    let start = place
    while place < end, bytes[place] != stops, bytes[place] != UInt8(ascii: ",") { place += 1 }
    var last = place
    while last > start, Self.isSpace(bytes[last - 1]) { last -= 1 }
    guard last > start else { throw ReadingError(.malformedObject, at: start) }
    return Scalar(bytes: Array(bytes[start..<last]), range: start..<last)
  }

  private mutating func quoted(
    by quote: UInt8, before end: Int
  ) throws(ReadingError) -> Scalar {
    let start = place + 1
    var content: [UInt8] = []
    place = start
    while place < end {
      let byte = bytes[place]
      if byte == quote {
        let range = start..<place
        place += 1
        return Scalar(bytes: content, range: range)
      }
      // No field of an answer needs other escapes than of quotes, slashes and backslashes.
      if byte == UInt8(ascii: "\\"), place + 1 < end {
        place += 1
      }
      content.append(bytes[place])
      place += 1
    }
    throw ReadingError(.malformedObject, at: start - 1)
  }

  private mutating func skipSpace() {
    while place < bytes.endIndex, Self.isSpace(bytes[place]) { place += 1 }
  }
}
