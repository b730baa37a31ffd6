import VariantGymCore

/// Intervals by resampling clusters: values of the same instance are not independent, instances are.
///
/// Where there are several training runs, they are drawn as well, since they differ too, and the same
/// instances from all that are drawn: what several runs say of one instance is no more evidence on
/// instances. Percentile intervals; the same values give the same ends.
public struct Bootstrap: Sendable {
  /// How often is drawn anew.
  public let rounds: Int
  /// The confidence of the intervals.
  public let confidence: Double
  /// The seed of the draws.
  public let seed: UInt64

  /// A bootstrap.
  ///
  /// - Parameters:
  ///   - rounds: How often is drawn anew, at least 1.
  ///   - confidence: Between 0 and 1.
  ///   - seed: The seed of the draws.
  public init(rounds: Int = 2000, confidence: Double = 0.95, seed: UInt64 = 0) {
    precondition(rounds > 0 && confidence > 0 && confidence < 1, "rounds and a confidence")
    self.rounds = rounds
    self.confidence = confidence
    self.seed = seed
  }

  /// Values of one instance in one run, as their sum and their number.
  public struct Cluster: Hashable, Sendable {
    /// The sum of the values.
    public var sum: Double
    /// How many there are.
    public var count: Double

    /// A cluster.
    public init(sum: Double, count: Double) {
      self.sum = sum
      self.count = count
    }
  }

  /// The mean of all values, with its interval.
  ///
  /// - Parameter runs: The clusters of each run, an entry for each instance in the same order in all;
  ///   `nil` where a run has no value of it. None of the runs is without any value.
  /// - Complexity: The number of clusters times `rounds`.
  public func mean(of runs: [[Cluster?]]) -> Estimate {
    let instances = runs.first?.count ?? 0
    precondition(
      !runs.isEmpty
        && runs.allSatisfy { $0.count == instances && $0.contains { $0?.count ?? 0 > 0 } },
      "a mean of some values, with an entry for each instance")
    // A run without a value of an instance adds nothing.
    let clusters = runs.joined().map { $0 ?? Cluster(sum: 0, count: 0) }
    var total = Cluster(sum: 0, count: 0)
    for cluster in clusters { total.add(cluster) }
    let means = clusters.withUnsafeBufferPointer {
      drawnMeans(of: $0, runs: runs.count, instances: instances)
    }
    let tail = (1 - confidence) / 2
    return Estimate(
      value: total.sum / total.count, low: Self.quantile(tail, of: means),
      high: Self.quantile(1 - tail, of: means))
  }

  /// The means of all rounds, sorted.
  ///
  /// - Parameter clusters: Those of all instances of the first run, then of the next.
  private func drawnMeans(
    of clusters: UnsafeBufferPointer<Cluster>, runs: Int, instances: Int
  ) -> [Double] {
    var random = Random(seed: seed)
    var means: [Double] = []
    means.reserveCapacity(rounds)
    while means.count < rounds {
      var drawn = Cluster(sum: 0, count: 0)
      let firsts = (0..<runs).map { _ in runs == 1 ? 0 : random.below(runs) * instances }
      var draws = 0
      // `while` and not `for`, which is many times slower in debug builds, where tests run.
      while draws < instances {
        let instance = random.below(instances)
        var run = 0
        while run < runs {
          drawn.add(clusters[firsts[run] + instance])
          run += 1
        }
        draws += 1
      }
      // Runs of different instances may be drawn without any of theirs.
      if drawn.count > 0 { means.append(drawn.sum / drawn.count) }
    }
    return means.sorted()
  }

  /// A quantile of sorted values, interpolated between neighbours.
  private static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
    let part = place - Double(below)
    return sorted[below] + part * (sorted[below + 1] - sorted[below])
  }
}

extension Bootstrap.Cluster {
  fileprivate mutating func add(_ other: Bootstrap.Cluster) {
    sum += other.sum
    count += other.count
  }
}
