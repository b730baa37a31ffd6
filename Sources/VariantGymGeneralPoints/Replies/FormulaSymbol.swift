/// An operator, a parenthesis, an equals sign or white space of a formula.
///
/// Other characters that look like an ASCII symbol and can mean nothing else are read like it, also
/// in full width; `init(twin:)` lists them. Letters, em dashes and emoji are no operators.
struct FormulaSymbol {
  enum Kind: Equatable {
    case operation(Formula.Operator)
    case opening, closing, equals, space, other, end
  }

  let kind: Kind
  /// The number of its bytes.
  let length: Int

  /// What stands where a text ends.
  static let end = FormulaSymbol(.end, length: 0)

  private init(_ kind: Kind, length: Int = 1) {
    self.kind = kind
    self.length = length
  }

  /// The symbol at a place of a text that ends before `end`.
  init<Bytes: RandomAccessCollection<UInt8>>(at place: Int, in bytes: Bytes, before end: Int)
  where Bytes.Index == Int {
    guard place < end else {
      self = .end
      return
    }
    switch bytes[place] {
    case UInt8(ascii: "+"): self.init(.operation(.plus))
    case UInt8(ascii: "-"): self.init(.operation(.minus))
    case UInt8(ascii: "*"): self.init(.operation(.times))
    case UInt8(ascii: "/"): self.init(.operation(.over))
    case UInt8(ascii: "("): self.init(.opening)
    case UInt8(ascii: ")"): self.init(.closing)
    case UInt8(ascii: "="): self.init(.equals)
    case 0xC2...0xDF where end - place >= 2: self.init(twin: bytes[place..<(place + 2)])
    case 0xE0...0xEF where end - place >= 3: self.init(twin: bytes[place..<(place + 3)])
    case let byte: self.init(byte.isSpace ? .space : .other)
    }
  }

  /// What a character of two or three bytes is read as.
  private init(twin bytes: some Collection<UInt8>) {
    let length = bytes.count
    // The lead byte's marks, where they outlast the inner mask, lie beyond sixteen bits.
    let code = bytes.reduce(UInt32(0)) { $0 << 6 | UInt32($1 & 0x3F) } & 0xFFFF
    let kind: Kind =
      switch Unicode.Scalar(code) ?? "\u{FFFD}" {
      case "＋": .operation(.plus)
      case "−", "–", "‐", "\u{2011}", "‒", "－": .operation(.minus)
      case "×", "∗", "·", "⋅", "∙", "•", "✕", "＊": .operation(.times)
      case "÷", "∕", "⁄", "／": .operation(.over)
      case "（": .opening
      case "）": .closing
      case "＝": .equals
      case "\u{A0}", "\u{2000}"..."\u{200A}", "\u{202F}", "\u{3000}": .space
      default: .other
      }
    self.init(kind, length: kind == .other ? 1 : length)
  }
}
