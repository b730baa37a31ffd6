// Like turns, gold replies and facts are requirements with inlinable defaults, for the same reason.

extension FamilyParts {
  /// The convention in which a voice speaks.
  @inlinable
  public func language(of voice: Voice, under terms: Terms<E.Convention>) -> E.Convention {
    switch voice {
    case .obedient: terms.asked
    case .scored: terms.accepted
    case .clinging: base
    }
  }

  /// The solution of a voice as a reply; `nil` if there is none in its language.
  @inlinable
  public func gold(
    _ voice: Voice, form: ThoughtForm, in state: E.State, turn: Int, of identity: EpisodeIdentity,
    under terms: Terms<E.Convention>
  ) throws(SearchLimit) -> GoldReply? {
    let convention = language(of: voice, under: terms)
    let horizon = identity.framing.horizon
    guard
      let (plan, choices) = try plan(
        form: form, in: state, turn: turn, of: identity, under: convention)
    else { return nil }
    let thought =
      identity.framing.prefill == .answer
      ? ""
      : try narrator.thought(
        to: plan, in: state, under: convention, horizon: horizon, form: form, choices: choices)
    let answer = format.write(Array(plan.prefix(horizon)), in: state, under: convention)
    return GoldReply(
      text: ReplyLayout.compose(
        thought: thought, answer: answer, prefill: identity.framing.prefill,
        container: identity.framing.container),
      isSolution: true)
  }

  /// The plan that a thought of the given form leads to, and the stream of its further choices.
  @inlinable
  func plan(
    form: ThoughtForm, in state: E.State, turn: Int, of identity: EpisodeIdentity,
    under convention: E.Convention
  ) throws(SearchLimit) -> (plan: [E.Action], choices: Random?)? {
    var choices: Random?
    var plan: [E.Action]?
    if form.isVaried {
      var random = identity.address.stream(.thought(variant: identity.variant, turn: turn))
      plan = try solver.solve(state, under: convention, using: &random)
      choices = random
    } else {
      plan = try solver.solve(state, under: convention)
    }
    guard let plan, !plan.isEmpty else { return nil }
    return (plan, choices)
  }

  /// Wrong twins of the obedient gold reply; only those that prove to be wrong in the way they say.
  @inlinable
  public func negatives(
    form: ThoughtForm, in state: E.State, turn: Int, of identity: EpisodeIdentity,
    under terms: Terms<E.Convention>
  ) throws(SearchLimit) -> [Negative] {
    let convention = terms.asked
    let prefill = identity.framing.prefill
    var form = form
    if prefill == .answer { form.style = answerOnlyStyle }
    guard
      let (plan, choices) = try plan(
        form: form, in: state, turn: turn, of: identity, under: convention)
    else { return [] }
    let horizon = identity.framing.horizon
    // A twin has the dead ends that the gold reply has.
    form.detours = try narrator.told(
      to: plan, in: state, under: convention, horizon: horizon, form: form, choices: choices
    ).detours
    var negatives: [Negative] = []
    let candidates = try corruptions(
      of: plan, in: state, under: convention, horizon: horizon, form: form, choices: choices)
    for candidate in candidates where !negatives.contains(where: { $0.fault == candidate.fault }) {
      let text = ReplyLayout.compose(
        thought: candidate.thought, answer: candidate.answer, prefill: prefill,
        container: identity.framing.container)
      let readings = read(
        text, in: state, under: Terms(honest: convention), framing: identity.framing)
      if case .success(let actions) = readings.scored,
        try solver.isGold(actions, in: state, under: convention)
      {
        continue
      }
      let report = checkThought(of: text, in: state, under: convention, framing: identity.framing)
      if form.style == answerOnlyStyle || report.fault == candidate.fault {
        negatives.append(Negative(fault: candidate.fault, text: text))
      }
    }
    return negatives
  }

  /// No wrong twins.
  @inlinable
  public func corruptions(
    of plan: [E.Action], in state: E.State, under convention: E.Convention, horizon: Int,
    form: ThoughtForm, choices: Random?
  ) throws(SearchLimit) -> [Corruption] { [] }

  /// Checks the thought of a reply.
  @inlinable
  public func checkThought(
    of reply: String, in state: E.State, under convention: E.Convention, framing: Framing
  ) -> TraceReport {
    var text = reply[...]
    var answer: [E.Action]?
    if let layout = try? ReplyLayout.dissect(reply, of: framing) {
      text = layout.thought
      if let utterance = try? format.hear(layout.answer) {
        answer = try? format.interpret(
          utterance, in: state, under: convention, horizon: framing.horizon)
      }
    }
    return traceVerifier.check(
      Thought(text: text, state: state, convention: convention, base: base, answer: answer))
  }

  /// Every answer that begins an optimal solution, in the words that count.
  @inlinable
  public func goldAnswers(
    in state: E.State, under terms: Terms<E.Convention>
  ) throws(SearchLimit) -> [String] {
    var answers: [String] = []
    for action in try solver.goldFirstActions(in: state, under: terms.accepted) {
      answers.append(format.write([action], in: state, under: terms.accepted))
    }
    return answers
  }

  /// What can be said of a state as data.
  @inlinable
  public func facts(
    of instance: E.Instance, in state: E.State, under terms: Terms<E.Convention>
  ) -> EpisodeFacts {
    let conventions = splitConventions(of: [terms])
    return EpisodeFacts(
      instance: instance, state: state, shown: terms.shown, accepted: terms.accepted,
      identityKey: identityKey(of: instance),
      contentKeys: contentKeys(of: instance, under: conventions),
      stateKeys: stateKeys(of: state, under: conventions),
      acceptedKeys: contentKeys(of: instance, under: [terms.accepted]))
  }
}
