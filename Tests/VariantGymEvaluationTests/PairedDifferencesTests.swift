import Testing
import VariantGym

@Suite("Paired differences")
struct PairedDifferencesTests {
  @Test("p-values are those of all signs, but for the draw")
  func exact() {
    var random = Random(seed: 7)
    for _ in 0..<30 {
      let count = 3 + random.below(8)
      let values = (0..<count).map { _ in Double(random.below(9)) / 4 - 0.8 }
      let differences = PairedDifferences(values)
      for alternative in [PairedDifferences.Alternative.different, .greater, .less] {
        let drawn = differences.pValue(alternative: alternative)
        let exact = exactPValue(values, alternative)
        // Five standard errors of a share of 9999 draws.
        #expect(abs(drawn - exact) < 5 * (0.25 / 9999).squareRoot() + 2e-4)
      }
    }
  }

  @Test("the same values give the same p-value, and it is never zero")
  func repeats() {
    let differences = PairedDifferences(Array(repeating: 1, count: 100))
    #expect(differences.pValue() == differences.pValue())
    #expect(differences.pValue() == 1e-4)
    #expect(differences.pValue(alternative: .less) == 1)
    #expect(PairedDifferences([0, 0, 0]).pValue() == 1)
  }

  @Test("a true null is rejected as often as the level says")
  func level() {
    var random = Random(seed: 3)
    var rejected = 0
    for _ in 0..<400 {
      let values = (0..<40).map { _ in Double(random.below(3)) - 1 }
      if PairedDifferences(values).pValue(rounds: 199, seed: random.next()) < 0.05 { rejected += 1 }
    }
    // 20 are expected, with a standard deviation of 4.4.
    #expect((5...40).contains(rejected))
  }

  @Test(
    "non-inferiority at the margin is claimed as rarely as the level says, where nothing is symmetric",
    arguments: [(40, 0.025), (100, 0.025), (400, 0.025), (400, 0.005)])
  func skewed(count: Int, level: Double) {
    // One side always succeeds, the other fails in 5% of the instances: alone, or of three runs.
    for (runs, places) in [(1, 20), (3, 20)] {
      var random = Random(seed: 5)
      let cases = 1200
      var claimed = 0
      for _ in 0..<cases {
        let values = (0..<count).map { _ in
          -Double((0..<runs).count { _ in random.below(places) == 0 }) / Double(runs)
        }
        let p = PairedDifferences(values).pValue(thatMeanExceeds: -0.05, in: -1...1)
        if p < level { claimed += 1 }
      }
      let most = level * Double(cases)
      #expect(Double(claimed) < most + 4 * most.squareRoot(), "\(runs) runs: \(claimed)")
    }
  }

  @Test("a mean well above or below the bound is told from it, and a few that agree prove nothing")
  func likelihood() {
    func p(_ values: [Double]) -> Double {
      PairedDifferences(values).pValue(thatMeanExceeds: -0.05, in: -1...1)
    }
    #expect(p(Array(repeating: 0, count: 10)) > 0.3)
    #expect(p(Array(repeating: 0, count: 400)) < 1e-4)
    #expect(p((0..<400).map { $0 % 2 == 0 ? 0.2 : -0.2 }) < 1e-4)
    #expect(p((0..<400).map { $0 % 5 == 0 ? -1 : 0 }) > 0.9999)
    #expect(p(Array(repeating: -0.06, count: 5)) == 1)
    #expect(p([1, -1, 0]) > 0.5)
  }

  private func exactPValue(
    _ values: [Double], _ alternative: PairedDifferences.Alternative
  ) -> Double {
    let observed = values.reduce(0, +)
    let extreme = (0..<1 << values.count).count { signs in
      let sum = values.enumerated().reduce(0) { $0 + (signs >> $1.0 & 1 == 0 ? $1.1 : -$1.1) }
      switch alternative {
      case .different: return abs(sum) >= abs(observed) - 1e-9
      case .greater: return sum >= observed - 1e-9
      case .less: return sum <= observed + 1e-9
      }
    }
    return Double(extreme) / Double(1 << values.count)
  }
}
