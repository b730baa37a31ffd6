public import VariantGymCore

extension PointsParts {
  /// Wrong twins of the reply that a plan leads to, one of each kind that the hand has room for:
  /// - `old-rule`: the hand is solved with the values of the training rule;
  /// - `slip`: the last result of a formula near the target is bent to the target;
  /// - `reused-card`: a formula reaches the target with one card twice and another left out;
  /// - `wrong-conclusion`: a true thought, and an answer that is off the target;
  /// - `false-dead-end`: numbers that lead to the target are given up.
  ///
  /// In answer-only form only the first three are told apart by their answers.
  public func corruptions(
    of plan: [PointsRules.Submission], in state: PointsRules.State, under convention: FaceRule,
    horizon: Int, form: ThoughtForm, choices: Random?
  ) throws(SearchLimit) -> [Corruption] {
    let twins = PointsTwins(
      parts: self, plan: plan, state: state, convention: convention, horizon: horizon, form: form,
      choices: choices)
    return try [
      twins.oldRule(), twins.slip(), twins.reusedCard(), twins.wrongConclusion(),
      twins.falseDeadEnd(),
    ].compactMap { $0 }
  }
}

/// Makes the wrong twins of one reply.
private struct PointsTwins {
  let parts: PointsParts
  let plan: [PointsRules.Submission]
  let state: PointsRules.State
  let convention: FaceRule
  let horizon: Int
  let form: ThoughtForm
  let choices: Random?

  private var target: Rational { Rational(state.hand.target) }

  /// Solves the hand as the training rule has it, if that gives other numbers.
  func oldRule() throws(SearchLimit) -> Corruption? {
    guard let old = state.hand.values(under: parts.base),
      old.sorted() != state.hand.values(under: convention)?.sorted()
    else { return nil }
    var solution: [PointsRules.Submission]?
    if var random = choices {
      solution = try parts.solver.solve(state, under: parts.base, using: &random)
    } else {
      solution = try parts.solver.solve(state, under: parts.base)
    }
    return solution.flatMap { twin(.oldRule, to: $0, under: parts.base) { $0 } }
  }

  /// Tells a formula off the target as if its last operation gave the target.
  func slip() -> Corruption? {
    nearMiss().flatMap { near in
      twin(.slip, to: [near], under: convention) { steps in
        guard let last = steps.lastIndex(where: { $0.joined != nil }) else { return steps }
        var steps = steps
        steps[last].joined?.result = target
        steps[last].joined?.rest = [target]
        return steps
      }
    }
  }

  /// Reaches the target with one value in another one's stead.
  func reusedCard() -> Corruption? {
    guard let submission = plan.first, let values = submission.numbers else { return nil }
    var swaps = values.indices.flatMap { place in
      values.filter { $0 != values[place] }.map { (place, $0) }
    }
    if var random = choices { random.shuffle(&swaps) }
    for (place, value) in swaps {
      var numbers = values
      numbers[place] = value
      if let formula = try? PointsSearch.witness(for: numbers, target: state.hand.target) {
        return twin(.reusedCard, to: [answer(formula)], under: convention) { $0 }
      }
    }
    return nil
  }

  /// The true thought, and an answer that is off the target.
  func wrongConclusion() -> Corruption? {
    guard form.style != answerOnlyStyle, let near = nearMiss(),
      let thought = thought(to: plan, under: convention, { $0 })
    else { return nil }
    return Corruption(fault: .wrongConclusion, thought: thought, answer: written([near]))
  }

  /// Gives the solution up before its last join, and ends with a formula off the target.
  func falseDeadEnd() -> Corruption? {
    let isExploring = parts.narrator.styles.contains {
      $0.name == form.style && $0.shape == .exploration
    }
    guard isExploring, let near = nearMiss(),
      let thought = thought(to: plan, under: convention, { givingUp($0, for: near.formula) })
    else { return nil }
    return Corruption(fault: .falseDeadEnd, thought: thought, answer: written([near]))
  }

