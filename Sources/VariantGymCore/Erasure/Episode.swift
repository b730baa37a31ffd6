/// One play of one instance under one variant, seen as text: messages out, replies in.
///
/// This protocol and `TaskFamily` are the only point of type erasure; neither has an associated
/// type, so that episodes of all environments stand in one array.
public protocol Episode: Sendable {
  /// What, together with the replies, determines everything about the episode.
  var identity: EpisodeIdentity { get }
  /// The prompt of the current turn.
  var messages: [Message] { get }
  /// The turns taken so far.
  var turn: Int { get }
  /// Whether play goes on, as the rules see it.
  var status: Status { get }
  /// Whether the turn limit cut the episode short.
  var isTruncated: Bool { get }
  /// Whether the prompt announces something else than what counts.
  var isFake: Bool { get }
  /// What can be said of the episode as data.
  var facts: EpisodeFacts { get }

  /// Reads a reply, carries it out and judges it. An unreadable reply uses up a turn.
  ///
  /// On an episode that is over, changes nothing and gives the verdict alone.
  mutating func submit(_ reply: String) -> TurnRecord

  /// The reply of a scripted voice in the current state.
  ///
  /// - Parameters:
  ///   - voice: Whose answer it is.
  ///   - form: How its thought is told.
  /// - Throws: `SearchLimit` where the solver could not decide, and for a thought over its budget.
  func gold(_ voice: Voice, form: ThoughtForm) throws(SearchLimit) -> GoldReply

  /// Minimally wrong twins of the obedient gold reply, each labelled by its fault.
  ///
  /// Each is verified: its answer does not solve the task, and its thought has that fault first.
  /// Faults that the state or the form has no room for are left out.
  ///
  /// - Parameter form: How the thoughts are told.
  /// - Throws: As `gold`.
  func negatives(form: ThoughtForm) throws(SearchLimit) -> [Negative]

  /// Checks the thought of a reply, read in the language of a voice.
  ///
  /// - Parameters:
  ///   - reply: The whole reply; one that cannot be taken apart is read as a thought without answer.
  ///   - voice: Whose language the thought should speak.
  func checkThought(of reply: String, voice: Voice) -> TraceReport

  /// A reply in the language asked for, without regard to quality.
  func wellFormedReply(using random: inout Random) -> String

  /// Every answer that begins an optimal solution, in the words that count.
  func goldAnswers() throws(SearchLimit) -> [String]

  /// Whether a reply, read in the language of a voice, begins or is an optimal solution.
  func isGold(_ reply: String, as voice: Voice) throws(SearchLimit) -> Bool

  /// The fewest actions in which the task can be accomplished from here, under what counts; `nil` if
  /// it is proven that it no longer can be.
  func distanceToSuccess() throws(SearchLimit) -> Int?

  /// Whether two replies mean the same actions as the prompt asks for them, as they count, or in the
  /// training language. What cannot be read means nothing.
  func meansSame(_ reply: String, as other: String) -> Bool

  /// Whether a reply to the current prompt follows the prompt or the habit of training.
  ///
  /// Actions are compared, not words. A reply that makes sense in both languages and means different
  /// things is decided by the solver, if only one of its meanings begins an optimal solution. It is
  /// `undecided` where nothing is announced, or where both meanings are the same.
  ///
  /// - Parameters:
  ///   - reply: The reply.
  ///   - trained: The variants whose languages count as those of training. Of a variant that draws
  ///     its language anew for each instance, the language drawn for this one counts.
  /// - Throws: `GenerationError` for an unknown variant, and where the solver reached its limit.
  func obedience(of reply: String, trained: [String]) throws(GenerationError) -> Obedience
}

extension Episode {
  /// Whether the episode has ended, by the rules or by the turn limit.
  @inlinable
  public var isOver: Bool { status != .running || isTruncated }

  /// Whether a reply, read as what counts, begins or is an optimal solution.
  public func isGold(_ reply: String) throws(SearchLimit) -> Bool {
    try isGold(reply, as: .scored)
  }

  /// The reply of a scripted voice in the current state, its thought told in a style.
  public func gold(_ voice: Voice, style: String) throws(SearchLimit) -> GoldReply {
    try gold(voice, form: ThoughtForm(style: style))
  }

  /// Checks the thought of a reply in the language that the prompt asks for.
  public func checkThought(of reply: String) -> TraceReport {
    checkThought(of: reply, voice: .obedient)
  }
}

/// What, together with the replies, determines an episode.
public struct EpisodeIdentity: Hashable, Codable, Sendable {
  /// Where the instance is found.
  public let address: Address
  /// The variant, a member of the address's cohort.
  public let variant: String
  /// How the instance is put to the policy.
  public let framing: Framing

  /// An identity.
  @inlinable
  public init(address: Address, variant: String, framing: Framing) {
    self.address = address
    self.variant = variant
    self.framing = framing
  }
}

/// The reply of a scripted voice.
public struct GoldReply: Hashable, Sendable {
  /// The whole reply, less what the prompt has already opened.
  public let text: String
  /// Whether it is a solution in the voice's language; if not, there is none, and the reply is only
  /// well-formed.
  public let isSolution: Bool

  @inlinable
  init(text: String, isSolution: Bool) {
    self.text = text
    self.isSolution = isSolution
  }
}

/// What can be said of an episode's current state as data.
public struct EpisodeFacts: Sendable {
  /// The instance.
  public let instance: any Hashable & Codable & Sendable
  /// The current state.
  public let state: any Hashable & Codable & Sendable
  /// What is announced, or `nil`.
  public let shown: (any Hashable & Codable & Sendable)?
  /// What counts.
  public let accepted: any Hashable & Codable & Sendable
  /// The same for instances that are the same to a person.
  public let identityKey: ContentKey
  /// The keys that decide the split.
  public let contentKeys: [ContentKey]
  /// What a model could memorize of the current state.
  public let stateKeys: [ContentKey]
  /// The keys of the content as it counts: those under the accepted convention alone.
  public let acceptedKeys: [ContentKey]

  @inlinable
  init(
    instance: any Hashable & Codable & Sendable, state: any Hashable & Codable & Sendable,
    shown: (any Hashable & Codable & Sendable)?, accepted: any Hashable & Codable & Sendable,
    identityKey: ContentKey, contentKeys: [ContentKey], stateKeys: [ContentKey],
    acceptedKeys: [ContentKey]
  ) {
    self.instance = instance
    self.state = state
    self.shown = shown
    self.accepted = accepted
    self.identityKey = identityKey
    self.contentKeys = contentKeys
    self.stateKeys = stateKeys
    self.acceptedKeys = acceptedKeys
  }
}

/// What came of one reply.
public struct TurnRecord: Hashable, Codable, Sendable {
  /// Whether the reply was valid and correct.
  public let verdict: Verdict
  /// The reward.
  public let reward: Double
  /// The status after the turn.
  public let status: Status
  /// Whether the turn limit cut the episode short with this turn.
  public let isTruncated: Bool
  /// How many actions were carried out.
  public let actions: Int
  /// How many of them changed the state.
  public let effectiveActions: Int
  /// Whether the reply followed the prompt or the training language.
  public let obedience: Obedience

  @inlinable
  init(
    verdict: Verdict, reward: Double, status: Status, isTruncated: Bool, actions: Int,
    effectiveActions: Int, obedience: Obedience
  ) {
    self.verdict = verdict
    self.reward = reward
    self.status = status
    self.isTruncated = isTruncated
    self.actions = actions
    self.effectiveActions = effectiveActions
    self.obedience = obedience
  }
}
