import Foundation

/// The distribution of the number of successes in independent trials.
public enum Binomial {
  /// The probability of each number of successes, from 0 to `trials`.
  ///
  /// - Parameters:
  ///   - trials: At least 0.
  ///   - share: The probability of one success, from 0 to 1.
  /// - Complexity: Linear in `trials`.
  public static func probabilities(_ trials: Int, _ share: Double) -> [Double] {
    precondition(trials >= 0 && (0...1).contains(share), "trials of a probability")
    if share == 0 || share == 1 {
      return (0...trials).map { $0 == (share == 0 ? 0 : trials) ? 1 : 0 }
    }
    let (success, failure) = (log(share), log1p(-share))
    var ways = 0.0
    return (0...trials).map { count in
      if count > 0 { ways += log(Double(trials - count + 1)) - log(Double(count)) }
      return exp(ways + Double(count) * success + Double(trials - count) * failure)
    }
  }
}

/// McNemar's test in its exact form: whether one of two paired outcomes succeeds more often.
public enum McNemar {
  /// The two-sided p-value: how probable it is that chance alone divides the pairs that differ at
  /// least as unevenly. 1 where no pair differs.
  ///
  /// - Parameters:
  ///   - onlyFirst: The pairs in which only the first succeeded.
  ///   - onlySecond: The pairs in which only the second did.
  public static func pValue(onlyFirst: Int, onlySecond: Int) -> Double {
    let fewer = min(onlyFirst, onlySecond)
    let tail = Binomial.probabilities(onlyFirst + onlySecond, 0.5).prefix(fewer + 1)
    return min(1, 2 * tail.reduce(0, +))
  }
}

/// Holm's correction for several tests ("A simple sequentially rejective multiple test procedure",
/// Scandinavian Journal of Statistics 1979).
public enum Holm {
  /// The adjusted p-values, in the order given. One below the level rejects its hypothesis, while the
  /// probability of any false rejection stays below the level.
  public static func adjusted(_ pValues: [Double]) -> [Double] {
    var adjusted = pValues
    var largest = 0.0
    // Equal values keep their order, so that the result does not depend on the sort.
    let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    for (rank, index) in order.enumerated() {
      largest = max(largest, min(1, Double(pValues.count - rank) * pValues[index]))
      adjusted[index] = largest
    }
    return adjusted
  }
}
