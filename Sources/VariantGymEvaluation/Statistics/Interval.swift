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

  /// The mean of independent values from a range that all agree. They leave open how often other
  /// values occur (Hanley and Lippman-Hand, "If nothing goes wrong, is everything all right?", JAMA
  /// 1983): up to Wilson's bound for none of `count`, and all of those may lie at one end of the range.
  ///
  /// For events, which are 0 or 1, this is Wilson's interval. No mean beyond it gives such values more
  /// than once in twenty times at a confidence of 95%, from seven values on; it is narrower for fewer,
  /// as Wilson's interval is.
  ///
  /// - Parameters:
  ///   - value: The value that was seen.
  ///   - range: Where values may lie.
  ///   - count: How often it was seen, at least once.
  ///   - confidence: Between 0 and 1.
  package static func unanimous(
    _ value: Double, in range: ClosedRange<Double>, count: Int, confidence: Double = 0.95
  ) -> Estimate {
    let others = wilson(0, of: count, confidence: confidence).high
    return Estimate(
      value: value, low: value - others * (value - range.lowerBound),
      high: value + others * (range.upperBound - value))
  }
}
