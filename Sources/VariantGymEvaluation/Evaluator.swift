public import VariantGymCore

/// Plays episodes with a policy.
public struct Evaluator: Sendable {
  private let policy: any Policy
  private let batchSize: Int

  /// An evaluator.
  ///
  /// - Parameters:
  ///   - policy: Who answers.
  ///   - batchSize: How many episodes ask at once, at least 1.
  public init(policy: any Policy, batchSize: Int = 64) {
    self.policy = policy
    self.batchSize = batchSize
  }

  /// Plays every episode to its end. A policy's failure ends its episode and is counted apart.
  ///
  /// - Returns: One result for each episode, in order.
  public func play(_ episodes: [any Episode]) async -> [EpisodeResult] {
    var results: [EpisodeResult] = []
    for start in stride(from: 0, to: episodes.count, by: batchSize) {
      results += await playTogether(Array(episodes[start..<min(start + batchSize, episodes.count)]))
    }
    return results
  }

  private func playTogether(_ episodes: [any Episode]) async -> [EpisodeResult] {
    var plays = episodes.map { (episode: $0, result: EpisodeResult($0.identity)) }
    while true {
      let active = plays.indices.filter {
        !plays[$0].episode.isOver && plays[$0].result.failure == nil
      }
      if active.isEmpty { return plays.map(\.result) }
      let replies = await policy.replies(
        to: active.map { index in
          let episode = plays[index].episode
          return Request(
            messages: episode.messages, prefill: episode.identity.framing.prefillText,
            episode: episode.identity, history: plays[index].result.replies)
        })
      for (place, index) in active.enumerated() {
        // A policy that gives fewer answers than it was asked for has failed on the rest.
        let reply =
          place < replies.count ? replies[place] : .failure(PolicyFailure("no result was given"))
        switch reply {
        case .success(let reply):
          let record = plays[index].episode.submit(reply.text)
          plays[index].result.add(reply.text, record)
        case .failure(let failure):
          plays[index].result.failure = failure.reason
        }
      }
    }
  }
}

/// One episode as it was played: its identity, its replies and what came of them.
public struct EpisodeResult: Hashable, Codable, Sendable {
  /// Which episode was played.
  public let identity: EpisodeIdentity
  /// The replies, one for each turn.
  public private(set) var replies: [String] = []
  /// What came of each reply.
  public private(set) var turns: [TurnRecord] = []
  /// Why the policy gave no further reply; `nil` where it did.
  public internal(set) var failure: String?

  init(_ identity: EpisodeIdentity) {
    self.identity = identity
  }

  mutating func add(_ reply: String, _ record: TurnRecord) {
    replies.append(reply)
    turns.append(record)
  }

  /// Whether the task was accomplished.
  public var isSuccess: Bool { turns.last?.status == .succeeded }

  /// The share of turns whose reply was in the language asked for; 0 without turns.
  public var validity: Double {
    turns.isEmpty ? 0 : Double(turns.count { $0.verdict.isValid }) / Double(turns.count)
  }

  /// The sum of the rewards.
  public var reward: Double { turns.reduce(0) { $0 + $1.reward } }
}
