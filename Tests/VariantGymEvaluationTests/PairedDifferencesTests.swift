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
      for margin in [0.0, 0.3] {
        for alternative in [PairedDifferences.Alternative.different, .greater, .less] {
          let drawn = differences.pValue(margin: margin, alternative: alternative)
          let exact = exactPValue(values.map { $0 + margin }, alternative)
          // Five standard errors of a share of 9999 draws.
          #expect(abs(drawn - exact) < 5 * (0.25 / 9999).squareRoot() + 2e-4)
        }
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
