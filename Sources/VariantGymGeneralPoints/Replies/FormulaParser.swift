import VariantGymCore

/// What a formula is read into: a tree, or its value at once.
protocol FormulaBuilder {
  /// A part of the formula.
  associatedtype Term

  mutating func number(_ number: Int) -> Term
  mutating func joined(_ symbol: Formula.Operator, _ left: Term, _ right: Term) -> Term
}

/// What is said of a formula.
struct Equation<Term> {
  /// What the formula was read into.
  let formula: Term
  /// What follows the equals sign.
  var claim: Int?
  /// Where the equals sign stands.
  var claimOffset = 0

  /// Refuses a formula that is said to equal anything but the target.
  func checkClaim(target: Int) throws(ReadingError) {
    if let claim, claim != target { throw ReadingError(.illegalFormula, at: claimOffset) }
  }
}

extension Equation: Sendable where Term: Sendable {}

/// How much of a formula is read.
enum FormulaLimit {
  /// The longest formula, in UTF-8 bytes.
  static let length = 1000
  /// The deepest nesting of parentheses.
  static let depth = 100
  /// The longest number: more digits than any card's value has, and far from overflow.
  static let digits = 9
}

/// Reads formulas by recursive descent: no evaluation of code, bounded length and depth.
///
/// The grammar: a sum of products of numbers and parenthesized sums, the four binary operators,
/// and white space; `FormulaSymbol` tells how they may be written. Signs, decimal points, powers
/// and implicit multiplication are illegal. A trailing `= number` is read as a claim.
struct FormulaParser<Bytes: RandomAccessCollection<UInt8>> where Bytes.Index == Int {
  private let bytes: Bytes
  private let end: Int
  private var place: Int
  /// The symbol that stands at `place`.
  private var symbol = FormulaSymbol.end
  private var depth = 0

  init(_ bytes: Bytes, in range: Range<Int>) {
    self.bytes = bytes
    place = range.lowerBound
    end = range.upperBound
  }

  /// Reads the formula; to be called once.
  mutating func equation<Builder: FormulaBuilder>(
    _ builder: inout Builder
  ) throws(ReadingError) -> Equation<Builder.Term> {
    guard end - place <= FormulaLimit.length else {
      throw ReadingError(.formulaTooLong, at: place + FormulaLimit.length)
    }
    look()
    var equation = Equation(formula: try sum(&builder))
    if symbol.kind == .end { return equation }
    guard symbol.kind == .equals else { throw ReadingError(.illegalFormula, at: place) }
    equation.claimOffset = place
    advance()
    let isNegative = symbol.kind == .operation(.minus)
    // The sign belongs to the number: no space stands between them.
    if isNegative { place += symbol.length }
    let magnitude = try number()
    equation.claim = isNegative ? -magnitude : magnitude
    guard symbol.kind == .end else { throw ReadingError(.illegalFormula, at: place) }
    return equation
  }

  private mutating func sum<Builder: FormulaBuilder>(
    _ builder: inout Builder
  ) throws(ReadingError) -> Builder.Term {
    var sum = try product(&builder)
    while case .operation(let joint) = symbol.kind {
      advance()
      let right = try product(&builder)
      sum = builder.joined(joint, sum, right)
    }
    return sum
  }

  private mutating func product<Builder: FormulaBuilder>(
    _ builder: inout Builder
  ) throws(ReadingError) -> Builder.Term {
    var product = try factor(&builder)
    while case .operation(let joint) = symbol.kind, joint.isMultiplicative {
      advance()
      let right = try factor(&builder)
      product = builder.joined(joint, product, right)
    }
    return product
  }

  private mutating func factor<Builder: FormulaBuilder>(
    _ builder: inout Builder
  ) throws(ReadingError) -> Builder.Term {
    guard symbol.kind == .opening else { return builder.number(try number()) }
    guard depth < FormulaLimit.depth else { throw ReadingError(.formulaTooDeep, at: place) }
    depth += 1
    advance()
    let inner = try sum(&builder)
    guard symbol.kind == .closing else { throw ReadingError(.illegalFormula, at: place) }
    advance()
    depth -= 1
    return inner
  }

  private mutating func number() throws(ReadingError) -> Int {
    let start = place
    var number = 0
    while place < end, case let digit = bytes[place] &- UInt8(ascii: "0"), digit < 10 {
      guard place - start < FormulaLimit.digits else {
        throw ReadingError(.illegalFormula, at: start)
      }
      number = number * 10 + Int(digit)
      place += 1
    }
    guard place > start else { throw ReadingError(.illegalFormula, at: start) }
    look()
    return number
  }

  private mutating func advance() {
    place += symbol.length
    look()
  }

  /// Skips white space, and looks at what comes then.
  private mutating func look() {
    repeat {
      symbol = FormulaSymbol(at: place, in: bytes, before: end)
      if symbol.kind == .space { place += symbol.length }
    } while symbol.kind == .space
  }
}
