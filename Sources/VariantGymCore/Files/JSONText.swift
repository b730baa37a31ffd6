/// JSON as it is written, byte by byte.
///
/// Keys keep the order in which they are written. It is much faster than `JSONEncoder`, and meant for
/// lines that are written by the thousand; tests decode them with `JSONDecoder`.
package struct JSONText {
  /// What was written so far.
  package var bytes: [UInt8]
  @usableFromInline var needsComma = false

  @inlinable
  package init(bytes: [UInt8] = []) {
    self.bytes = bytes
  }

  @inlinable
  package mutating func object(_ fields: (inout JSONText) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
    fields(&self)
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
  }

  @inlinable
  package mutating func array<Element>(
    _ elements: [Element], _ write: (inout JSONText, Element) -> Void
  ) {
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(&self, element)
    }
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  @inlinable
  package mutating func field(_ name: String, _ value: (inout JSONText) -> Void) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    string(name)
    bytes.append(UInt8(ascii: ":"))
    value(&self)
    needsComma = true
  }

  @inlinable
  package mutating func field(_ name: String, _ text: String) { field(name) { $0.string(text) } }

  @inlinable
  package mutating func field(_ name: String, _ flag: Bool) {
    field(name) { $0.bytes.append(contentsOf: (flag ? "true" : "false").utf8) }
  }

  @inlinable
  package mutating func field(
    _ name: String, _ number: some BinaryInteger & CustomStringConvertible
  ) {
    field(name) { $0.bytes.append(contentsOf: number.description.utf8) }
  }

  /// A finite number, in the fewest digits that give it back.
  @inlinable
  package mutating func field(_ name: String, _ number: Double) {
    field(name) { $0.bytes.append(contentsOf: number.description.utf8) }
  }

  /// A value that is JSON already.
  @inlinable
  package mutating func field(_ name: String, json: some Sequence<UInt8>) {
    field(name) { $0.bytes.append(contentsOf: json) }
  }

  @inlinable
  package mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { source in
      var start = 0
      for (place, byte) in source.enumerated()
      where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        bytes.append(contentsOf: source[start..<place])
        escape(byte)
        start = place + 1
      }
      bytes.append(contentsOf: source[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
    case 0..<0x20:
      let digits = String(byte, radix: 16)
      bytes.append(contentsOf: (digits.count == 1 ? "\\u000\(digits)" : "\\u00\(digits)").utf8)
    default: bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
    }
  }
}
