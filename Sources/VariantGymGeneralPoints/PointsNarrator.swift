public import VariantGymCore

/// One true statement about a hand or a formula.
public enum PointsClaim: Hashable, Sendable {
  /// What a card counts for under the stated rule.
  case value(Card, Int)
  /// One step of the calculation; the operands are values that are there.
  case step(Rational, Formula.Operator, Rational, result: Rational)
  /// The formula has the target's value.
  case reaches(Formula, target: Int)
}

/// Tells a formula: what each card counts for, each step of the calculation, the final check.
public struct PointsNarrator: Narrator {
  /// General Points.
  public typealias E = PointsRules

  /// A narrator.
  public init() {}

  /// The one style so far.
  public let styles: [any TraceStyle<PointsClaim>] = [PointsDirectStyle()]

  /// The value of every card, every step from the inside out, and the result.
  public func steps(
    to plan: [PointsRules.Submission], in state: PointsRules.State, under convention: FaceRule, horizon: Int,
    shape: TraceShape, detours: Int, choices: Random?
  ) -> [PointsClaim] {
    guard let submission = plan.first else { return [] }
    var claims: [PointsClaim] = []
    for card in state.hand.cards {
      if let value = convention.value(of: card) { claims.append(.value(card, value)) }
    }
    _ = Self.steps(of: submission.formula, into: &claims)
    claims.append(.reaches(submission.formula, target: state.hand.target))
    return claims
  }

  private static func steps(of formula: Formula, into claims: inout [PointsClaim]) -> Rational? {
    guard case .operation(let symbol, let left, let right) = formula else { return formula.value }
    guard let first = steps(of: left, into: &claims), let second = steps(of: right, into: &claims),
      let result = symbol.apply(first, second)
    else { return nil }
    claims.append(.step(first, symbol, second, result: result))
    return result
  }
}

/// Plain sentences.
struct PointsDirectStyle: TraceStyle {
  let name = "direct"
  let shape = TraceShape.derivation

  /// The claims as English sentences, one a line.
  func write(_ claims: [PointsClaim], phrasing: inout Phrasing) -> String {
    claims.map(sentence).joined(separator: "\n")
  }

  private func sentence(_ claim: PointsClaim) -> String {
    switch claim {
    case .value(let card, let value): "\(card.symbol) counts \(value)."
    case .step(let left, let symbol, let right, let result):
      "\(wrapped(left)) \(symbol.symbol) \(wrapped(right)) = \(result)"
    case .reaches(let formula, let target):
      "So \(formula) = \(target), and every card is used once."
    }
  }

  /// Fractions and negative values stand in parentheses, so that a line reads in one way only.
  private func wrapped(_ value: Rational) -> String {
    value.isWhole && value.numerator >= 0 ? "\(value)" : "(\(value))"
  }
}

/// Reads nothing yet.
public struct PointsTraceVerifier: TraceVerifier {
  /// A verifier.
  public init() {}

  /// An empty report.
  public func check(_ thought: Thought<PointsRules>) -> TraceReport {
    TraceReport(statements: [], coverage: 0, firstUnread: nil, conclusion: nil)
  }
}
