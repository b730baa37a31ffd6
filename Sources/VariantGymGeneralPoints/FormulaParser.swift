public import VariantGymCore

/// Reads formulas by recursive descent: no evaluation of code, bounded length and depth.
///
/// The grammar: a sum of products of numbers and parenthesized sums, the four binary operators,
/// and white space. Signs, decimal points, powers and implicit multiplication are illegal. The
/// symbols `× ∗ · ⋅ ∙ ÷ ∕ ⁄ − –` are read like their ASCII twins, and no-break and thin spaces like
/// spaces. A trailing `= number` is read as a claim.
struct FormulaParser {
  /// The longest formula that is read, in UTF-8 bytes.
  static let lengthLimit = 1000
  /// The deepest nesting of parentheses that is read.
  static let depthLimit = 100

  /// A formula, and what it is said to equal.
  struct Equation {
    let formula: Formula
    /// What follows the equals sign.
    var claim: Int?
    /// Where the equals sign stands.
    var claimOffset = 0
  }

  private let bytes: ArraySlice<UInt8>
  private var place: Int
  private var depth = 0

  private init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  static func parse(_ bytes: ArraySlice<UInt8>) throws(ReadingError) -> Equation {
    guard bytes.count <= lengthLimit else {
      throw ReadingError(.formulaTooLong, at: bytes.startIndex + lengthLimit)
    }
    var parser = FormulaParser(bytes)
    return try parser.equation()
  }

  private mutating func equation() throws(ReadingError) -> Equation {
    var equation = Equation(formula: try sum())
    guard let next = symbol() else { return equation }
    guard next.kind == .equals else { throw ReadingError(.illegalFormula, at: place) }
    equation.claimOffset = place
    place += 1
    let sign = symbol()
    let isNegative = sign?.kind == .operation(.minus)
    if isNegative, let sign { place += sign.length }
    let magnitude = try number()
    equation.claim = isNegative ? -magnitude : magnitude
    guard symbol() == nil else { throw ReadingError(.illegalFormula, at: place) }
    return equation
  }

  private mutating func sum() throws(ReadingError) -> Formula {
    var formula = try product()
    while let symbol = operation(isMultiplicative: false) {
      formula = .operation(symbol, formula, try product())
    }
    return formula
  }

  private mutating func product() throws(ReadingError) -> Formula {
    var formula = try factor()
    while let symbol = operation(isMultiplicative: true) {
      formula = .operation(symbol, formula, try factor())
    }
    return formula
  }

  private mutating func factor() throws(ReadingError) -> Formula {
    guard let opening = symbol() else { throw ReadingError(.illegalFormula, at: place) }
    guard opening.kind == .opening else { return .number(try number()) }
    guard depth < Self.depthLimit else { throw ReadingError(.formulaTooDeep, at: place) }
    depth += 1
    place += 1
    let inner = try sum()
    guard symbol()?.kind == .closing else { throw ReadingError(.illegalFormula, at: place) }
    place += 1
    depth -= 1
    return inner
  }

  private mutating func number() throws(ReadingError) -> Int {
    let start = place
    var number = 0
    while place < bytes.endIndex, case let digit = bytes[place] &- UInt8(ascii: "0"), digit < 10 {
      // More digits than any card's value has, and far from overflow.
      guard place - start < 9 else { throw ReadingError(.illegalFormula, at: start) }
      number = number * 10 + Int(digit)
      place += 1
    }
    guard place > start else { throw ReadingError(.illegalFormula, at: start) }
    return number
  }

  /// Reads an operator that binds as tightly as asked, if it comes next.
  private mutating func operation(isMultiplicative: Bool) -> Formula.Operator? {
    guard let next = symbol(), case .operation(let symbol) = next.kind,
      symbol.isMultiplicative == isMultiplicative
    else { return nil }
    place += next.length
    return symbol
  }
}

// MARK: - Symbols

extension FormulaParser {
  private struct Symbol {
    enum Kind: Equatable {
      case operation(Formula.Operator)
      case opening, closing, equals, space, other
    }

    let kind: Kind
    let length: Int

    init(_ kind: Kind, length: Int = 1) {
      self.kind = kind
      self.length = length
    }
  }

  /// Skips white space, and tells what comes then; `nil` at the end.
  private mutating func symbol() -> Symbol? {
    while place < bytes.endIndex {
      let symbol = Self.symbol(bytes[place...])
      if symbol.kind != .space { return symbol }
      place += symbol.length
    }
    return nil
  }

  private static func symbol(_ text: ArraySlice<UInt8>) -> Symbol {
    switch text[text.startIndex] {
    case UInt8(ascii: "+"): return Symbol(.operation(.plus))
    case UInt8(ascii: "-"): return Symbol(.operation(.minus))
    case UInt8(ascii: "*"): return Symbol(.operation(.times))
    case UInt8(ascii: "/"): return Symbol(.operation(.over))
    case UInt8(ascii: "("): return Symbol(.opening)
    case UInt8(ascii: ")"): return Symbol(.closing)
    case UInt8(ascii: "="): return Symbol(.equals)
    case 0xC2...0xDF: return twin(text, length: 2)
    case 0xE0...0xEF: return twin(text, length: 3)
    case let byte: return Symbol(TolerantObject.isSpace(byte) ? .space : .other)
    }
  }

  /// What a character of two or three bytes is read as.
  private static func twin(_ text: ArraySlice<UInt8>, length: Int) -> Symbol {
    guard text.count >= length else { return Symbol(.other) }
    let lead = UInt32(text[text.startIndex]) & (length == 2 ? 0x1F : 0x0F)
    let code = text.dropFirst().prefix(length - 1).reduce(lead) { $0 << 6 | UInt32($1 & 0x3F) }
    switch Unicode.Scalar(code) {
    case "×", "∗", "·", "⋅", "∙": return Symbol(.operation(.times), length: length)
    case "÷", "∕", "⁄": return Symbol(.operation(.over), length: length)
    case "−", "–": return Symbol(.operation(.minus), length: length)
    case "\u{A0}", "\u{2009}", "\u{202F}": return Symbol(.space, length: length)
    default: return Symbol(.other)
    }
  }
}

extension ReadingError.Cause {
  /// The answer holds no object.
  public static let noObject = Self(rawValue: "no-object")
  /// The answer's object cannot be read.
  public static let malformedObject = Self(rawValue: "malformed-object")
  /// The answer's object holds no formula.
  public static let missingFormula = Self(rawValue: "missing-formula")
  /// The formula is not made of numbers, the four operators and parentheses.
  public static let illegalFormula = Self(rawValue: "illegal-formula")
  /// The formula is longer than 1,000 bytes.
  public static let formulaTooLong = Self(rawValue: "formula-too-long")
  /// Parentheses are nested more than 100 deep.
  public static let formulaTooDeep = Self(rawValue: "formula-too-deep")
}

extension Formula: LosslessStringConvertible, Codable {
  /// Reads a formula; `nil` if it is illegal.
  public init?(_ text: String) {
    guard let equation = try? FormulaParser.parse(Array(text.utf8)[...]), equation.claim == nil
    else { return nil }
    self = equation.formula
  }

  /// Reads a formula from its text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let formula = Formula(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is no formula")
    }
    self = formula
  }

  /// Writes the formula as text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
