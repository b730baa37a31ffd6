/// Grades a submission by the first thing that is wrong with it. It allocates at most one array.
struct Grader {
  let hand: Hand
  /// The values of the cards; `nil` if the rule lacks one of the faces.
  private let values: [Int]?

  init(hand: Hand, rule: FaceRule) {
    self.hand = hand
    values = hand.values(under: rule)
  }

  func grade(_ submission: PointsRules.Submission) -> PointsRules.Grade {
    guard var rest = values else { return .misread }
    guard let cards = submission.cards, let numbers = submission.numbers,
      isHand(cards), Grader.areAlike(numbers, rest)
    else { return .misread }
    guard Grader.take(submission.formula, from: &rest) else { return .wrongNumbers }
    let value = submission.formula.value
    if rest.isEmpty { return value == Rational(hand.target) ? .correct : .wrongValue }
    // One card alone is no progress. Beyond the search's ranges nothing is known to be completable.
    guard rest.count + 1 < hand.cards.count, let value,
      (try? PointsSearch.canReach(hand.target, from: value, with: rest)) == true
    else { return .wrongNumbers }
    return .partial
  }

  /// Whether a formula uses exactly the values of the hand.
  func usesEveryCardOnce(_ formula: Formula) -> Bool {
    guard var rest = values else { return false }
    return Grader.take(formula, from: &rest) && rest.isEmpty
  }

  private func isHand(_ symbols: [String]) -> Bool {
    symbols.count == hand.cards.count
      && hand.cards.allSatisfy { card in
        let symbol = card.symbol
        return symbols.count { $0 == symbol } == hand.cards.count { $0 == card }
      }
  }

  /// Whether two lists hold the same numbers equally often. Hands are short, so counting is quicker
  /// than sorting.
  private static func areAlike(_ first: [Int], _ second: [Int]) -> Bool {
    first.count == second.count
      && second.allSatisfy { number in
        first.count { $0 == number } == second.count { $0 == number }
      }
  }

  /// Takes the numbers of a formula away; `false` if one is not there.
  private static func take(_ formula: Formula, from rest: inout [Int]) -> Bool {
    formula.allNumbers { number in
      guard let place = rest.firstIndex(of: number) else { return false }
      rest.remove(at: place)
      return true
    }
  }
}
