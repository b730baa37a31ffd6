import Foundation
import Testing
import VariantGym

/// Statistics against SciPy, statsmodels and the papers: see `Tests/Interoperability/statistics/reference.py`.
@Suite("Statistics")
struct StatisticsTests {
  struct Reference: Decodable {
    let kind: String
    var share, value, low, high, confidence, difference, discordance: Double?
    var successes, trials, onlyFirst, onlySecond, pairs: Int?
    var cells: [Int]?
    var values, adjusted: [Double]?
  }

  static func references(_ kind: String) throws -> [Reference] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
      .appendingPathComponent("Interoperability/statistics/reference.jsonl")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let all = try text.split(separator: "\n").map {
      try JSONDecoder().decode(Reference.self, from: Data($0.utf8))
    }
    let some = all.filter { $0.kind == kind }
    try #require(!some.isEmpty)
    return some
  }

  private func isClose(_ one: Double, _ other: Double, _ tolerance: Double = 1e-9) -> Bool {
    abs(one - other) <= tolerance * max(1, abs(other))
  }

  @Test("normal quantiles")
  func quantiles() throws {
    for reference in try Self.references("quantile") {
      #expect(isClose(Normal.quantile(reference.share!), reference.value!))
    }
  }

  @Test("Wilson's interval")
  func wilson() throws {
    for reference in try Self.references("wilson") {
      let estimate = Estimate.wilson(
        reference.successes!, of: reference.trials!, confidence: reference.confidence!)
      #expect(isClose(estimate.low, reference.low!) && isClose(estimate.high, reference.high!))
      #expect(estimate.low <= estimate.value && estimate.value <= estimate.high)
    }
  }

  @Test("McNemar's exact test")
  func mcNemar() throws {
    for reference in try Self.references("mcnemar") {
      let value = McNemar.pValue(
        onlyFirst: reference.onlyFirst!, onlySecond: reference.onlySecond!)
      #expect(isClose(value, reference.value!))
    }
  }

  @Test("Newcombe's interval for pairs")
  func newcombe() throws {
    for reference in try Self.references("newcombe") {
      let cells = reference.cells!
      let pairs = Pairs(
        both: cells[0], onlyFirst: cells[1], onlySecond: cells[2], neither: cells[3])
      let difference = pairs.difference(confidence: reference.confidence!)
      #expect(isClose(difference.low, reference.low!) && isClose(difference.high, reference.high!))
      let swapped = Pairs(
        both: cells[0], onlyFirst: cells[2], onlySecond: cells[1], neither: cells[3]
      ).difference(confidence: reference.confidence!)
      #expect(isClose(swapped.low, -difference.high) && isClose(swapped.high, -difference.low))
    }
  }

  @Test("the power of McNemar's exact test")
  func power() throws {
    for reference in try Self.references("power") {
      let plan = try #require(
        SamplePlan(difference: reference.difference!, discordance: reference.discordance!))
      #expect(isClose(plan.exactPower(reference.pairs!), reference.value!, 1e-7))
    }
  }

  @Test("a plan has the power it promises, and one instance fewer falls short")
  func plan() throws {
    for (difference, discordance) in [(0.1, 0.2), (0.3, 0.3), (0.05, 0.4), (0.5, 0.6)] {
      let plan = try #require(SamplePlan(difference: difference, discordance: discordance))
      #expect(plan.exactPower(plan.episodes) >= 0.8)
      #expect(plan.exactPower(plan.episodes - 1) < 0.8)
      #expect(plan.approximateEpisodes <= plan.episodes)
    }
    #expect(SamplePlan(difference: 0.3, discordance: 0.2) == nil)
  }

  @Test("a difference that no number of episodes shows, and a level that no test reaches")
  func extremePlans() throws {
    for other in [0.5 + 1e-10, 0.5.nextUp] {
      let plan = try #require(SamplePlan(0.5, against: other))
      #expect(plan.approximateEpisodes == .max && plan.episodes == .max)
    }
    let least = Double.leastNonzeroMagnitude
    #expect(SamplePlan(difference: least, discordance: least)?.episodes == .max)
    #expect(SamplePlan(difference: least, discordance: 1)?.episodes == .max)
    let large = try #require(SamplePlan(0.5, against: 0.5001))
    #expect((100_000_000..<1_000_000_000).contains(large.episodes))
    var last = 0
    for level in [0.5, 1e-15, 1e-17, 1e-300, least] {
      let plan = try #require(SamplePlan(difference: 0.5, discordance: 0.5, level: level))
      #expect(plan.approximateEpisodes > last)
      last = plan.approximateEpisodes
    }
  }

  @Test("Holm's correction, with equal and unordered values")
  func holm() throws {
    for reference in try Self.references("holm") {
      let adjusted = Holm.adjusted(reference.values!)
      #expect(zip(adjusted, reference.adjusted!).allSatisfy { isClose($0, $1) })
      #expect(adjusted.count == reference.adjusted!.count)
    }
    let adjusted = Holm.adjusted([0.01, 0.04, 0.03, 0.005])
    for (value, known) in zip(adjusted, [0.03, 0.06, 0.06, 0.02]) { #expect(isClose(value, known)) }
    #expect(Holm.adjusted([0.5, 0.5, 0.9]) == [1, 1, 1])
    #expect(Holm.adjusted([]) == [])
  }

  @Test("non-inferiority needs evidence, not equality")
  func nonInferiority() {
    #expect(!Pairs(both: 5).isNonInferior(margin: 0.05))
    #expect(Pairs(both: 200).isNonInferior(margin: 0.05))
    #expect(Pairs(both: 80, onlyFirst: 10, onlySecond: 0, neither: 10).isNonInferior(margin: 0.05))
    #expect(!Pairs(both: 80, onlyFirst: 2, onlySecond: 12, neither: 6).isNonInferior(margin: 0.05))
    #expect(!Pairs().isNonInferior(margin: 0.05))
  }

  @Test("pass@k and pass^k are the shares over all ways to choose k tries")
  func passAtK() {
    for tries in 1...7 {
      for successes in 0...tries {
        for k in 1...tries {
          // Try i succeeds for i < successes; every choice of k tries is a bit pattern.
          let choices = (0..<1 << tries).filter { $0.nonzeroBitCount == k }
          let good = (1 << successes) - 1
          let some = choices.count { $0 & good != 0 }
          let all = choices.count { $0 & ~good == 0 }
          let total = Double(choices.count)
          #expect(
            isClose(PassAtK.any(k, successes: successes, tries: tries), Double(some) / total))
          #expect(
            isClose(PassAtK.all(k, successes: successes, tries: tries), Double(all) / total))
        }
      }
    }
  }

  @Test("intervals cover the truth as often as they say")
  func coverage() {
    let held = coverage(of: 0.3, seed: 3) { random in
      // Clusters of two equal values: one value for each would give intervals that are too short.
      [(0..<60).map { _ in .init(sum: random.below(10) < 3 ? 2 : 0, count: 2) }]
    }
    // 95% less what percentiles of 60 clusters fall short; 300 trials scatter by 1.3%.
    #expect((270...298).contains(held))
  }

  @Test("runs that share their instances are no more evidence on instances")
  func sharedInstances() {
    let held = coverage(of: 0.7 * 0.95 + 0.3 * 0.05, seed: 9) { random in
      // Three runs that fail on the same instances, and slips of each run.
      let hard = (0..<60).map { _ in random.below(10) < 3 }
      return (0..<3).map { _ in
        hard.map { .init(sum: $0 == (random.below(20) == 0) ? 1 : 0, count: 1) }
      }
    }
    #expect((270...298).contains(held))
  }

  /// In how many of 300 trials the interval of drawn runs holds the true mean.
  private func coverage(
    of truth: Double, seed: UInt64, draw: (inout Random) -> [[Bootstrap.Cluster?]]
  ) -> Int {
    var random = Random(seed: seed)
    return (0..<300).count { trial in
      let estimate = Bootstrap(rounds: 400, seed: UInt64(trial)).mean(of: draw(&random))
      return estimate.low <= truth && truth <= estimate.high
    }
  }

  @Test("runs of instances of their own are drawn as a whole, whatever the others lack")
  func ownInstances() {
    let estimator = Estimator(bootstrap: Bootstrap(rounds: 200))
    let runs: [[(key: ContentKey, value: Double)]] = (0..<3).map { run in
      (0..<20).map { place in
        (key: ContentKey(digest: UInt64(100 * run + place)), value: Double(place % 2))
      }
    }
    let estimate = estimator.estimate(runs, .share)
    #expect(estimate?.value == 0.5)
    #expect((0.2..<0.45).contains(estimate?.low ?? 0) && (estimate?.high ?? 1) < 0.8)
  }

  @Test("values that all agree mislead once in twenty at most, whatever else may come")
  func unanimity() {
    for count in 7...200 {
      #expect(isClose(Estimate.unanimous(1, in: 0...1, count: count).low, 1 - unseen(count)))
      for value in [-1.0, 0, 0.25, 1] {
        let estimate = Estimate.unanimous(value, in: -1...1, count: count)
        for percent in 1...100 {
          // All agree in this share of samples; the mean is as far away as the others can bring it.
          let share = Double(percent) / 100
          let isRare = pow(share, Double(count)) <= 0.05
          for end in [-1.0, 1] {
            let mean = share * value + (1 - share) * end
            #expect(isRare || (estimate.low - 1e-9...estimate.high + 1e-9).contains(mean))
          }
        }
      }
    }
  }

  private func unseen(_ count: Int) -> Double { Estimate.wilson(0, of: count).high }

  @Test("intervals of differences hold the mean where nearly all agree", arguments: [0.9, 0.97])
  func nearUnanimity(agreeing: Double) {
    var random = Random(seed: 11)
    let estimator = Estimator(bootstrap: Bootstrap(rounds: 200))
    for (value, other) in [(1.0, 0.0), (0, -1), (0, 1), (-1, 0)] {
      let mean = agreeing * value + (1 - agreeing) * other
      let held = (0..<400).count { _ in
        let pairs = (0..<20).map { key in
          let differs = Double(random.below(1000)) >= agreeing * 1000
          return (key: ContentKey(digest: UInt64(key)), value: differs ? other : value)
        }
        guard let estimate = estimator.difference([pairs], .share) else { return false }
        return estimate.low <= mean && mean <= estimate.high
      }
      // 380 are promised. Without regard to pairs that were not seen, 0.97 to the 20th power are lost.
      #expect(held >= 360)
    }
  }

  @Test("differences between runs widen the interval")
  func runs() {
    func run(_ successes: Int) -> [Bootstrap.Cluster] {
      (0..<100).map { .init(sum: $0 < successes ? 1 : 0, count: 1) }
    }
    let alike = Bootstrap().mean(of: [run(50), run(50), run(50)])
    let unlike = Bootstrap().mean(of: [run(20), run(50), run(80)])
    #expect(alike.value == unlike.value)
    #expect(unlike.high - unlike.low > 2 * (alike.high - alike.low))
    #expect(Bootstrap().mean(of: [run(20), run(50)]) == Bootstrap().mean(of: [run(20), run(50)]))
  }
}
