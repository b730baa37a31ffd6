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
    guard
      let top = Int(exactly: numerator.magnitude / divisor),
      let bottom = Int(exactly: denominator.magnitude / divisor)
    else { return nil }
    self.numerator = (numerator < 0) != (denominator < 0) ? -top : top
    self.denominator = bottom
  }

  /// Whether the fraction is a whole number.
  @inlinable
  public var isWhole: Bool { denominator == 1 }

  /// The sum, or `nil` on overflow.
  public func adding(_ other: Rational) -> Rational? {
    let (left, overflowsLeft) = numerator.multipliedReportingOverflow(by: other.denominator)
    let (right, overflowsRight) = other.numerator.multipliedReportingOverflow(by: denominator)
    let (bottom, overflowsBottom) = denominator.multipliedReportingOverflow(by: other.denominator)
    let (top, overflowsTop) = left.addingReportingOverflow(right)
    guard !overflowsLeft, !overflowsRight, !overflowsBottom, !overflowsTop else { return nil }
    return Rational(top, over: bottom)
  }

  /// The difference, or `nil` on overflow.
  public func subtracting(_ other: Rational) -> Rational? {
    guard other.numerator != .min else { return nil }
    return adding(Rational(reduced: -other.numerator, other.denominator))
  }

  /// The product, or `nil` on overflow.
  public func multiplied(by other: Rational) -> Rational? {
    let (top, overflowsTop) = numerator.multipliedReportingOverflow(by: other.numerator)
    let (bottom, overflowsBottom) = denominator.multipliedReportingOverflow(by: other.denominator)
    guard !overflowsTop, !overflowsBottom else { return nil }
    return Rational(top, over: bottom)
  }

  /// The quotient, or `nil` on overflow or division by zero.
  public func divided(by other: Rational) -> Rational? {
    let (top, overflowsTop) = numerator.multipliedReportingOverflow(by: other.denominator)
    let (bottom, overflowsBottom) = denominator.multipliedReportingOverflow(by: other.numerator)
    guard !overflowsTop, !overflowsBottom else { return nil }
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
