public import VariantGymCore

extension SokobanParts {
  /// Wrong twins: a label of another set, a move that leads elsewhere or into a wall, a push that
  /// loses, and another answer than the one that the thought has found.
  public func corruptions(
    of plan: [Direction], in state: Board, under convention: LabelSet, horizon: Int,
    form: ThoughtForm, choices: Random?
  ) throws(SearchLimit) -> [Corruption] {
    let gold = GoldTelling(
      narrator: narrator, state: state, convention: convention, horizon: horizon, form: form,
      choices: choices)
    var corruptions = gold.foreignLabels(of: plan, sets: [base, .numerical, .alphabetical])
    corruptions += gold.losingPushes()
    if form.style != answerOnlyStyle {
      corruptions += gold.wrongFirstMoves(of: plan)
      corruptions += gold.wrongConclusions(of: plan)
    }
    return corruptions
  }
}

/// Tells gold thoughts and bends one thing in each.
private struct GoldTelling {
  let narrator: SokobanNarrator
  let state: Board
  let convention: LabelSet
  let horizon: Int
  let form: ThoughtForm
  let choices: Random?

  private var style: (any TraceStyle<SokobanStep>)? {
    narrator.styles.first { $0.name == form.style }
  }

  private func steps(to plan: [Direction], detours: Int) -> [SokobanStep] {
    guard let style else { return [] }
    return narrator.steps(
      to: plan, in: state, under: convention, horizon: horizon, shape: style.shape,
      detours: detours, choices: choices)
  }

  private func write(_ steps: [SokobanStep]) -> String {
    var phrasing = Phrasing(choices)
    return style?.write(steps, phrasing: &phrasing) ?? ""
  }

  private func answer(_ moves: some Sequence<Direction>, in words: LabelSet) -> String {
    moves.prefix(horizon).map { words[$0] }.joined(separator: ", ")
  }

  /// Thought and answer use the words of another label set throughout.
  func foreignLabels(
    of plan: [Direction], sets: [LabelSet]
  ) -> [Corruption] {
    let told = steps(to: plan, detours: form.detours)
    var corruptions: [Corruption] = []
    for other in sets where other != convention {
      let bent: [SokobanStep] = told.map { step in
        switch step {
        case .label(let direction, _): .label(direction, other[direction])
        case .conclusion: .conclusion(plan.prefix(horizon).map { other[$0] })
        default: step
        }
      }
      corruptions.append(
        Corruption(fault: .foreignLabel, thought: write(bent), answer: answer(plan, in: other)))
    }
    return corruptions
  }

  /// The plan is to make a push after which no solution is left.
  func losingPushes() -> [Corruption] {
    let pushes = DeadPushes(state)(state)
    let isBare = form.style == answerOnlyStyle
    return pushes.lazy.filter { !isBare || $0.moves.count <= horizon }.prefix(2).map { push in
      // What warns of the push, or tries and leaves it, would contradict the plan.
      let told = steps(to: push.moves, detours: 0).filter {
        if case .temptation = $0 { false } else { true }
      }
      return Corruption(
        fault: .deadlock, thought: write(told), answer: answer(push.moves, in: convention))
    }
  }

  /// The first move is another one, and said to lead where the right one leads.
  func wrongFirstMoves(of plan: [Direction]) -> [Corruption] {
    let told = steps(to: plan, detours: 0)
    return Direction.allCases.filter { $0 != plan[0] }.map { direction in
      var board = state
      let isBlocked = board.move(direction) == .blocked
      let answered = ([direction] + plan.dropFirst()).prefix(horizon)
      var bent = told.filter { if case .label = $0 { false } else { true } }
      bent.insert(
        contentsOf: Direction.allCases.filter(answered.contains).map {
          .label($0, convention[$0])
        }, at: 4)
      if let first = bent.firstIndex(where: isMove) {
        switch bent[first] {
        case .walk(_, let place): bent[first] = .walk(direction, to: place)
        case .push(_, let place, let box): bent[first] = .push(direction, to: place, box: box)
        default: break
        }
      }
      bent[bent.count - 1] = .conclusion(answered.map { convention[$0] })
      return Corruption(
        fault: isBlocked ? .illegalMove : .misplaced, thought: write(bent),
        answer: answer(answered, in: convention))
    }
  }

  private func isMove(_ step: SokobanStep) -> Bool {
    switch step {
    case .walk, .push: true
    default: false
    }
  }

  /// The thought is true, and the answer begins with another move.
  func wrongConclusions(of plan: [Direction]) -> [Corruption] {
    let told = write(steps(to: plan, detours: form.detours))
    return Direction.allCases.filter { $0 != plan[0] }.map { direction in
      Corruption(
        fault: .wrongConclusion, thought: told,
        answer: answer([direction] + plan.dropFirst(), in: convention))
    }
  }
}
