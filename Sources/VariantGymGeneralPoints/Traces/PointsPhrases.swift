import VariantGymCore

/// The phrases that the trace verifier knows: those of the library's styles, then prose.
enum PointsPhrases {
  typealias Book = Phrasebook<PointsSlot, PointsClaim>

  /// The book for a set of faces, with further phrases of a user before its own.
  static func book(faces: [Card.Face], further: [Book.Phrase]) -> Book {
    Book(slots: PointsSlotReader.all(faces: faces), phrases: further + sentences + symbols + prose)
  }

  private static func phrases(
    _ patterns: [String], standsAnywhere: Bool = false,
    _ claim: @escaping @Sendable ([PointsSlot]) -> PointsClaim?
  ) -> [Book.Phrase] {
    patterns.map { Book.Phrase($0, standsAnywhere: standsAnywhere, claim: claim) }
  }

  private static let sentences: [Book.Phrase] =
    phrases(
      [
        "The cards are {cards}, and the target is {target}",
        "I must make {target} from {cards}",
        "The target is {target}, and I was dealt {cards}",
      ], hand)
    + phrases(
      [
        "{values}", "In this game {values}", "Here {values}", "By the rule {values}",
        "{values} here",
      ], values)
    + ["", "Try ", "Suppose ", "Take ", "So ", "Then ", "Now ", "Next ", "First "].flatMap {
      opening in
      phrases(
        [
          "\(opening){operation}, which leaves {numbers}",
          "\(opening){operation}, leaving {numbers}",
          "\(opening){operation}, so I have {numbers}",
        ], join)
    }
    + phrases(
      [
        "{numbers} cannot make {target}", "No way of joining {numbers} gives {target}",
        "{target} cannot be made from {numbers}", "{numbers} make only {numbers}, not {target}",
        "From {numbers} come only {numbers}, never {target}",
        "{numbers} give {numbers}, none of them {target}",
      ], deadEnd)
    + phrases(["Back to {numbers}", "Return to {numbers}"], backUp)
    + phrases(
      [
        "So {formula} = {target}, each card once",
        "Check: {formula} = {target}, with every card used once",
        "Now {formula} = {target}, and every card is used once",
      ], reaches)
    + phrases(["I answer {formula}"], conclusion)

  private static let symbols: [Book.Phrase] =
    phrases(["{card-row} -> {target}"], hand) + phrases(["{value-row}"], values)
    + phrases(["{operation} | {number-row}"], join)
    + phrases(["{number-row}: {number-row} x", "{number-row} x"], deadEnd)
    + phrases(["< {number-row}"], backUp) + phrases(["# {formula}={target}"], reaches)
    + phrases(["= {formula}"], conclusion)

  private static let prose: [Book.Phrase] =
    phrases(["{start}{faces}{end}"], standsAnywhere: true, values)
    + phrases(
      [
        "The answer is {formula}{end}", "The formula is {formula}{end}",
        "The final answer is {formula}{end}", "Final answer: {formula}{end}",
      ], standsAnywhere: true, conclusion)
    + phrases(["{start}{equation}{end}"], standsAnywhere: true) { slots in
      for case .equation(let formulas, let value) in slots { return .equation(formulas, value) }
      return nil
    }
    + phrases(["{start}{operation}{end}"], standsAnywhere: true) { slots in
      slots.operation.map(PointsClaim.operation)
    }
}

// MARK: - What slots say

extension PointsPhrases {
  @Sendable private static func hand(_ slots: [PointsSlot]) -> PointsClaim? {
    guard let cards = slots.cards, let target = slots.target else { return nil }
    return .hand(cards, target: target)
  }

  @Sendable private static func values(_ slots: [PointsSlot]) -> PointsClaim? {
    slots.values.map(PointsClaim.values)
  }

  @Sendable private static func join(_ slots: [PointsSlot]) -> PointsClaim? {
    guard let operation = slots.operation, let rest = slots.numbers.first else { return nil }
    return .join(operation, rest: rest)
  }

  @Sendable private static func deadEnd(_ slots: [PointsSlot]) -> PointsClaim? {
    let numbers = slots.numbers
    // What is beyond an exhaustive check is left unread.
    guard let left = numbers.first, DeadEnd.counts.contains(left.count),
      numbers.count == 1 || left.count == 2
    else { return nil }
    return .deadEnd(left, makes: numbers.count > 1 ? numbers[1] : nil, target: slots.target)
  }

  @Sendable private static func backUp(_ slots: [PointsSlot]) -> PointsClaim? {
    slots.numbers.first.map(PointsClaim.backUp)
  }

  @Sendable private static func reaches(_ slots: [PointsSlot]) -> PointsClaim? {
    guard let formula = slots.formula, let target = slots.target else { return nil }
    return .reaches(formula, target: target)
  }

  @Sendable private static func conclusion(_ slots: [PointsSlot]) -> PointsClaim? {
    slots.formula.map(PointsClaim.conclusion)
  }
}
