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
  /// The turns taken so far.
  public private(set) var turn = 0
  /// The current state.
  public var state: E.State { scene.state }

  private let parts: Parts
  private var scene: Scene<E>
  // It is the same in every turn, and the longest part of a prompt.
  private let instruction: String

  /// An episode on an instance of one's own, or on one that was drawn.
  ///
  /// - Parameters:
  ///   - parts: The environment.
  ///   - identity: What the episode is called, and how it is put.
  ///   - instance: What is played.
  ///   - terms: What is shown and what counts.
  ///   - state: Where play begins; `nil` for the instance's start.
  public init(
    parts: Parts, identity: EpisodeIdentity, instance: E.Instance, terms: Terms<E.Convention>,
    state: E.State? = nil
  ) {
    self.parts = parts
    self.identity = identity
    self.instance = instance
    self.terms = terms
    scene = Scene(
      state: state ?? parts.environment.start(instance), shown: terms.shown,
      framing: identity.framing, turnLimit: parts.turnLimit,
      wording: identity.address.stream(.wording))
    instruction = parts.renderer.instruction(scene)
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
    let observation = parts.observation(of: scene)
    var prompt = ""
    prompt.reserveCapacity(instruction.utf8.count + observation.utf8.count + 2)
    prompt += instruction
    prompt += "\n\n"
    prompt += observation
    return prompt
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

// MARK: - Turns

extension TextEpisode {
  /// Reads a reply, carries it out and judges it.
  public mutating func submit(_ reply: String) -> TurnRecord {
    let isSpent = isOver
    var after = state
    let outcome = parts.take(reply, in: &after, under: terms, framing: identity.framing)
    if !isSpent {
      scene.state = after
      turn += 1
    }
    return TurnRecord(
      verdict: outcome.verdict, reward: isSpent ? 0 : outcome.reward, status: status,
      isTruncated: isTruncated, actions: outcome.actions,
      effectiveActions: outcome.effectiveActions, obedience: outcome.obedience)
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
    let readings = parts.read(reply, in: state, under: terms, framing: identity.framing)
    guard case .success(let actions) = readings.scored else { return false }
    return try parts.solver.isGold(actions, in: state, under: terms.accepted)
  }
}
