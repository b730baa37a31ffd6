/// How often each of several numbers was met.
public struct Distribution: Hashable, Sendable {
  private var counts: [Int: Int] = [:]

  init() {}

  mutating func add(_ number: Int, times: Int = 1) {
    counts[number, default: 0] += times
  }

  /// How many numbers there are.
  public var count: Int { counts.values.reduce(0, +) }

  /// Each number that was met and how often, in order.
  public var values: [(number: Int, count: Int)] {
    counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The smallest number; `nil` if there is none.
  public var least: Int? { counts.keys.min() }
  /// The largest number; `nil` if there is none.
  public var most: Int? { counts.keys.max() }

  /// The lower median; `nil` if there is none.
  public var median: Int? {
    var left = (count + 1) / 2
    return values.first {
      left -= $0.count
      return left <= 0
    }?.number
  }

  /// The mean; `nil` if there is none.
  public var mean: Double? {
    let count = count
    guard count > 0 else { return nil }
    return Double(counts.reduce(0) { $0 + $1.key * $1.value }) / Double(count)
  }
}

extension Distribution: Encodable {
  private enum CodingKeys: String, CodingKey {
    case count, least, median, mean, most, values
  }

  private struct Value: Encodable {
    let number: Int
    let count: Int
  }

  /// Writes the figures, and where there are at most a hundred different numbers all of them.
  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(count, forKey: .count)
    try fields.encode(least, forKey: .least)
    try fields.encode(median, forKey: .median)
    try fields.encode(mean.map { ($0 * 1000).rounded() / 1000 }, forKey: .mean)
    try fields.encode(most, forKey: .most)
    if counts.count <= 100 {
      try fields.encode(values.map { Value(number: $0.number, count: $0.count) }, forKey: .values)
    }
  }
}
