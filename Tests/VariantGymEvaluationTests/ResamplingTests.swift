import Testing
import VariantGymCore

@testable import VariantGymEvaluation

/// The fast draws beside plain ones.
@Suite("Resampling")
struct ResamplingTests {
  @Test("an interval is that of rounds drawn one value at a time", arguments: 1...4)
  func bootstrap(runs count: Int) {
    for seed in UInt64(0)..<20 {
      var random = Random(seed: seed)
      let instances = random.within(1...70)
      let runs: [[Bootstrap.Cluster?]] = (0..<count).map { _ in
        (0..<instances).map { index in
          if index > 0 && random.below(5) == 0 { return nil }
          return Bootstrap.Cluster(
            sum: Double(random.below(1000)) / 7, count: Double(random.within(1...9)))
        }
      }
      let estimate = Bootstrap(rounds: 101, seed: seed).mean(of: runs)
      let means = Self.means(of: runs, rounds: 101, seed: seed)
      // Of 101 sorted means, 2.5% lies between the third and the fourth, half way.
      #expect(abs(estimate.low - (means[2] + means[3]) / 2) < 1e-9)
      #expect(abs(estimate.high - (means[97] + means[98]) / 2) < 1e-9)
    }
  }

  private static func means(
    of runs: [[Bootstrap.Cluster?]], rounds: Int, seed: UInt64
  ) -> [Double] {
    var random = Random(seed: seed)
    var means: [Double] = []
    while means.count < rounds {
      let drawn = runs.map { runs.count == 1 ? $0 : random.pick(from: runs) }
      var (sum, count) = (0.0, 0.0)
      for _ in 0..<runs[0].count {
        let instance = random.below(runs[0].count)
        for case let cluster? in drawn.map({ $0[instance] }) {
          sum += cluster.sum
          count += cluster.count
        }
      }
      if count > 0 { means.append(sum / count) }
    }
    return means.sorted()
  }

  @Test("a p-value is that of signs drawn one at a time")
  func signs() {
    for seed in UInt64(0)..<20 {
      var random = Random(seed: seed)
      let values = (0..<random.within(1...200)).map { _ in Double(random.below(200)) / 100 - 0.9 }
      let observed = values.reduce(0, +)
      var draws = Random(seed: seed)
      var extreme = 1
      for _ in 0..<199 {
        var (sum, signs) = (0.0, UInt64(0))
        for (index, value) in values.enumerated() {
          if index % 64 == 0 { signs = draws.next() }
          sum += signs >> UInt64(index % 64) & 1 == 0 ? value : -value
        }
        if sum >= observed - 1e-9 * Double(values.count) { extreme += 1 }
      }
      let p = PairedDifferences(values).pValue(alternative: .greater, rounds: 199, seed: seed)
      #expect(p == Double(extreme) / 200)
    }
  }
}
