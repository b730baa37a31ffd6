public import VariantGymCore

/// Tells a formula: what the cards count for, each join with what is left then, the final check.
///
/// An exploring style hears of joins that look right and lead nowhere. The rule is:
/// - at every number of the solution's own joins where three or more numbers are left, the first
///   two dead ends are told of products, then sums, then differences, then whole quotients, those
///   nearest the target first;
/// - where that is more than asked for, those with the fewest numbers left are kept;
/// - two numbers are given up with all that they can make, three after one more attempt, and more
///   than three at once.
public struct PointsNarrator: Narrator {
  /// General Points.
  public typealias E = PointsRules

  /// The styles.
  public let styles: [any TraceStyle<PointsStep>]

  /// A narrator.
  ///
  /// - Parameter styles: The library's `direct`, `search` and `terse`, or those and one's own.
  public init(styles: [any TraceStyle<PointsStep>] = PointsNarrator.standardStyles) {
    self.styles = styles
  }

  /// `direct`, `search` and `terse`.
  public static let standardStyles: [any TraceStyle<PointsStep>] = [
    PointsSentenceStyle(name: "direct", shape: .derivation),
    PointsSentenceStyle(name: "search", shape: .exploration),
    PointsTerseStyle(),
  ]

  /// The hand, the value of every distinct card, every join from the inside out, and the result.
  public func steps(
    to plan: [PointsRules.Submission], in state: PointsRules.State, under convention: FaceRule,
    horizon: Int, shape: TraceShape, detours: Int, choices: Random?
  ) -> [PointsStep] {
    guard let formula = plan.first?.formula, let values = state.hand.values(under: convention)
    else { return [] }
    let target = state.hand.target
    var steps = [PointsStep.hand(state.hand.cards, target: target)]
    for (place, card) in state.hand.cards.enumerated()
    where !state.hand.cards[..<place].contains(card) {
      steps.append(.value(card, values[place]))
    }
    let start = values.map { Rational($0) }
    let joins = Self.joins(of: formula, from: start)
    if shape == .exploration {
      var search = PointsExploration(target: target, choices: choices)
      search.tell(joins, from: start, detours: detours, into: &steps)
    } else {
      steps += joins.map(PointsStep.join)
    }
    steps.append(.reaches(formula, target: target))
    steps.append(.conclusion(formula))
    return steps
  }

  /// The joins of a formula from the inside out. What is left is counted even if the formula uses a
  /// number that is not there.
  private static func joins(of formula: Formula, from start: [Rational]) -> [PointsStep.Join] {
    var joins: [PointsStep.Join] = []
    var rest = start
    func value(of part: Formula) -> Rational? {
      guard case .operation(let symbol, let left, let right) = part else { return part.value }
      guard let first = value(of: left), let second = value(of: right),
        let result = symbol.apply(first, second)
      else { return nil }
      for operand in [first, second] {
        if let place = rest.firstIndex(of: operand) { rest.remove(at: place) }
      }
      rest.insert(result, at: 0)
      joins.append(
        PointsStep.Join(left: first, symbol: symbol, right: second, result: result, rest: rest))
      return result
    }
    _ = value(of: formula)
    return joins
  }
}
