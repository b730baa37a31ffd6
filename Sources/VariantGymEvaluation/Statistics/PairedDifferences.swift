internal import Foundation
import VariantGymCore

/// Differences between two treatments of the same instances, one for each instance.
///
/// Instances are independent of one another; what is said of one instance by several runs is averaged
/// before. The tests hold for the runs at hand, not for others that might have been made.
public struct PairedDifferences: Hashable, Sendable {
  /// The differences, at least one.
  public let values: [Double]
  /// Their mean.
  public let mean: Double

  /// Differences of at least one instance.
  public init(_ values: [Double]) {
    precondition(!values.isEmpty, "a difference of at least one instance")
    self.values = values
    mean = values.reduce(0, +) / Double(values.count)
  }

  /// The p-value of a randomization test: how often a mean as far from 0 comes up when each difference
  /// has a random sign (Fisher, "The Design of Experiments", 1935).
  ///
  /// - Parameters:
  ///   - alternative: What the small p-value is to speak for.
  ///   - rounds: How many signs are drawn; the p-value is at least `1 / (rounds + 1)`.
  ///   - seed: The seed of the draws.
  public func pValue(
    alternative: Alternative = .different, rounds: Int = 9999, seed: UInt64 = 0
  ) -> Double {
    let observed = values.reduce(0, +)
    // Sums of the same numbers in another order may differ in their last bits.
    let slack = 1e-9 * Double(values.count)
    var random = Random(seed: seed)
    var extreme = 1
    for _ in 0..<rounds {
      let sum = values.withUnsafeBufferPointer { Self.sum(of: $0, withSignsFrom: &random) }
      let isExtreme =
        switch alternative {
        case .different: abs(sum) >= abs(observed) - slack
        case .greater: sum >= observed - slack
        case .less: sum <= observed + slack
        }
      if isExtreme { extreme += 1 }
    }
    return Double(extreme) / Double(rounds + 1)
  }

  /// The sum of the values, each with a random sign.
  private static func sum(
    of values: UnsafeBufferPointer<Double>, withSignsFrom random: inout Random
  ) -> Double {
    var sum = 0.0
    var signs: UInt64 = 0
    var index = 0
    // `while` and not `for`, which is many times slower in debug builds, where tests run.
    while index < values.count {
      if index & 63 == 0 { signs = random.next() }
      sum += signs & 1 == 0 ? values[index] : -values[index]
      signs >>= 1
      index += 1
    }
    return sum
  }

  /// The p-value of an empirical likelihood ratio test for a mean above a bound (Owen 1988, Biometrika
  /// 75): what non-inferiority within a margin takes, with the negative margin as the bound.
  ///
  /// It needs no symmetry about the bound, which differences of shares near 0 or 1 do not have. One
  /// difference at the low end of the range is added, so that a few that all agree prove nothing.
  ///
  /// - Parameters:
  ///   - bound: Within the range, above its low end.
  ///   - range: Where differences can lie.
  public func pValue(thatMeanExceeds bound: Double, in range: ClosedRange<Double>) -> Double {
    precondition(range.contains(bound) && bound > range.lowerBound, "a bound within the range")
    let apart = (values + [range.lowerBound]).map { $0 - bound }
    let sum = apart.reduce(0, +)
    guard let least = apart.min(), let most = apart.max(), most > 0 else { return 1 }
    // Weights 1 / (1 + lambda * d) make the mean equal to the bound, for the one lambda between the ends
    // at which a weight is no longer positive.
    var (low, high) = (-1 / most, -1 / least)
    for _ in 0..<64 {
      let lambda = (low + high) / 2
      let slope = apart.reduce(0) { $0 + $1 / (1 + lambda * $1) }
      if slope > 0 { low = lambda } else { high = lambda }
    }
    let lambda = (low + high) / 2
    let ratio = max(0, 2 * apart.reduce(0) { $0 + log(1 + lambda * $1) })
    return Normal.probability(below: sum > 0 ? -ratio.squareRoot() : ratio.squareRoot())
  }

  /// The differences the other way round.
  public var negated: PairedDifferences { PairedDifferences(values.map { -$0 }) }

  /// What a test speaks for.
  public enum Alternative: Hashable, Sendable {
    /// The mean lies elsewhere.
    case different
    /// The mean lies above.
    case greater
    /// The mean lies below.
    case less
  }
}
