// What happens in every turn. These are requirements of `FamilyParts` with inlinable defaults, so that
// each environment compiles a specialised copy of its own: behind the erased `Episode` one dynamic
// call then leads into concrete code.

/// What a reply says under each convention that matters.
public struct Readings<E: Environment>: Sendable {
  /// Under what counts.
  public let scored: Turn<E>.Reading
  /// As the prompt asked.
  public let asked: Turn<E>.Reading
  /// In the training language.
  public let trained: Turn<E>.Reading

  @inlinable
  init(scored: Turn<E>.Reading, asked: Turn<E>.Reading, trained: Turn<E>.Reading) {
    self.scored = scored
    self.asked = asked
    self.trained = trained
  }
}

/// What came of one reply, before an episode counts its turn.
public struct TurnOutcome: Sendable {
  /// Whether the reply was valid and correct.
  public let verdict: Verdict
  /// What it earned.
  public let reward: Double
  /// How many actions were carried out.
  public let actions: Int
  /// How many of them changed the state.
  public let effectiveActions: Int
  /// Whether the reply followed the prompt or the training language.
  public let obedience: Obedience

  @inlinable
  init(
    verdict: Verdict, reward: Double, actions: Int, effectiveActions: Int, obedience: Obedience
  ) {
    self.verdict = verdict
    self.reward = reward
    self.actions = actions
    self.effectiveActions = effectiveActions
    self.obedience = obedience
  }
}

extension FamilyParts {
  /// The current state in words.
  @inlinable
  public func observation(of scene: Scene<E>) -> String {
    renderer.observation(scene)
  }

  /// Reads a reply, carries it out on a state and judges it.
  @inlinable
  public func take(
    _ reply: String, in state: inout E.State, under terms: Terms<E.Convention>, framing: Framing
  ) -> TurnOutcome {
    let readings = read(reply, in: state, under: terms, framing: framing)
    let before = state
    var events: [E.Event] = []
    var effective = 0
    if case .success(let actions) = readings.scored {
      events.reserveCapacity(actions.count)
      for action in actions where environment.status(of: state) == .running {
        let previous = state
        events.append(environment.step(&state, action, under: terms.accepted))
        if state != previous { effective += 1 }
      }
    }
    let turn = Turn<E>(
      before: before, after: state, terms: terms, scored: readings.scored, asked: readings.asked,
      events: events, status: environment.status(of: state))
    let verdict = verifier.judge(turn)
    return TurnOutcome(
      verdict: verdict, reward: reward.pay(turn, verdict), actions: events.count,
      effectiveActions: effective, obedience: obedience(of: readings, in: before, under: terms))
  }

  /// Hears a reply once and interprets it under each convention that differs.
  @inlinable
  public func read(
    _ reply: String, in state: E.State, under terms: Terms<E.Convention>, framing: Framing
  ) -> Readings<E> {
    do throws(ReadingError) {
      let layout = try ReplyLayout.dissect(reply, prefill: framing.prefill)
      let utterance: Format.Utterance
      do throws(ReadingError) { utterance = try format.hear(layout.answer) } catch {
        throw error.shifted(by: layout.answerOffset)
      }
      func meaning(under convention: E.Convention) -> Turn<E>.Reading {
        do throws(ReadingError) {
          return .success(
            try format.interpret(
              utterance, in: state, under: convention, horizon: framing.horizon))
        } catch {
          return .failure(error.shifted(by: layout.answerOffset))
        }
      }
      let scored = meaning(under: terms.accepted)
      return Readings(
        scored: scored,
        asked: terms.asked == terms.accepted ? scored : meaning(under: terms.asked),
        trained: base == terms.accepted ? scored : meaning(under: base))
    } catch {
      return Readings(scored: .failure(error), asked: .failure(error), trained: .failure(error))
    }
  }

  @inlinable
  func obedience(
    of readings: Readings<E>, in state: E.State, under terms: Terms<E.Convention>
  ) -> Obedience {
    guard let shown = terms.shown else { return .undecided }
    let asked = wellFormed(readings.asked, in: state, under: shown)
    let trained = wellFormed(readings.trained, in: state, under: base)
    switch (asked, trained) {
    case (nil, nil): return .neither
    case (_?, nil): return .obeyed
    case (nil, _?): return .clung
    case (let asked?, let trained?): return asked == trained ? .undecided : .ambiguous
    }
  }

  @inlinable
  func wellFormed(
    _ reading: Turn<E>.Reading, in state: E.State, under convention: E.Convention
  ) -> [E.Action]? {
    guard case .success(let actions) = reading,
      verifier.isWellFormed(actions, in: state, under: convention)
    else { return nil }
    return actions
  }
}
