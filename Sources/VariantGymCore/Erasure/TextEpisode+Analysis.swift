// What is asked of a reply or a state beside playing on: it needs the solver, so that play never waits
// for it unless it is asked for.

extension TextEpisode {
  /// Whether a reply, read in the language of a voice, begins or is an optimal solution.
  public func isGold(_ reply: String, as voice: Voice) throws(SearchLimit) -> Bool {
    let readings = readings(of: reply)
    let reading =
      switch voice {
      case .obedient: readings.asked
      case .scored: readings.scored
      case .clinging: readings.trained
      }
    guard case .success(let actions) = reading else { return false }
    return try parts.solver.isGold(
      actions, in: state, under: parts.language(of: voice, under: terms))
  }

  /// Whether two replies, read in one of the languages that matter, mean the same actions there.
  public func meansSame(_ reply: String, as other: String) -> Bool {
    let (one, two) = (readings(of: reply), readings(of: other))
    return zip([one.asked, one.scored, one.trained], [two.asked, two.scored, two.trained])
      .contains { first, second in
        guard let actions = try? first.get() else { return false }
        return actions == (try? second.get())
      }
  }

  private func readings(of reply: String) -> Readings<E> {
    parts.read(reply, in: state, under: terms, framing: identity.framing)
  }

  /// The fewest actions in which the task can be accomplished from here.
  public func distanceToSuccess() throws(SearchLimit) -> Int? {
    switch status {
    case .running: try parts.solver.distance(from: state, under: terms.accepted)
    case .succeeded: 0
    case .failed: nil
    }
  }

  /// Whether a reply follows the prompt or the habit of training.
  public func obedience(
    of reply: String, trained: [String]
  ) throws(GenerationError) -> Obedience {
    guard let shown = terms.shown else { return .undecided }
    let asked = meaning(of: reply, under: shown)
    var habits: [(convention: E.Convention, actions: [E.Action])] = []
    for convention in try languages(of: trained) {
      if let actions = meaning(of: reply, under: convention) {
        habits.append((convention, actions))
      }
    }
    guard let asked else { return habits.isEmpty ? .neither : .clung }
    let others = habits.filter { $0.actions != asked }
    if others.isEmpty { return habits.isEmpty ? .obeyed : .undecided }
    do throws(SearchLimit) {
      let isObedient = try parts.solver.isGold(asked, in: state, under: shown)
      var isHabitual = false
      for (convention, actions) in others where !isHabitual {
        isHabitual = try parts.solver.isGold(actions, in: state, under: convention)
      }
      return isObedient == isHabitual ? .ambiguous : isObedient ? .obeyed : .clung
    } catch {
      throw .search(error)
    }
  }

  /// What a reply says under a convention, if that is well-formed there.
  private func meaning(of reply: String, under convention: E.Convention) -> [E.Action]? {
    let readings = parts.read(
      reply, in: state, under: Terms(honest: convention), framing: identity.framing)
    return parts.wellFormed(readings.scored, in: state, under: convention)
  }

  private func languages(
    of variants: [String]
  ) throws(GenerationError) -> [E.Convention] {
    var address = identity.address
    address.cohort = variants
    address.split = .train
    return try parts.knownTerms(at: address).map(\.accepted)
  }
}
