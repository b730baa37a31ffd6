/// One prompt to be answered.
public struct Request: Hashable, Codable, Sendable {
  /// The conversation so far.
  public let messages: [Message]
  /// What of the reply is already written; the policy continues it.
  public let prefill: String
  /// The episode that asks. Only scripted and replayed policies look at it.
  public let episode: EpisodeIdentity
  /// The replies of the episode's earlier turns.
  public let history: [String]
  /// Which of several plays of the same episode asks, from 0.
  public let sample: Int
  /// How the reply is to be drawn.
  public let sampling: Sampling

  /// A request.
  public init(
    messages: [Message], prefill: String, episode: EpisodeIdentity, history: [String],
    sample: Int = 0, sampling: Sampling = Sampling()
  ) {
    self.messages = messages
    self.prefill = prefill
    self.episode = episode
    self.history = history
    self.sample = sample
    self.sampling = sampling
  }

  /// The turn of the episode, from 0.
  public var turn: Int { history.count }

  /// The random draws that belong to this request alone: the same ones whenever it is asked, in any
  /// order and beside any others.
  public var random: Random {
    var stream = episode.address.stream(.policy(variant: episode.variant, turn: turn))
    let draw = ContentKey(words: [stream.next(), UInt64(bitPattern: Int64(sample)), sampling.seed])
    return Random(seed: draw.digest)
  }
}

/// How a reply is drawn. What is `nil` is left to the policy.
public struct Sampling: Hashable, Codable, Sendable {
  /// The temperature, at least 0; 0 is greedy.
  public var temperature: Double?
  /// The probability mass from which each token is drawn, above 0 and at most 1.
  public var topP: Double?
  /// The most tokens of a reply, at least 1.
  public var maxTokens: Int?
  /// The strings before which a reply ends.
  public var stop: [String]
  /// The seed of the run, from which each request's own seed follows.
  public var seed: UInt64

  /// Sampling parameters; by default all is left to the policy.
  public init(
    temperature: Double? = nil, topP: Double? = nil, maxTokens: Int? = nil, stop: [String] = [],
    seed: UInt64 = 0
  ) {
    self.temperature = temperature
    self.topP = topP
    self.maxTokens = maxTokens
    self.stop = stop
    self.seed = seed
  }
}
