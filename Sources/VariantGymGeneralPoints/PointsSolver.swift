public import VariantGymCore

/// Finds a formula by exhaustive exact search.
public struct PointsSolver: Solver {
  /// General Points.
  public typealias E = PointsRules

  /// A solver.
  public init() {}

  /// One correct submission; `nil` if no formula reaches the target.
  public func solve(
    _ state: PointsRules.State, under convention: FaceRule
  ) throws(SearchLimit) -> [PointsRules.Submission]? {
    guard state.grade == nil, let values = state.hand.values(under: convention),
      let formula = try formula(values, state.hand.target)
    else { return nil }
    return [Self.submission(of: formula, values, state)]
  }

  /// A correct submission with one of the distinct solutions, each as likely as the others; `nil` if
  /// no formula reaches the target.
  public func solve(
    _ state: PointsRules.State, under convention: FaceRule, using random: inout Random
  ) throws(SearchLimit) -> [PointsRules.Submission]? {
    guard state.grade == nil, let values = state.hand.values(under: convention) else { return nil }
    let solutions: SolutionSet
    do { solutions = try PointsSearch.solutions(of: values, target: state.hand.target) } catch {
      throw SearchLimit("\(error)")
    }
    guard !solutions.isEmpty else { return nil }
    return [Self.submission(of: random.pick(from: solutions).formula, values, state)]
  }

  private static func submission(
    of formula: Formula, _ values: [Int], _ state: PointsRules.State
  ) -> PointsRules.Submission {
    PointsRules.Submission(
      cards: state.hand.cards.map(\.symbol), numbers: values, formula: formula)
  }

  private func formula(_ values: [Int], _ target: Int) throws(SearchLimit) -> Formula? {
    do { return try PointsSearch.witness(for: values, target: target) } catch {
      throw SearchLimit("\(error)")
    }
  }

  /// Whether the one submission is graded correct.
  public func isGold(
    _ actions: [PointsRules.Submission], in state: PointsRules.State, under convention: FaceRule
  ) throws(SearchLimit) -> Bool {
    guard actions.count == 1, state.grade == nil else { return false }
    return Grader(hand: state.hand, rule: convention).grade(actions[0]) == .correct
  }
}
