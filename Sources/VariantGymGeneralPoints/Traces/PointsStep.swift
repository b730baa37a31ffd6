/// One step of a thought about a hand.
public enum PointsStep: Hashable, Sendable {
  /// The cards as dealt, and what they must make.
  case hand([Card], target: Int)
  /// What a card counts for under the stated rule.
  case value(Card, Int)
  /// Two numbers are joined for good.
  case join(Join)
  /// Two numbers are joined to see what comes of it.
  case attempt(Join)
  /// The numbers that are left cannot make the target; `results` is all that two of them can make,
  /// and empty for three or more.
  case deadEnd([Rational], results: [Rational], target: Int)
  /// The last joins are undone; these numbers are there again.
  case backUp([Rational])
  /// The formula has the target's value and uses every card once.
  case reaches(Formula, target: Int)
  /// The formula that is answered.
  case conclusion(Formula)

  /// Two numbers, what they make, and what is left then.
  public struct Join: Hashable, Sendable {
    /// The number on the left.
    public var left: Rational
    /// The operator.
    public var symbol: Formula.Operator
    /// The number on the right.
    public var right: Rational
    /// What they make.
    public var result: Rational
    /// All numbers that are left, the result among them.
    public var rest: [Rational]

    /// A join.
    public init(
      left: Rational, symbol: Formula.Operator, right: Rational, result: Rational, rest: [Rational]
    ) {
      self.left = left
      self.symbol = symbol
      self.right = right
      self.result = result
      self.rest = rest
    }
  }
}