  private func givingUp(_ steps: [PointsStep], for formula: Formula) -> [PointsStep] {
    guard let last = steps.lastIndex(where: { $0.joined != nil }), last > 0,
      let numbers = steps[..<last].last(where: { $0.joined != nil })?.joined?.rest,
      numbers.count == 2, let values = state.hand.values(under: convention)
    else { return steps }
    var results: [Rational] = []
    for (left, right) in [(numbers[0], numbers[1]), (numbers[1], numbers[0])] {
      for symbol in Formula.Operator.allCases {
        if let result = symbol.apply(left, right), result != target, !results.contains(result) {
          results.append(result)
        }
      }
    }
    return steps[..<last] + [
      .deadEnd(numbers, results: results, target: state.hand.target),
      .backUp(values.map { Rational($0) }), .conclusion(formula),
    ]
  }

  // MARK: Parts of twins

  private func twin(
    _ fault: TraceFault, to plan: [PointsRules.Submission], under rule: FaceRule,
    _ twist: @escaping @Sendable ([PointsStep]) -> [PointsStep]
  ) -> Corruption? {
    thought(to: plan, under: rule, twist).map {
      Corruption(fault: fault, thought: $0, answer: written(plan))
    }
  }

  /// A thought whose steps are changed; `nil` where the form has no room for it.
  private func thought(
    to plan: [PointsRules.Submission], under rule: FaceRule,
    _ twist: @escaping @Sendable ([PointsStep]) -> [PointsStep]
  ) -> String? {
    try? TwistedNarrator(narrator: parts.narrator, twist: twist).thought(
      to: plan, in: state, under: rule, horizon: horizon, form: form, choices: choices)
  }

  private func written(_ plan: [PointsRules.Submission]) -> String {
    parts.format.write(plan, in: state, under: convention)
  }

  private func answer(_ formula: Formula) -> PointsRules.Submission {
    PointsRules.Submission(
      cards: plan.first?.cards, numbers: plan.first?.numbers, formula: formula)
  }

  /// The solution with one operator changed or two operands exchanged so that it just misses the
  /// target, if possible by a whole number; by seed one of the three that come nearest.
  private func nearMiss() -> PointsRules.Submission? {
    guard let formula = plan.first?.formula else { return nil }
    var misses: [(isBroken: Int, distance: Double, place: Int, formula: Formula)] = []
    for (place, twin) in formula.twins.enumerated() {
      guard let value = twin.value, value != target else { continue }
      let size = Double(value.numerator) / Double(value.denominator)
      misses.append((value.isWhole ? 0 : 1, abs(size - Double(state.hand.target)), place, twin))
    }
    misses.sort { ($0.isBroken, $0.distance, $0.place) < ($1.isBroken, $1.distance, $1.place) }
    var random = choices
    let choice = random?.below(max(1, min(3, misses.count))) ?? 0
    return misses.dropFirst(choice).first.map { answer($0.formula) }
  }
}

/// Tells steps that are made false.
private struct TwistedNarrator: Narrator {
  typealias E = PointsRules

  let narrator: PointsNarrator
  let twist: @Sendable ([PointsStep]) -> [PointsStep]

  var styles: [any TraceStyle<PointsStep>] { narrator.styles }

  func steps(
    to plan: [PointsRules.Submission], in state: PointsRules.State, under convention: FaceRule,
    horizon: Int, shape: TraceShape, detours: Int, choices: Random?
  ) -> [PointsStep] {
    twist(
      narrator.steps(
        to: plan, in: state, under: convention, horizon: horizon, shape: shape, detours: detours,
        choices: choices))
  }
}

extension PointsStep {
  /// The join of a step that is one.
  fileprivate var joined: Join? {
    get {
      switch self {
      case .join(let join), .attempt(let join): join
      default: nil
      }
    }
    set {
      guard let newValue else { return }
      if case .attempt = self { self = .attempt(newValue) } else { self = .join(newValue) }
    }
  }
}

extension Formula {
  /// The formula with one operator changed, or the operands of one exchanged.
  fileprivate var twins: [Formula] {
    guard case .operation(let symbol, let left, let right) = self else { return [] }
    let others = Operator.allCases.filter { $0 != symbol }
    return others.map { .operation($0, left, right) } + [.operation(symbol, right, left)]
      + left.twins.map { .operation(symbol, $0, right) }
      + right.twins.map { .operation(symbol, left, $0) }
  }
}
