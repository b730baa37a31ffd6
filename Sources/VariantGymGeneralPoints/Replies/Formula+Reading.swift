public import VariantGymCore

/// Reads a formula into a tree.
struct FormulaTree: FormulaBuilder {
  func number(_ number: Int) -> Formula { .number(number) }

  func joined(_ symbol: Formula.Operator, _ left: Formula, _ right: Formula) -> Formula {
    .operation(symbol, left, right)
  }
}

extension Formula {
  /// What a builder makes of the formula, as if it were read.
  func built<Builder: FormulaBuilder>(by builder: inout Builder) -> Builder.Term {
    switch self {
    case .number(let number): return builder.number(number)
    case .operation(let symbol, let left, let right):
      let left = left.built(by: &builder)
      return builder.joined(symbol, left, right.built(by: &builder))
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
    let bytes = Array(text.utf8)
    var parser = FormulaParser(bytes, in: bytes.indices)
    var tree = FormulaTree()
    guard let equation = try? parser.equation(&tree), equation.claim == nil else { return nil }
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
