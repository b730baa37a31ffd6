/// Two outcomes of the same instances: how often both, one or none of them succeeded.
public struct Pairs: Hashable, Codable, Sendable {
  /// The instances on which both succeeded.
  public private(set) var both = 0
  /// The instances on which only the first succeeded.
  public private(set) var onlyFirst = 0
  /// The instances on which only the second succeeded.
  public private(set) var onlySecond = 0
  /// The instances on which neither succeeded.
  public private(set) var neither = 0

  /// Counts of pairs.
  public init(both: Int = 0, onlyFirst: Int = 0, onlySecond: Int = 0, neither: Int = 0) {
    self.both = both
    self.onlyFirst = onlyFirst
    self.onlySecond = onlySecond
    self.neither = neither
  }

  /// Counts one more pair.
  public mutating func add(_ first: Bool, _ second: Bool) {
    switch (first, second) {
    case (true, true): both += 1
    case (true, false): onlyFirst += 1
    case (false, true): onlySecond += 1
    case (false, false): neither += 1
    }
  }

  /// The number of pairs.
  public var count: Int { both + onlyFirst + onlySecond + neither }

  /// The exact two-sided p-value of McNemar's test.
  public var pValue: Double { McNemar.pValue(onlyFirst: onlyFirst, onlySecond: onlySecond) }

  /// The share of the first less that of the second, with Newcombe's interval for paired shares
  /// ("Improved confidence intervals for the difference between binomial proportions based on paired
  /// data", Statistics in Medicine 1998, method 10). There is at least one pair.
  ///
  /// - Parameter confidence: Between 0 and 1.
  public func difference(confidence: Double = 0.95) -> Estimate {
    let first = Estimate.wilson(both + onlyFirst, of: count, confidence: confidence)
    let second = Estimate.wilson(both + onlySecond, of: count, confidence: confidence)
    let correlation = correlation
    func reach(_ one: Double, _ other: Double) -> Double {
      (one * one - 2 * correlation * one * other + other * other).squareRoot()
    }
    let value = Double(onlyFirst - onlySecond) / Double(count)
    return Estimate(
      value: value,
      low: value - reach(first.value - first.low, second.high - second.value),
      high: value + reach(first.high - first.value, second.value - second.low))
  }

  /// The correlation of the two outcomes, brought nearer to 0 where it is positive.
  private var correlation: Double {
    let product =
      Double(both + onlyFirst) * Double(onlySecond + neither) * Double(both + onlySecond)
      * Double(onlyFirst + neither)
    if product == 0 { return 0 }
    var excess = Double(both) * Double(neither) - Double(onlyFirst) * Double(onlySecond)
    if excess > 0 { excess = max(excess - Double(count) / 2, 0) }
    return excess / product.squareRoot()
  }

  /// Whether the first is not worse than the second by more than a margin: the lower end of a
  /// one-sided interval of their difference lies above `-margin`.
  ///
  /// - Parameters:
  ///   - margin: The largest difference that does not matter, above 0; to be chosen beforehand.
  ///   - level: The probability of a false claim that is accepted.
  public func isNonInferior(margin: Double, level: Double = 0.05) -> Bool {
    precondition(margin > 0, "a margin is above 0")
    return count > 0 && difference(confidence: 1 - 2 * level).low > -margin
  }
}
