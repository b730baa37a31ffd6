/// The one implementation of `Episode`: the parts of any environment, played through text.
public struct TextEpisode<Parts: FamilyParts>: Episode {
  /// The rules that are played.
  public typealias E = Parts.E

  /// What, together with the replies, determines the episode.
  public let identity: EpisodeIdentity
  /// The instance that is played.
  public let instance: E.Instance
  /// What is shown and what counts.
  public let terms: Terms<E.Convention>
  /// The current state.
  public private(set) var state: E.State
  /// The turns taken so far.
  public private(set) var turn = 0

  private let parts: Parts
  private let wording: Random
  // It is the same in every turn, and the longest part of a prompt.
  private let instruction: String
  private let shownIsAccepted: Bool
  private let baseIsAccepted: Bool

  /// An episode on an instance of one's own, or on one that was drawn.
  ///
  /// - Parameter state: Where play begins; `nil` for the instance's start.
  public init(
    parts: Parts, identity: EpisodeIdentity, instance: E.Instance, terms: Terms<E.Convention>,
    state: E.State? = nil
  ) {
    self.parts = parts
    self.identity = identity
    self.instance = instance
    self.terms = terms
    let start = state ?? parts.environment.start(instance)
    self.state = start
    wording = identity.address.stream(.wording)
    shownIsAccepted = terms.asked == terms.accepted
    baseIsAccepted = parts.base == terms.accepted
    instruction = parts.renderer.instruction(
      Scene(
        state: start, shown: terms.shown, framing: identity.framing, turnLimit: parts.turnLimit,
        wording: wording))
  }

  /// Whether play goes on. An unreadable answer to a single-turn task is a failure.
  public var status: Status {
    let status = parts.environment.status(of: state)
    let wasTheOnlyTurn = parts.turnLimit == 1 && turn == 1
    return status == .running && wasTheOnlyTurn ? .failed : status
  }

  /// Whether the turn limit cut the episode short; never in a single-turn task.
  public var isTruncated: Bool { turn >= parts.turnLimit && status == .running }

  /// Whether the prompt announces something else than what counts.
  public var isFake: Bool { terms.isFake }

  /// The prompt of the current turn.
  public var messages: [Message] { [Message(role: .user, content: prompt)] }

  private var prompt: String {
    "\(instruction)\n\n\(parts.renderer.observation(scene))"
  }

  private var scene: Scene<E> {
    Scene(
      state: state, shown: terms.shown, framing: identity.framing, turnLimit: parts.turnLimit,
      wording: wording)
  }

  /// What can be said of the episode as data.
  public var facts: EpisodeFacts {
    let conventions = parts.splitConventions(of: [terms])
    return EpisodeFacts(
      instance: instance, state: state, shown: terms.shown, accepted: terms.accepted,
      identityKey: parts.identityKey(of: instance),
      contentKeys: parts.contentKeys(of: instance, under: conventions),
      stateKeys: parts.stateKeys(of: state, under: conventions),
      acceptedKeys: parts.contentKeys(of: instance, under: [terms.accepted]))
  }
}

// MARK: - Reading and judging

extension TextEpisode {
  /// Reads a reply, carries it out and judges it.
  public mutating func submit(_ reply: String) -> TurnRecord {
    let readings = read(reply)
    let before = state
    let wasOver = isOver
    var after = before
    var events: [E.Event] = []
    var effective = 0
    if case .success(let actions) = readings.scored {
      events.reserveCapacity(actions.count)
      for action in actions where parts.environment.status(of: after) == .running {
        let previous = after
        events.append(parts.environment.step(&after, action, under: terms.accepted))
        if after != previous { effective += 1 }
      }
    }
    if !wasOver {
      state = after
      turn += 1
    }
    let turnTaken = Turn<E>(
      before: before, after: after, terms: terms, scored: readings.scored, asked: readings.asked,
      events: events, status: parts.environment.status(of: after))
    let verdict = parts.verifier.judge(turnTaken)
    return TurnRecord(
      verdict: verdict, reward: wasOver ? 0 : parts.reward.pay(turnTaken, verdict),
      status: status, isTruncated: isTruncated, actions: events.count,
      effectiveActions: effective, obedience: obedience(readings, in: before))
  }

  private struct Readings {
    let scored: Turn<E>.Reading
    let asked: Turn<E>.Reading
    let trained: Turn<E>.Reading
  }

