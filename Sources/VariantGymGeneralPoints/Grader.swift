/// Grades a submission by the first thing that is wrong with it.
struct Grader {
  let hand: Hand
  /// The values of the cards; `nil` if the rule lacks one of the faces.
  private let values: [Int]?
  private let symbols: [String]

  init(hand: Hand, rule: FaceRule) {
    self.hand = hand
    symbols = hand.cards.map(\.symbol)
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

  // Most replies list the cards as they were dealt; only the others need sorting.

  private func isHand(_ given: [String]) -> Bool {
    given == symbols || given.count == symbols.count && given.sorted() == symbols.sorted()
  }

  private static func areAlike(_ first: [Int], _ second: [Int]) -> Bool {
    first == second || first.count == second.count && first.sorted() == second.sorted()
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
