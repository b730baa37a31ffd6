import Testing
import VariantGymCore

@testable import VariantGymGeneralPoints

@Suite("Dealing hands")
struct PointsScalerTests {
  @Test("difficulties deal as many cards as they say, from the ranks that they say")
  func ranks() {
    let terms = [Terms(honest: FaceRule.base)]
    for (difficulty, count, most) in [
      ("four", 4, 10), ("five", 5, 10), ("six", 6, 10), ("large", 4, 19), ("four-to-13", 4, 13),
    ] {
      var random = Random(seed: 7)
      var numbers: Set<Int> = []
      var faces = 0
      for _ in 0..<2000 {
        guard let hand = PointsScaler().candidate(difficulty, for: terms, using: &random) else {
          continue
        }
        #expect(hand.cards.count == count)
        for card in hand.cards {
          if case .number(let value) = card { numbers.insert(value) } else { faces += 1 }
        }
      }
      let gap = difficulty == "large" ? 11...13 : 0...0
      #expect(numbers == Set((1...most).filter { !gap.contains($0) }), "\(difficulty)")
      #expect(faces > 0)
    }
  }
}
