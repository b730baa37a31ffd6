// What happens in every turn. These are requirements of `FamilyParts` with inlinable defaults, so that
// each environment compiles a specialised copy of its own: behind the erased `Episode` one dynamic
// call then leads into concrete code.

extension FamilyParts {
  /// The instruction around the current state.
  @inlinable
  public static func prompt(of episode: TextEpisode<Self>) -> String {
    let observation = episode.parts.renderer.observation(episode.scene)
    let instruction = episode.instruction
    var prompt = instruction.above
    // The one copy of the instruction, with room for what follows.
    prompt.reserveCapacity(
      prompt.utf8.count + observation.utf8.count + instruction.below.utf8.count)
    prompt += observation
    prompt += instruction.below
    return prompt
  }

  /// Reads a reply, carries it out and judges it; an episode that is over stays as it is.
  @inlinable
  public static func submit(
    _ reply: String, to episode: inout TextEpisode<Self>
  ) -> TurnRecord {
    let before = episode.scene.state
    let readings = episode.parts.read(
      reply, in: before, under: episode.terms, framing: episode.identity.framing)
    var state = before
    var events: [E.Event] = []
    var effective = 0
    if case .success(let actions) = readings.scored {
      for action in actions where episode.parts.environment.status(of: state) == .running {
        let previous = state
        events.append(
          episode.parts.environment.step(&state, action, under: episode.terms.accepted))
        if state != previous { effective += 1 }
      }
    }
    let obedience = episode.parts.obedience(of: readings, in: before, under: episode.terms)
    let turn = Turn<E>(
      before: before, after: state, terms: episode.terms, readings: readings, events: events,
      status: episode.parts.environment.status(of: state))
    let verdict = episode.parts.verifier.judge(turn)
    let isSpent = episode.isOver
    let reward = isSpent ? 0 : episode.parts.reward.pay(turn, verdict)
    if !isSpent { episode.advance(to: state, turn.status) }
    return TurnRecord(
      verdict: verdict, reward: reward, status: episode.status,
      isTruncated: episode.isTruncated, actions: isSpent ? 0 : events.count,
      effectiveActions: isSpent ? 0 : effective, obedience: obedience)
  }

  /// Hears a reply once and interprets it under each convention that differs.
  @inlinable
  public func read(
    _ reply: String, in state: E.State, under terms: Terms<E.Convention>, framing: Framing
  ) -> Readings<E> {
    do throws(ReadingError) {
      let layout = try ReplyLayout.dissect(reply, of: framing)
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
      return Readings(.failure(error))
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