  /// Hears a reply once and interprets it under each convention that differs.
  private func read(_ reply: String) -> Readings {
    do throws(ReadingError) {
      let layout = try ReplyLayout.dissect(reply, prefill: identity.framing.prefill)
      let utterance: Parts.Format.Utterance
      do { utterance = try parts.format.hear(layout.answer) } catch {
        throw error.shifted(by: layout.answerOffset)
      }
      func meaning(under convention: E.Convention) -> Turn<E>.Reading {
        do throws(ReadingError) {
          return .success(
            try parts.format.interpret(
              utterance, in: state, under: convention, horizon: identity.framing.horizon))
        } catch {
          return .failure(error.shifted(by: layout.answerOffset))
        }
      }
      let scored = meaning(under: terms.accepted)
      return Readings(
        scored: scored, asked: shownIsAccepted ? scored : meaning(under: terms.asked),
        trained: baseIsAccepted ? scored : meaning(under: parts.base))
    } catch {
      return Readings(scored: .failure(error), asked: .failure(error), trained: .failure(error))
    }
  }

  private func obedience(_ readings: Readings, in state: E.State) -> Obedience {
    guard let shown = terms.shown else { return .undecided }
    let asked = wellFormed(readings.asked, in: state, under: shown)
    let trained = wellFormed(readings.trained, in: state, under: parts.base)
    switch (asked, trained) {
    case (nil, nil): return .neither
    case (_?, nil): return .obeyed
    case (nil, _?): return .clung
    case (let asked?, let trained?): return asked == trained ? .undecided : .ambiguous
    }
  }

  private func wellFormed(
    _ reading: Turn<E>.Reading, in state: E.State, under convention: E.Convention
  ) -> [E.Action]? {
    guard case .success(let actions) = reading,
      parts.verifier.isWellFormed(actions, in: state, under: convention)
    else { return nil }
    return actions
  }
}

// MARK: - Gold

extension TextEpisode {
  /// The reply of a scripted voice in the current state.
  public func gold(_ voice: Voice, style: String) throws(SearchLimit) -> GoldReply {
    let convention = language(of: voice)
    let horizon = identity.framing.horizon
    guard let plan = try parts.solver.solve(state, under: convention), !plan.isEmpty else {
      var random = identity.address.stream(.policy(variant: identity.variant, turn: turn))
      let text = wellFormedReply(in: convention, using: &random)
      return GoldReply(text: text, isSolution: false)
    }
    var thought = ""
    if style != answerOnlyStyle {
      let claims = parts.narrator.claims(
        for: plan, in: state, under: convention, horizon: horizon, style: style)
      thought = parts.narrator.write(claims, style: style)
    }
    let answer = parts.format.write(Array(plan.prefix(horizon)), in: state, under: convention)
    return GoldReply(
      text: ReplyLayout.compose(
        thought: thought, answer: answer, prefill: identity.framing.prefill),
      isSolution: true)
  }

  private func language(of voice: Voice) -> E.Convention {
    switch voice {
    case .obedient: terms.asked
    case .scored: terms.accepted
    case .clinging: parts.base
    }
  }

  /// A reply in the language asked for, without regard to quality.
  public func wellFormedReply(using random: inout Random) -> String {
    wellFormedReply(in: terms.asked, using: &random)
  }

  private func wellFormedReply(
    in convention: E.Convention, using random: inout Random
  ) -> String {
    let actions = parts.wellFormedActions(
      identity.framing.horizon, in: state, under: convention, using: &random)
    return ReplyLayout.compose(
      thought: "", answer: parts.format.write(actions, in: state, under: convention),
      prefill: identity.framing.prefill)
  }

  /// Every answer that begins an optimal solution, in the words that count.
  public func goldAnswers() throws(SearchLimit) -> [String] {
    try parts.solver.goldFirstActions(in: state, under: terms.accepted)
      .map { parts.format.write([$0], in: state, under: terms.accepted) }
  }

  /// Whether a reply, read as what counts, begins or is an optimal solution.
  public func isGold(_ reply: String) throws(SearchLimit) -> Bool {
    guard case .success(let actions) = read(reply).scored else { return false }
    return try parts.solver.isGold(actions, in: state, under: terms.accepted)
  }
}
