import VariantGymCore

/// Keeps books of the numbers that are left, and checks claims against them.
///
/// A claim that is false moves the books to where the thought believes to be, so that one mistake is
/// counted once. Operations that do not say what is left put the books out of use until a claim says
/// it again.
struct PointsBooks {
  private let hand: Hand
  private let rule: FaceRule
  private let base: FaceRule
  private let values: [Int]
  private let answer: PointsRules.Submission?

  private var left: [Rational]
  private var visited: Set<[Rational]>
  private var areKept = false
  private var areOutOfUse = false
  private var translated: Set<Card> = []
  private var isConcluded = false
  private var deadEnds: DeadEnd

  init(_ thought: Thought<PointsRules>) {
    hand = thought.state.hand
    rule = thought.convention
    base = thought.base
    values = (hand.values(under: rule) ?? []).sorted()
    answer = thought.answer?.first
    left = values.map { Rational($0) }.inOrder
    visited = [left]
    deadEnds = DeadEnd(target: hand.target)
  }

  /// What the thought as a whole lacks.
  var conclusion: TraceFault? {
    if hand.cards.contains(where: { $0.isFace && !translated.contains($0) }) {
      return .missingTranslation
    }
    // Books that were kept and end elsewhere tell of a derivation that breaks off.
    let breaksOff = areKept && !areOutOfUse && left != [Rational(hand.target)]
    if !isConcluded || breaksOff { return .missingConclusion }
    return answer.map(restatesHand) ?? false ? nil : .wrongConclusion
  }

  /// Checks the next claim.
  mutating func check(_ claim: PointsClaim) -> TraceCheck {
    switch claim {
    case .hand(let cards, let target):
      let isHand = target == hand.target && Self.areAlike(cards, hand.cards)
      return isHand ? .holds : .fails(.misread)
    case .values(let values):
      return TraceCheck(values.map { fault(of: $0) }.first { $0 != nil } ?? nil)
    case .join(let operation, let rest):
      return TraceCheck(fault(of: operation, leaving: rest.inOrder))
    case .operation(let operation):
      areOutOfUse = true
      return isExact(operation) ? .holds : .fails(.slip)
    case .equation(let formulas, let value):
      guard !formulas.isEmpty else { return .undecided }
      areOutOfUse = true
      return TraceCheck(fault(of: formulas, value))
    case .deadEnd(let numbers, let makes, let target):
      return check(deadEnd: numbers.inOrder, makes: makes, target: target ?? hand.target)
    case .backUp(let numbers):
      let isKnown = areOutOfUse || visited.contains(numbers.inOrder)
      move(to: numbers.inOrder)
      return isKnown ? .holds : .fails(.falseReturn)
    case .reaches(let formula, let target):
      conclude(formula)
      return TraceCheck(target == hand.target ? fault(of: formula) : .misread)
    case .conclusion(let formula):
      isConcluded = true
      let isAnswer = answer.map { Self.areAlike(formula, $0.formula) } ?? true
      return TraceCheck(isAnswer ? fault(of: formula) : .wrongConclusion)
    }
  }

  private mutating func move(to numbers: [Rational]) {
    left = numbers
    visited.insert(numbers)
    areKept = true
    areOutOfUse = false
  }

  // MARK: Values

  private mutating func fault(of claim: PointsClaim.CardValue) -> TraceFault? {
    let card = claim.card
    // A rule speaks of faces that were not dealt; number cards are spoken of as dealt.
    guard card.isFace || hand.cards.contains(card) else { return .misread }
    translated.insert(card)
    if rule.value(of: card) == claim.value { return nil }
    return base.value(of: card) == claim.value ? .oldRule : .misread
  }

  // MARK: Joins

  private mutating func fault(
    of operation: PointsOperation, leaving rest: [Rational]
  ) -> TraceFault? {
    defer { move(to: rest) }
    var expected = left
    for operand in [operation.left, operation.right] where !areOutOfUse {
      guard let place = expected.firstIndex(of: operand) else { return .reusedCard }
      expected.remove(at: place)
    }
    guard isExact(operation) else { return .slip }
    let isRest = areOutOfUse || (expected + [operation.result]).inOrder == rest
    return isRest ? nil : .wrongRest
  }

  private func isExact(_ operation: PointsOperation) -> Bool {
    operation.symbol.apply(operation.left, operation.right) == operation.result
  }

  private mutating func fault(of formulas: [Formula], _ value: Rational?) -> TraceFault? {
    let values = formulas.map(\.value)
    guard let first = values[0], values.allSatisfy({ $0 == first }), value ?? first == first else {
      return .slip
    }
    for formula in formulas where fault(of: formula) == nil { conclude(formula) }
    return nil
  }

  // MARK: Dead ends

  private mutating func check(
    deadEnd numbers: [Rational], makes: [Rational]?, target: Int
  ) -> TraceCheck {
    if target != hand.target { return .fails(.misread) }
    if areKept, !areOutOfUse, numbers != left { return .fails(.wrongRest) }
    if let makes {
      guard numbers.count == 2, let results = DeadEnd.results(numbers[0], numbers[1]) else {
        return .undecided
      }
      if makes.inOrder != results.inOrder { return .fails(.falseDeadEnd) }
    }
    guard DeadEnd.counts.contains(numbers.count),
      let isReached = deadEnds.canReach(from: numbers)
    else { return .undecided }
    return isReached ? .fails(.falseDeadEnd) : .holds
  }

  // MARK: Formulas

  /// What is wrong with a formula that should use every card once and have the target's value.
  private func fault(of formula: Formula) -> TraceFault? {
    let numbers = formula.numbers.sorted()
    guard numbers == values else {
      if numbers == hand.values(under: base)?.sorted() { return .oldRule }
      var rest = values
      for number in numbers {
        guard let place = rest.firstIndex(of: number) else { return .reusedCard }
        rest.remove(at: place)
      }
      return .unsolved
    }
    return formula.value == Rational(hand.target) ? nil : .unsolved
  }

  /// A formula that is shown to solve the hand and is answered needs no other conclusion.
  private mutating func conclude(_ formula: Formula) {
    if let answer, Self.areAlike(formula, answer.formula) { isConcluded = true }
  }

  /// Whether the answer lists the cards as dealt, and their values under the rule.
  private func restatesHand(_ answer: PointsRules.Submission) -> Bool {
    let cards = answer.cards?.compactMap { Card(symbol: $0) }
    return cards.map { Self.areAlike($0, hand.cards) } ?? false
      && answer.numbers?.sorted() == values
  }

  private static func areAlike(_ first: [Card], _ second: [Card]) -> Bool {
    first.map(\.symbol).sorted() == second.map(\.symbol).sorted()
  }

  /// Whether formulas are the same but for the order in sums and products of two.
  private static func areAlike(_ first: Formula, _ second: Formula) -> Bool {
    first == second || canonical(first) == canonical(second)
  }

  private static func canonical(_ formula: Formula) -> String {
    guard case .operation(let symbol, let left, let right) = formula else { return "\(formula)" }
    let sides = [canonical(left), canonical(right)]
    let isCommutative = symbol == .plus || symbol == .times
    let ordered = isCommutative ? sides.sorted() : sides
    return "(\(ordered[0])\(symbol.symbol)\(ordered[1]))"
  }
}

extension TraceCheck {
  fileprivate init(_ fault: TraceFault?) {
    self = fault.map(TraceCheck.fails) ?? .holds
  }
}
