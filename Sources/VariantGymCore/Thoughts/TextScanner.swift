/// A place in a text, and what can be read from there on. A reader that returns `nil` may leave the
/// place anywhere; who tries several ways keeps a copy.
public struct TextScanner: Sendable {
  /// The text as UTF-8.
  public let bytes: ArraySlice<UInt8>
  /// The next byte to be read, an index into `bytes`.
  public private(set) var place: Int

  /// A scanner at the start of a text.
  public init(_ bytes: ArraySlice<UInt8>) {
    self.init(bytes, at: bytes.startIndex)
  }

  /// A scanner inside a text; what stands before its place is there to be looked at.
  public init(_ bytes: ArraySlice<UInt8>, at place: Int) {
    self.bytes = bytes
    self.place = place
  }

  /// The next byte; `nil` at the end.
  public var next: UInt8? { place < bytes.endIndex ? bytes[place] : nil }

  /// Whether all has been read.
  public var isAtEnd: Bool { place >= bytes.endIndex }

  /// Moves on by one byte.
  public mutating func advance() { place += 1 }

  /// Skips white space.
  public mutating func skipSpaces() {
    while let byte = next, TextScanner.isSpace(byte) { place += 1 }
  }

  /// Moves back by some bytes that have been read.
  public mutating func stepBack(_ count: Int) { place = max(bytes.startIndex, place - count) }

  /// Reads the given text if it comes next: letters in either case, each space for any white space.
  public mutating func read(_ text: String) -> Bool {
    let start = place
    if follow(text.utf8) { return true }
    place = start
    return false
  }

  /// Reads a whole number of at most nine digits that is not part of a longer word.
  public mutating func wholeNumber() -> Int? {
    let start = place
    var number = 0
    while let byte = next, TextScanner.isDigit(byte), place - start < 9 {
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
      place += 1
    }
    guard place > start, !(next.map(TextScanner.isWordPart) ?? false) else { return nil }
    return number
  }

  /// Reads everything up to a byte that ends it, which may be the end of the text.
  ///
  /// - Parameters:
  ///   - limit: The most bytes that are read; a longer text is none.
  ///   - ends: Whether a byte ends the text.
  /// - Returns: The bytes, at least one; `nil` if there are none or too many.
  public mutating func text(atMost limit: Int, until ends: (UInt8) -> Bool) -> ArraySlice<UInt8>? {
    let start = place
    while let byte = next, !ends(byte) {
      guard place - start < limit else { return nil }
      place += 1
    }
    return place > start ? bytes[start..<place] : nil
  }

  @usableFromInline
  mutating func literal(_ literal: [UInt8]) -> Bool { follow(literal) }

  private mutating func follow(_ literal: some Sequence<UInt8>) -> Bool {
    for byte in literal {
      if byte == UInt8(ascii: " ") {
        guard let space = next, TextScanner.isSpace(space) else { return false }
        skipSpaces()
      } else {
        guard let found = next, TextScanner.lowered(found) == TextScanner.lowered(byte) else {
          return false
        }
        place += 1
      }
    }
    return true
  }

  /// Whether a byte is ASCII white space.
  public static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (UInt8(ascii: "\t")...UInt8(ascii: "\r")).contains(byte)
  }

  /// Whether a byte is an ASCII digit.
  public static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Whether a byte belongs to a word: letters, digits, and whatever is not ASCII.
  public static func isWordPart(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return isDigit(byte) || byte >= 0x80
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter)
  }

  static func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
