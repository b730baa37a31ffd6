/// A figure with the interval that holds it at a stated confidence.
public struct Estimate: Hashable, Codable, Sendable {
  /// The figure.
  public let value: Double
  /// The lower end of its interval.
  public let low: Double
  /// The upper end of its interval.
  public let high: Double

  /// A figure with its interval.
  public init(value: Double, low: Double, high: Double) {
    self.value = value
    self.low = low
    self.high = high
  }
}

extension Estimate {
  /// The share of successes in independent trials, with Wilson's score interval (Wilson,
  /// "Probable inference, the law of succession, and statistical inference", JASA 1927).
  ///
  /// - Parameters:
  ///   - successes: At most `trials`.
  ///   - trials: At least 1.
  ///   - confidence: Between 0 and 1.
  public static func wilson(
    _ successes: Int, of trials: Int, confidence: Double = 0.95
  ) -> Estimate {
    precondition(trials > 0 && (0...trials).contains(successes), "a share of at least one trial")
    let count = Double(trials)
    let share = Double(successes) / count
    let quantile = Normal.quantile((1 + confidence) / 2)
    let spread = quantile * quantile / count
    let center = (share + spread / 2) / (1 + spread)
    let half =
      quantile / (1 + spread)
      * (share * (1 - share) / count + spread / (4 * count)).squareRoot()
    // The ends are exact where all trials agree, which rounding would miss.
    return Estimate(
      value: share, low: successes == 0 ? 0 : max(0, center - half),
      high: successes == trials ? 1 : min(1, center + half))
  }
}
