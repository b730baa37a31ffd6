/// The escapes of a JSON string.
enum Escapes {
  /// Undoes them; after any other backslash a character stands for itself.
  static func undone(in text: some Collection<UInt8>) -> [UInt8] {
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
            // No symbol of the game lies beyond the first plane, so halves of pairs are garbage.
            let scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
            content.append(contentsOf: Unicode.UTF8.encode(scalar) ?? .init())
            rest = rest.dropFirst(4)
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
