import Foundation

/// The standard normal distribution.
public enum Normal {
  /// The probability of a value below `x`.
  public static func probability(below x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }

  /// The value below which a share of all lies; the share is between 0 and 1, ends left out.
  ///
  /// Found by halving on `probability(below:)`, so that it is as exact as that is.
  public static func quantile(_ share: Double) -> Double {
    precondition(share > 0 && share < 1, "a share is between 0 and 1")
    if share > 0.5 { return -quantile(1 - share) }
    var (low, high) = (-40.0, 0.0)
    while true {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { return middle }
      if probability(below: middle) < share { low = middle } else { high = middle }
    }
  }
}
