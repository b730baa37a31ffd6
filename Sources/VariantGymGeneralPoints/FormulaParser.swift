public import VariantGymCore

/// Reads formulas by recursive descent: no evaluation of code, bounded length and depth.
///
/// The grammar: a sum of products of numbers and parenthesized sums, the four binary operators,
/// and white space. Signs, decimal points, powers and implicit multiplication are illegal. The
/// symbols `× ∗ · ⋅ ÷ ∕ −` are read like their ASCII twins. A trailing `= target` is allowed.
struct FormulaParser {
  /// The longest formula that is read, in UTF-8 bytes.
  static let lengthLimit = 1000
  /// The deepest nesting of parentheses that is read.
  static let depthLimit = 100

  private let bytes: ArraySlice<UInt8>
  private let target: Int?
  private var place: Int
  private var depth = 0

  /// - Parameter target: What may follow an equals sign; `nil` if nothing may.
  static func parse(
    _ bytes: ArraySlice<UInt8>, target: Int?
  ) throws(ReadingError) -> Formula {
    guard bytes.count <= lengthLimit else {
      throw ReadingError(.formulaTooLong, at: bytes.startIndex + lengthLimit)
    }
    var parser = FormulaParser(bytes: bytes, target: target, place: bytes.startIndex)
    let formula = try parser.sum()
    try parser.end()
    return formula
  }

  private mutating func sum() throws(ReadingError) -> Formula {
    var formula = try product()
    while let symbol = operation(.plus, .minus) {
      formula = .operation(symbol, formula, try product())
    }
    return formula
  }

  private mutating func product() throws(ReadingError) -> Formula {
    var formula = try factor()
    while let symbol = operation(.times, .over) {
      formula = .operation(symbol, formula, try factor())
    }
    return formula
  }

  private mutating func factor() throws(ReadingError) -> Formula {
    skipSpace()
    guard place < bytes.endIndex else { throw ReadingError(.illegalFormula, at: place) }
    guard bytes[place] == UInt8(ascii: "(") else { return .number(try number()) }
    guard depth < Self.depthLimit else { throw ReadingError(.formulaTooDeep, at: place) }
    depth += 1
    place += 1
    let inner = try sum()
    skipSpace()
    guard place < bytes.endIndex, bytes[place] == UInt8(ascii: ")") else {
      throw ReadingError(.illegalFormula, at: place)
    }
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

  /// Reads one of two operators, if it comes next.
  private mutating func operation(
    _ first: Formula.Operator, _ second: Formula.Operator
  ) -> Formula.Operator? {
    skipSpace()
    guard let (symbol, length) = nextSymbol(), symbol == first || symbol == second else {
      return nil
    }
    place += length
    return symbol
  }

  private func nextSymbol() -> (Formula.Operator, length: Int)? {
    guard place < bytes.endIndex else { return nil }
    switch bytes[place] {
    case UInt8(ascii: "+"): return (.plus, 1)
    case UInt8(ascii: "-"): return (.minus, 1)
    case UInt8(ascii: "*"): return (.times, 1)
    case UInt8(ascii: "/"): return (.over, 1)
    default: break
    }
    for (text, symbol) in Self.unicodeSymbols where bytes[place...].starts(with: text.utf8) {
      return (symbol, text.utf8.count)
    }
    return nil
  }

  private static let unicodeSymbols: [(String, Formula.Operator)] = [
    ("×", .times), ("∗", .times), ("·", .times), ("⋅", .times), ("÷", .over), ("∕", .over),
    ("−", .minus),
  ]

  private mutating func end() throws(ReadingError) {
    skipSpace()
    guard place < bytes.endIndex else { return }
    guard bytes[place] == UInt8(ascii: "="), let target else {
      throw ReadingError(.illegalFormula, at: place)
    }
    let equals = place
    place += 1
    skipSpace()
    let isNegative = place < bytes.endIndex && bytes[place] == UInt8(ascii: "-")
    if isNegative { place += 1 }
    let claimed = try number()
    skipSpace()
    guard place == bytes.endIndex, claimed == target.magnitude, isNegative == (target < 0) else {
      throw ReadingError(.illegalFormula, at: equals)
    }
  }

  private mutating func skipSpace() {
    while place < bytes.endIndex, TolerantObject.isSpace(bytes[place]) { place += 1 }
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
    guard let formula = try? FormulaParser.parse(Array(text.utf8)[...], target: nil) else {
      return nil
    }
    self = formula
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
