import Testing
import VariantGymCore

@testable import VariantGymGeneralPoints

@Suite("Cards in use")
struct CardUseTests {
  /// Hands about as long as a word has bits, where the memory of the places changes.
  @Test(
    "Long hands are graded like short ones", arguments: [1, 2, 6, 63, 64, 65, 66, 129])
  func longHands(count: Int) {
    var random = Random(seed: 8)
    let values = (0..<count).map { _ in random.within(2...9) }
    let hand = Hand(cards: values.map(Card.number), target: values.reduce(0, +))
    var shuffled = values
    random.shuffle(&shuffled)
    func cause(_ formula: [Int], cards: [Int]) -> String {
      let text = formula.map(String.init).joined(separator: "+")
      let scorer = PointsScorer(hand: hand, terms: Terms(honest: .base))
      let score = scorer.score(
        "<answer>{cards: \(cards), number: \(shuffled), formula: '\(text)'}</answer>")
      #expect(score.verdict.isValid == (formula.sorted() == values.sorted()))
      return score.verdict.cause?.rawValue ?? "correct"
    }
    #expect(cause(shuffled, cards: shuffled) == "correct")
    #expect(cause(shuffled + [2], cards: shuffled) == "wrong-numbers")
    #expect(cause(shuffled, cards: shuffled + [2]) == "misread")
    #expect(cause(shuffled, cards: Array(shuffled.dropLast())) == "misread")
    #expect(cause(shuffled, cards: shuffled.dropLast() + [11]) == "misread")
  }

  @Test("What is left over keeps its places", arguments: [3, 64, 130])
  func rest(count: Int) {
    var use = CardUse(cards: count)
    #expect(use.rest == Array(0..<count) && !use.isWhole)
    for place in stride(from: 0, to: count, by: 2) { use.take { $0 == place } }
    #expect(use.rest == Array(stride(from: 1, to: count, by: 2)) && use.isWithinHand)
    use.take { $0 == 0 }
    #expect(!use.isWithinHand)
  }
}
