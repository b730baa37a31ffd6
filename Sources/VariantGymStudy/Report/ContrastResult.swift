import VariantGym

/// What a contrast came to.
struct ContrastResult: Sendable {
  let contrast: Contrast
  /// The means of both sides, and their difference with its interval.
  let first: Double
  let second: Double
  let difference: Estimate
  let instances: Int
  let seeds: Int
  /// The p-value for what is to be shown, and for its opposite.
  let pValue: Double
  let oppositePValue: Double
  /// The p-value for what is to be shown, corrected by Holm.
  var adjusted = 1.0
  /// The same of the opposite.
  var oppositeAdjusted = 1.0

  /// Two models that have learned nothing are no worse than one another, which says nothing.
  private var isInformative: Bool {
    if case .notWorse = contrast.kind { second >= 0.5 } else { true }
  }
  var holds: Bool { adjusted < 0.05 && isInformative }
  var isRefuted: Bool { oppositeAdjusted < 0.05 }

  /// `nil` where an arm or a set is missing.
  init?(_ contrast: Contrast, in results: StudyResults) {
    let first = Self.bySeed(contrast.first, contrast.family, results)
    let second = Self.bySeed(contrast.second, contrast.family, results)
    let seeds = first.keys.filter { second[$0] != nil }.sorted()
    var pairs: [[(key: UInt32, first: Double, second: Double)]] = []
    for seed in seeds {
      let (one, other) = (first[seed] ?? [:], second[seed] ?? [:])
      pairs.append(
        one.keys.sorted().compactMap { key in
          guard let a = one[key], let b = other[key] else { return nil }
          return (key, a.mean, b.mean)
        })
    }
    pairs.removeAll(where: \.isEmpty)
    let differences = pairs.map { seed in
      seed.map { (key: ContentKey(digest: UInt64($0.key)), value: $0.first - $0.second) }
    }
    guard
      let difference = Estimator(bootstrap: Bootstrap())
        .difference(differences, contrast.first.measure.kind)
    else { return nil }
    self.contrast = contrast
    self.seeds = pairs.count
    let all = pairs.joined()
    self.first = all.reduce(0) { $0 + $1.first } / Double(all.count)
    self.second = all.reduce(0) { $0 + $1.second } / Double(all.count)
    self.difference = difference
    // Seeds are averaged first: instances are what is independent.
    var byInstance: [UInt32: Mean] = [:]
    for pair in all { byInstance[pair.key, default: Mean()].add(pair.first - pair.second) }
    let means = PairedDifferences(byInstance.keys.sorted().map { byInstance[$0]!.mean })
    instances = means.values.count
    switch contrast.kind {
    case .more:
      pValue = means.pValue(alternative: .greater)
      oppositePValue = means.pValue(alternative: .less)
    case .notWorse(let margin):
      pValue = means.pValue(thatMeanExceeds: -margin, in: -1...1)
      oppositePValue = means.negated.pValue(thatMeanExceeds: margin, in: -1...1)
    }
  }

  /// All contrasts that can be tested, corrected together.
  static func all(in results: StudyResults) -> [ContrastResult] {
    var tested = Contrast.preregistered.compactMap { ContrastResult($0, in: results) }
    // Each contrast could come out either way, and both ways are tested.
    let chances = tested.map { 2 * Double($0.contrast.looks) }
    let adjusted = Holm.adjusted(zip(chances, tested).map { min(1, $0 * $1.pValue) })
    let opposite = Holm.adjusted(zip(chances, tested).map { min(1, $0 * $1.oppositePValue) })
    for index in tested.indices {
      tested[index].adjusted = adjusted[index]
      tested[index].oppositeAdjusted = opposite[index]
    }
    return tested
  }

  /// The mean of each instance, for each seed.
  private static func bySeed(
    _ side: Contrast.Side, _ family: String, _ results: StudyResults
  ) -> [UInt64: [UInt32: Mean]] {
    var means: [UInt64: [UInt32: Mean]] = [:]
    for set in side.sets {
      for (seed, outcome) in results.outcomes(family, side.arm, set) {
        for (key, value) in side.measure.values(outcome) {
          means[seed, default: [:]][UInt32(key.digest), default: Mean()].add(value)
        }
      }
    }
    return means
  }

  private struct Mean {
    private var sum = 0.0
    private var count = 0.0

    var mean: Double { sum / count }

    mutating func add(_ value: Double) {
      sum += value
      count += 1
    }
  }
}
