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

  /// The p-value of a randomization test: how often a mean as far from `-margin` comes up when each
  /// difference from there has a random sign (Fisher, "The Design of Experiments", 1935).
  ///
  /// - Parameters:
  ///   - margin: The difference that is given away: above 0 in tests of non-inferiority.
  ///   - alternative: What the small p-value is to speak for.
  ///   - rounds: How many signs are drawn; the p-value is at least `1 / (rounds + 1)`.
  ///   - seed: The seed of the draws.
  public func pValue(
    margin: Double = 0, alternative: Alternative = .different, rounds: Int = 9999,
    seed: UInt64 = 0
  ) -> Double {
    let shifted = values.map { $0 + margin }
    let observed = shifted.reduce(0, +)
    // Sums of the same numbers in another order may differ in their last bits.
    let slack = 1e-9 * Double(values.count)
    var random = Random(seed: seed)
    var extreme = 1
    for _ in 0..<rounds {
      var sum = 0.0
      for chunk in stride(from: 0, to: shifted.count, by: 64) {
        var signs = random.next()
        for value in shifted[chunk..<min(chunk + 64, shifted.count)] {
          sum += signs & 1 == 0 ? value : -value
          signs >>= 1
        }
      }
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
