/// The escapes of a JSON string.
package enum Escapes {
  /// Undoes them; after any other backslash a character stands for itself.
  package static func undone(in text: some Collection<UInt8>) -> [UInt8] {
    var content: [UInt8] = []
    var rest = text[...]
    while var byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() {
        switch escaped {
        case UInt8(ascii: "n"): byte = UInt8(ascii: "\n")
        case UInt8(ascii: "r"): byte = UInt8(ascii: "\r")
        case UInt8(ascii: "t"): byte = UInt8(ascii: "\t")
        case UInt8(ascii: "u"):
          if let unit = hexadecimal(rest.prefix(4)) {
            rest = rest.dropFirst(4)
            var scalar = Unicode.Scalar(unit)
            // What lies beyond the first plane takes two escapes; half of such a pair is garbage.
            if UTF16.isLeadSurrogate(unit), rest.starts(with: "\\u".utf8),
              let trail = hexadecimal(rest.dropFirst(2).prefix(4)), UTF16.isTrailSurrogate(trail)
            {
              scalar = UTF16.decode(UTF16.EncodedScalar([unit, trail]))
              rest = rest.dropFirst(6)
            }
            content.append(contentsOf: Unicode.UTF8.encode(scalar ?? "\u{FFFD}") ?? .init())
            continue
          }
          byte = escaped
        default: byte = escaped
        }
      }
      content.append(byte)
    }
    return content
  }

  /// A text as a JSON string, its quotation marks included.
  package static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private static func hexadecimal(_ digits: some Collection<UInt8>) -> UInt16? {
    guard digits.count == 4 else { return nil }
    var unit: UInt16 = 0
    for digit in digits {
      guard let value = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
      unit = unit << 4 | UInt16(value)
    }
    return unit
  }
}
