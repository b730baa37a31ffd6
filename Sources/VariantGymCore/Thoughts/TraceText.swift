/// A text under way, written like a string: `text += "Go \(direction.name) to \(place)."`
///
/// Thoughts are written by the hundred thousand, and most of their pieces are a few bytes long: here
/// such a piece is appended as bytes and is never a string of its own.
package struct TraceText: Sendable {
  @usableFromInline var bytes: [UInt8] = []

  /// The empty text.
  @inlinable
  package init() {}

  /// The text as a string.
  @inlinable
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Appends a piece.
  @inlinable
  package static func += (text: inout TraceText, piece: TraceText) {
    text.bytes += piece.bytes
  }

  /// A line end, where there is a line before.
  @inlinable
  package mutating func beginLine() {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
  }
}

extension TraceText: ExpressibleByStringInterpolation, StringInterpolationProtocol {
  /// A text without anything to be filled in.
  @inlinable
  package init(stringLiteral literal: StaticString) {
    appendLiteral(literal)
  }

  /// A text with everything filled in.
  @inlinable
  package init(stringInterpolation text: TraceText) {
    self = text
  }

  /// An empty text with room for what is to be written.
  @inlinable
  package init(literalCapacity: Int, interpolationCount: Int) {
    bytes.reserveCapacity(literalCapacity + 8 * interpolationCount)
  }

  /// Appends what stands between the things that are filled in.
  @inlinable
  package mutating func appendLiteral(_ literal: StaticString) {
    literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Appends a piece.
  @inlinable
  package mutating func appendInterpolation(_ piece: TraceText) {
    bytes += piece.bytes
  }

  /// Appends a string.
  @inlinable
  package mutating func appendInterpolation(_ string: String) {
    bytes.append(contentsOf: string.utf8)
  }

  /// Appends a number in decimals.
  @inlinable
  package mutating func appendInterpolation(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var rest = number.magnitude
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  /// Appends several things with something between them, and something else before the last.
  ///
  /// - Parameter last: What stands before the last; by default what stands before the others.
  @inlinable
  package mutating func appendInterpolation<Item>(
    _ items: [Item], _ separator: StaticString, last: StaticString? = nil,
    _ append: (inout TraceText, Item) -> Void
  ) {
    for (place, item) in items.enumerated() {
      if place > 0 {
        appendLiteral(place == items.count - 1 ? last ?? separator : separator)
      }
      append(&self, item)
    }
  }
}
