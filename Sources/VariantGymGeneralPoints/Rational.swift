/// An exact fraction of two machine words, in lowest terms with a positive denominator.
///
/// Every operation reports overflow instead of wrapping or rounding.
public struct Rational: Hashable, Sendable {
  /// The numerator; it carries the sign.
  public let numerator: Int
  /// The denominator, at least 1.
  public let denominator: Int

  /// A whole number.
  @inlinable
  public init(_ whole: Int) {
    numerator = whole
    denominator = 1
  }

  /// A fraction, reduced to lowest terms; `nil` if the denominator is zero or a word overflows.
  public init?(_ numerator: Int, over denominator: Int) {
    guard denominator != 0 else { return nil }
    let divisor = Rational.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let top = numerator.magnitude / divisor
    let isNegative = (numerator < 0) != (denominator < 0)
    guard
      top <= (isNegative ? Int.min : Int.max).magnitude,
      let bottom = Int(exactly: denominator.magnitude / divisor)
    else { return nil }
    self.init(reduced: Int(truncatingIfNeeded: isNegative ? 0 &- top : top), bottom)
  }

  /// Whether the fraction is a whole number.
  @inlinable
  public var isWhole: Bool { denominator == 1 }

  /// The sum, or `nil` on overflow.
  public func adding(_ other: Rational) -> Rational? {
    joined(with: other) { $0.addingReportingOverflow($1) }
  }

  /// The difference, or `nil` on overflow.
  public func subtracting(_ other: Rational) -> Rational? {
    joined(with: other) { $0.subtractingReportingOverflow($1) }
  }

  /// The product, or `nil` on overflow.
  public func multiplied(by other: Rational) -> Rational? {
    if isWhole && other.isWhole {
      let (product, overflows) = numerator.multipliedReportingOverflow(by: other.numerator)
      return overflows ? nil : Rational(product)
    }
    // Reduced crosswise beforehand, a product overflows only if it does so in lowest terms.
    guard
      let left = Rational(numerator, over: other.denominator),
      let right = Rational(other.numerator, over: denominator)
    else { return nil }
    let (top, overflowsTop) = left.numerator.multipliedReportingOverflow(by: right.numerator)
    let (bottom, overflowsBottom) = left.denominator.multipliedReportingOverflow(
      by: right.denominator)
    return overflowsTop || overflowsBottom ? nil : Rational(reduced: top, bottom)
  }

  /// The quotient, or `nil` on overflow or division by zero.
  public func divided(by other: Rational) -> Rational? {
    guard
      let left = Rational(numerator, over: other.numerator),
      let right = Rational(other.denominator, over: denominator)
    else { return nil }
    let (top, overflowsTop) = left.numerator.multipliedReportingOverflow(by: right.numerator)
    let (bottom, overflowsBottom) = left.denominator.multipliedReportingOverflow(
      by: right.denominator)
    return overflowsTop || overflowsBottom ? nil : Rational(reduced: top, bottom)
  }

  /// The sum or difference over the least common denominator, which keeps the words small.
  private func joined(
    with other: Rational, _ join: (Int, Int) -> (partialValue: Int, overflow: Bool)
  ) -> Rational? {
    if isWhole && other.isWhole {
      let (whole, overflows) = join(numerator, other.numerator)
      return overflows ? nil : Rational(whole)
    }
    let divisor = Int(
      Rational.greatestCommonDivisor(denominator.magnitude, other.denominator.magnitude))
    let factor = other.denominator / divisor
    let (left, overflowsLeft) = numerator.multipliedReportingOverflow(by: factor)
    let (right, overflowsRight) = other.numerator.multipliedReportingOverflow(
      by: denominator / divisor)
    let (bottom, overflowsBottom) = denominator.multipliedReportingOverflow(by: factor)
    let (top, overflowsTop) = join(left, right)
    guard !overflowsLeft, !overflowsRight, !overflowsBottom, !overflowsTop else { return nil }
    return Rational(top, over: bottom)
  }

  private init(reduced numerator: Int, _ denominator: Int) {
    self.numerator = numerator
    self.denominator = denominator
  }

  private static func greatestCommonDivisor(_ first: UInt, _ second: UInt) -> UInt {
    var (larger, smaller) = (first, second)
    while smaller != 0 {
      (larger, smaller) = (smaller, larger % smaller)
    }
    return larger
  }
}

extension Rational: CustomStringConvertible {
  /// The fraction in decimal digits, such as `-3` or `8/3`.
  public var description: String {
    isWhole ? "\(numerator)" : "\(numerator)/\(denominator)"
  }
}
