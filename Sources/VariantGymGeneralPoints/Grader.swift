/// Grades a submission by the first thing that is wrong with it.
struct Grader {
  let target: Int
  /// The values of the cards; `nil` if the rule lacks one of the faces.
  private let values: [Int]?
  private let symbols: [String]

  init(hand: Hand, rule: FaceRule) {
    target = hand.target
    symbols = hand.cards.map(\.symbol)
    values = hand.values(under: rule)
  }

  /// What a formula that is about to be read has used of the hand.
  var unused: NumberUse {
    // Where a face has no value, no formula is made of the hand.
    NumberUse(of: values ?? [])
  }

  func grade(_ submission: PointsRules.Submission) -> PointsRules.Grade {
    var use = unused
    let value = submission.formula.built(by: &use)
    return grade(
      cards: submission.cards, numbers: submission.numbers?.lazy.map(Optional.some),
      formula: use, value: value)
  }

  /// Grades what was read of a submission, from whatever it was read.
  func grade(
    cards: (some Sequence<String>)?, numbers: (some Sequence<Int?>)?, formula: NumberUse,
    value: Rational?
  ) -> PointsRules.Grade {
    guard let values, let cards, let numbers, isHand(cards), areValues(numbers) else {
      return .misread
    }
    if formula.isWhole { return value == Rational(target) ? .correct : .wrongValue }
    // One card alone is no progress. Beyond the search's ranges nothing is known to be completable.
    guard formula.isWithinHand, case let rest = formula.rest, rest.count + 1 < values.count,
      let value, (try? PointsSearch.canReach(target, from: value, with: rest)) == true
    else { return .wrongNumbers }
    return .partial
  }

  /// Whether a formula uses exactly the values of the hand.
  func usesEveryCardOnce(_ formula: Formula) -> Bool {
    var use = unused
    _ = formula.built(by: &use)
    return use.isWhole
  }

  private func isHand(_ cards: some Sequence<String>) -> Bool {
    isHand(cards) { $0 == symbols[$1] }
  }

  private func areValues(_ numbers: some Sequence<Int?>) -> Bool {
    guard let values else { return false }
    return isHand(numbers) { $0 == values[$1] }
  }

  /// Whether items name every card once, in any order.
  private func isHand<Items: Sequence>(
    _ items: Items, by isMeant: (Items.Element, _ place: Int) -> Bool
  ) -> Bool {
    var use = CardUse(cards: symbols.count)
    for item in items {
      use.take { isMeant(item, $0) }
      if !use.isWithinHand { return false }
    }
    return use.isWhole
  }

  /// The cards of a hand that a formula uses, by their values.
  struct NumberUse: FormulaBuilder {
    private let values: [Int]
    private var use: CardUse

    init(of values: [Int]) {
      self.values = values
      use = CardUse(cards: values.count)
    }

    var isWithinHand: Bool { use.isWithinHand }
    var isWhole: Bool { use.isWhole }
    /// The values that are not used.
    var rest: [Int] { use.rest.map { values[$0] } }

    mutating func number(_ number: Int) -> Rational? {
      use.take { values[$0] == number }
      return Rational(number)
    }

    mutating func joined(
      _ symbol: Formula.Operator, _ left: Rational?, _ right: Rational?
    ) -> Rational? {
      guard let left, let right else { return nil }
      return symbol.apply(left, right)
    }
  }
}
