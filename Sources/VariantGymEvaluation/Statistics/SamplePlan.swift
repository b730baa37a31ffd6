/// How many paired episodes show a difference of success.
///
/// Two policies, or two variants, on the same instances; McNemar's exact test.
public struct SamplePlan: Hashable, Sendable {
  /// The difference between the two shares of success, above 0.
  public let difference: Double
  /// The share of instances on which exactly one of the two succeeds, at least the difference.
  public let discordance: Double
  /// The probability of a false claim that is accepted.
  public let level: Double
  /// The wanted probability that the test shows the difference.
  public let power: Double

  /// A plan; `nil` unless `0 < difference <= discordance <= 1`, and level and power are between 0
  /// and 1.
  public init?(
    difference: Double, discordance: Double, level: Double = 0.05, power: Double = 0.8
  ) {
    guard difference > 0, difference <= discordance, discordance <= 1, level > 0, level < 1,
      power > 0, power < 1
    else { return nil }
    self.difference = difference
    self.discordance = discordance
    self.level = level
    self.power = power
  }

  /// The plan for two shares of success that are independent of one another: the most that pairing can
  /// be expected to cost.
  public init?(
    _ first: Double, against second: Double, level: Double = 0.05, power: Double = 0.8
  ) {
    self.init(
      difference: abs(first - second), discordance: first * (1 - second) + second * (1 - first),
      level: level, power: power)
  }

  /// The number of instances by the normal approximation (Connor, "Sample size for testing differences
  /// in proportions for the paired-sample design", Biometrics 1987); `Int.max` where they are more than
  /// that.
  public var approximateEpisodes: Int {
    // The upper quantile, from the side on which a small level is not rounded away.
    let claim = -Normal.quantile(max(level / 2, .leastNonzeroMagnitude)) * discordance.squareRoot()
    let miss =
      Normal.quantile(power) * (discordance - difference * difference).squareRoot()
    let root = (claim + miss) / difference
    return Int(exactly: (root * root).rounded(.up)) ?? .max
  }

  /// The fewest instances from which on the exact test has the wanted power; beyond 10,000, where the
  /// two hardly differ, those of the approximation.
  ///
  /// The power of an exact test goes up and down a little as instances are added: of the numbers up to
  /// a quarter beyond the answer, none falls short again.
  public var episodes: Int {
    guard approximateEpisodes <= 10_000 else { return approximateEpisodes }
    var test = PowerTable(self)
    // The exact test wants more than the approximation says, never half of it.
    var enough = max(approximateEpisodes / 2, 1)
    var count = enough
    while count <= enough + max(enough / 4, 8) {
      if test.power(count) < power { enough = count + 1 }
      count += 1
    }
    return enough
  }

  /// The probability that the exact test on some instances shows the difference, in its direction.
  ///
  /// - Complexity: Quadratic in `episodes`.
  public func exactPower(_ episodes: Int) -> Double {
    var test = PowerTable(self)
    return test.power(episodes)
  }
}

/// The power of McNemar's exact test, by the number of pairs that differ.
private struct PowerTable {
  private let plan: SamplePlan
  private var powers: [Double] = []

  init(_ plan: SamplePlan) {
    self.plan = plan
  }

  mutating func power(_ pairs: Int) -> Double {
    while powers.count <= pairs { powers.append(powerOfDiffering(powers.count)) }
    return zip(Binomial.probabilities(pairs, plan.discordance), powers)
      .reduce(0) { $0 + $1.0 * $1.1 }
  }

  private func powerOfDiffering(_ count: Int) -> Double {
    // The most successes of the worse side with which the test still rejects.
    var tail = 0.0
    let rejecting = Binomial.probabilities(count, 0.5).prefix {
      tail += $0
      return 2 * tail <= plan.level
    }.count
    let worse = (plan.discordance - plan.difference) / (2 * plan.discordance)
    return Binomial.probabilities(count, worse).prefix(rejecting).reduce(0, +)
  }
}
