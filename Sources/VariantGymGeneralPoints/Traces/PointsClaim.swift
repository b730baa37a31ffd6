/// What a phrase of a thought claims about a hand.
public enum PointsClaim: Hashable, Sendable {
  /// These cards were dealt, and must make the target.
  case hand([Card], target: Int)
  /// What cards count for.
  case values([CardValue])
  /// An operation, and what is left after it.
  case join(PointsOperation, rest: [Rational])
  /// An operation, with nothing said of what is left.
  case operation(PointsOperation)
  /// All formulas have the same value, which is the given number if there is one.
  case equation([Formula], Rational?)
  /// The numbers that are left cannot make the target; the second list is all that two can make. A
  /// target that is not named is the hand's.
  case deadEnd([Rational], makes: [Rational]?, target: Int?)
  /// These numbers are there again.
  case backUp([Rational])
  /// The formula uses every card once and has the value.
  case reaches(Formula, target: Int)
  /// The formula is the answer.
  case conclusion(Formula)

  /// A card and what it is said to count for.
  public struct CardValue: Hashable, Sendable {
    /// The card.
    public let card: Card
    /// What it is said to count for.
    public let value: Int

    /// A card and what it is said to count for.
    public init(card: Card, value: Int) {
      self.card = card
      self.value = value
    }
  }
}

/// Two numbers, joined, and what that is said to make.
public struct PointsOperation: Hashable, Sendable {
  /// The number on the left.
  public let left: Rational
  /// The operator.
  public let symbol: Formula.Operator
  /// The number on the right.
  public let right: Rational
  /// What they are said to make.
  public let result: Rational

  /// An operation.
  public init(left: Rational, symbol: Formula.Operator, right: Rational, result: Rational) {
    self.left = left
    self.symbol = symbol
    self.right = right
    self.result = result
  }
}

/// What stands in a slot of a phrase about a hand.
public enum PointsSlot: Hashable, Sendable {
  /// `{cards}`: `K, 3 and 8`; or `{card-row}`: `K 3 8`.
  case cards([Card])
  /// `{values}`: `K counts 10 and 3 counts 3`; `{value-row}`: `K:10 3:3`; or `{faces}`, the same of
  /// face cards and the ace in anybody's words: `K = 10`, `J = Q = K = 10`, `K counts as 10`.
  case values([PointsClaim.CardValue])
  /// `{numbers}`: `8/3, 3 and 8`; or `{number-row}`: `8/3 3 8`.
  case numbers([Rational])
  /// `{target}`: a whole number.
  case target(Int)
  /// `{operation}`: `3 - (8/3) = 1/3`.
  case operation(PointsOperation)
  /// `{formula}`: `8 / (3 - 8 / 3)`, with at least one operator.
  case formula(Formula)
  /// `{equation}`: `(10 - 4) * 4 = 24`, also in chains.
  case equation([Formula], Rational?)
  /// `{start}` and `{end}`: no text, but places where a statement can begin or end in prose: not
  /// inside a longer formula, and not after words that may deny or alter it.
  case edge
}

extension [PointsSlot] {
  var cards: [Card]? {
    for case .cards(let cards) in self { return cards }
    return nil
  }
  var values: [PointsClaim.CardValue]? {
    for case .values(let values) in self { return values }
    return nil
  }
  /// The lists of numbers, in order.
  var numbers: [[Rational]] {
    compactMap { if case .numbers(let numbers) = $0 { numbers } else { nil } }
  }
  var target: Int? {
    for case .target(let target) in self { return target }
    return nil
  }
  var operation: PointsOperation? {
    for case .operation(let operation) in self { return operation }
    return nil
  }
  var formula: Formula? {
    for case .formula(let formula) in self { return formula }
    return nil
  }
}
