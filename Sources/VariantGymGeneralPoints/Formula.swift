/// An arithmetic expression over whole numbers with the four basic operators.
public enum Formula: Hashable, Sendable {
  /// A number as it stands on a card; never negative.
  case number(Int)
  /// Two formulas joined by an operator.
  indirect case operation(Operator, Formula, Formula)

  /// The four basic operators.
  public enum Operator: UInt8, CaseIterable, Codable, Sendable {
    /// Addition.
    case plus
    /// Subtraction.
    case minus
    /// Multiplication.
    case times
    /// Exact division.
    case over

    /// The operator's ASCII symbol: `+`, `-`, `*` or `/`.
    public var symbol: Character {
      switch self {
      case .plus: "+"
      case .minus: "-"
      case .times: "*"
      case .over: "/"
      }
    }

    /// Whether the operator binds as tightly as multiplication.
    var isMultiplicative: Bool { self == .times || self == .over }

    /// Applies the operator exactly; `nil` on division by zero or overflow.
    public func apply(_ left: Rational, _ right: Rational) -> Rational? {
      switch self {
      case .plus: left.adding(right)
      case .minus: left.subtracting(right)
      case .times: left.multiplied(by: right)
      case .over: left.divided(by: right)
      }
    }
  }

  /// The exact value; `nil` where a division by zero or an overflow leaves it undefined.
  public var value: Rational? {
    switch self {
    case .number(let number): return Rational(number)
    case .operation(let symbol, let left, let right):
      guard let left = left.value, let right = right.value else { return nil }
      return symbol.apply(left, right)
    }
  }

  /// The numbers of the formula, from left to right.
  public var numbers: [Int] {
    switch self {
    case .number(let number): [number]
    case .operation(_, let left, let right): left.numbers + right.numbers
    }
  }
}

extension Formula: CustomStringConvertible {
  /// The formula with the fewest parentheses that keep its structure, such as `8 / (3 - 8 / 3)`.
  public var description: String {
    switch self {
    case .number(let number):
      return "\(number)"
    case .operation(let symbol, let left, let right):
      return "\(Formula.wrapped(left, under: symbol, onRight: false)) \(symbol.symbol) "
        + Formula.wrapped(right, under: symbol, onRight: true)
    }
  }

  private static func wrapped(_ part: Formula, under symbol: Operator, onRight: Bool) -> String {
    guard case .operation(let inner, _, _) = part else { return part.description }
    let bindsLooser = symbol.isMultiplicative && !inner.isMultiplicative
    let bindsAlike = symbol.isMultiplicative == inner.isMultiplicative
    return bindsLooser || (onRight && bindsAlike) ? "(\(part))" : part.description
  }
}
