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
    _ voice: Voice, style: String, in state: E.State, of identity: EpisodeIdentity,
    under terms: Terms<E.Convention>
  ) throws(SearchLimit) -> GoldReply? {
    let convention = language(of: voice, under: terms)
    let horizon = identity.framing.horizon
    guard let plan = try solver.solve(state, under: convention), !plan.isEmpty else { return nil }
    var thought = ""
    if style != answerOnlyStyle {
      let claims = narrator.claims(
        for: plan, in: state, under: convention, horizon: horizon, style: style)
      thought = narrator.write(claims, style: style)
    }
    let answer = format.write(Array(plan.prefix(horizon)), in: state, under: convention)
    return GoldReply(
      text: ReplyLayout.compose(
        thought: thought, answer: answer, prefill: identity.framing.prefill),
      isSolution: true)
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
