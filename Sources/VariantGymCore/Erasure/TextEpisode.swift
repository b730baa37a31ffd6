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
  @inlinable
  public var turn: Int { turnsTaken }
  /// Whether play goes on. An unreadable answer to a single-turn task is a failure.
  @inlinable
  public var status: Status { currentStatus }
  /// The current state.
  public var state: E.State { scene.state }

  @usableFromInline var turnsTaken = 0
  @usableFromInline var currentStatus: Status
  @usableFromInline let turnLimit: Int
  @usableFromInline let parts: Parts
  @usableFromInline var scene: Scene<E>
  // The instruction is the same in every turn, and the longest part of a prompt.
  @usableFromInline let instruction: Instruction

  /// An episode on an instance of one's own, or on one that was drawn.
  ///
  /// - Parameters:
  ///   - parts: The environment.
  ///   - identity: What the episode is called, and how it is put.
  ///   - instance: What is played.
  ///   - terms: What is shown and what counts.
  ///   - state: Where play begins; `nil` for the instance's start.
  /// - Precondition: The environment has the wording of the framing.
  @inlinable
  public init(
    parts: Parts, identity: EpisodeIdentity, instance: E.Instance, terms: Terms<E.Convention>,
    state: E.State? = nil
  ) {
    self.parts = parts
    turnLimit = parts.turnLimit
    self.identity = identity
    self.instance = instance
    self.terms = terms
    let prompts = parts.renderer.prompts
    scene = Scene(
      state: state ?? parts.environment.start(instance), shown: terms.shown,
      framing: prompts.framing(of: identity), turnLimit: parts.turnLimit,
      wording: identity.address.stream(.wording))
    currentStatus = parts.environment.status(of: scene.state)
    instruction = prompts.instruction(scene)
  }

  /// Whether the turn limit cut the episode short; never in a single-turn task.
  @inlinable
  public var isTruncated: Bool { turn >= turnLimit && status == .running }

  /// Whether the prompt announces something else than what counts.
  public var isFake: Bool { terms.isFake }

  /// The prompt of the current turn.
  public var messages: [Message] { [Message(role: .user, content: Parts.prompt(of: self))] }

  /// What can be said of the episode as data.
  public var facts: EpisodeFacts {
    parts.facts(of: instance, in: state, under: terms)
  }
}

// MARK: - Turns

extension TextEpisode {
  /// Reads a reply, carries it out and judges it.
  public mutating func submit(_ reply: String) -> TurnRecord {
    Parts.submit(reply, to: &self)
  }

  /// Counts a turn that led to a state.
  @inlinable
  mutating func advance(to state: E.State, _ status: Status) {
    scene.state = state
    turnsTaken += 1
    currentStatus = status == .running && turnLimit == 1 ? .failed : status
  }
}

// MARK: - Gold

extension TextEpisode {
  /// The reply of a scripted voice in the current state.
  public func gold(_ voice: Voice, form: ThoughtForm) throws(SearchLimit) -> GoldReply {
    if let reply = try parts.gold(
      voice, form: form, in: state, turn: turn, of: identity, under: terms)
    {
      return reply
    }
    var random = identity.address.stream(.policy(variant: identity.variant, turn: turn))
    let language = parts.language(of: voice, under: terms)
    return GoldReply(
      text: wellFormedReply(in: language, using: &random), isSolution: false)
  }

  /// Minimally wrong twins of the obedient gold reply, each labelled by its fault.
  public func negatives(form: ThoughtForm) throws(SearchLimit) -> [Negative] {
    try parts.negatives(form: form, in: state, turn: turn, of: identity, under: terms)
  }

  /// Checks the thought of a reply, read in the language of a voice.
  public func checkThought(of reply: String, voice: Voice) -> TraceReport {
    parts.checkThought(
      of: reply, in: state, under: parts.language(of: voice, under: terms),
      framing: identity.framing)
  }

  /// A reply in the language asked for, without regard to quality: as many actions as an answer may hold, and no more
  /// than an episode has turns.
  public func wellFormedReply(using random: inout Random) -> String {
    wellFormedReply(in: terms.asked, using: &random)
  }

  private func wellFormedReply(
    in convention: E.Convention, using random: inout Random
  ) -> String {
    let actions = parts.wellFormedActions(
      min(identity.framing.horizon, parts.turnLimit), in: state, under: convention, using: &random)
    return ReplyLayout.compose(
      thought: "", answer: parts.format.write(actions, in: state, under: convention),
      prefill: identity.framing.prefill, container: identity.framing.container)
  }

  /// Every answer that begins an optimal solution, in the words that count.
  public func goldAnswers() throws(SearchLimit) -> [String] {
    try parts.goldAnswers(in: state, under: terms)
  }
}
