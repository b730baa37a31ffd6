/// A text under way, written like a string: `text += "Go \(direction.name) to \(place)."`
///
/// Thoughts are written by the hundred thousand, and most of their pieces are a few bytes long: here
/// such a piece is appended as bytes and is never a string of its own.
package struct TraceText: Sendable {
  private var bytes: [UInt8] = []

  /// The empty text, with room for so many bytes.
  package init(capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  /// The text as a string.
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Appends a piece.
  package static func += (text: inout TraceText, piece: TraceText) {
    text.bytes += piece.bytes
  }

  /// A line end, where there is a line before.
  package mutating func beginLine() {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
  }
}

extension TraceText: ExpressibleByStringInterpolation, StringInterpolationProtocol {
  /// A text without anything to be filled in.
  package init(stringLiteral literal: StaticString) {
    appendLiteral(literal)
  }

  /// A text with everything filled in.
  package init(stringInterpolation text: TraceText) {
    self = text
  }

  /// An empty text with room for what is to be written.
  package init(literalCapacity: Int, interpolationCount: Int) {
    bytes.reserveCapacity(literalCapacity + 8 * interpolationCount)
  }

  /// Appends what stands between the things that are filled in.
  package mutating func appendLiteral(_ literal: StaticString) {
    literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Appends a piece.
  package mutating func appendInterpolation(_ piece: TraceText) {
    bytes += piece.bytes
  }

  /// Appends a string.
  package mutating func appendInterpolation(_ string: String) {
    bytes.append(contentsOf: string.utf8)
  }

  /// Appends a number in decimals.
  package mutating func appendInterpolation(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var rest = number.magnitude
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    if bytes.count > start + 1 { bytes[start...].reverse() }
  }
}
