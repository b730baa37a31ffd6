/// Anything that answers prompts: a model behind a server, a process, a script, a recording.
///
/// A policy knows nothing of environments. It answers a batch of requests, each with a reply or
/// with its own failure; it never throws, since one failure must not lose the rest.
public protocol Policy: Sendable {
  /// One result for each request, in order.
  func replies(to requests: [Request]) async -> [Result<Reply, PolicyFailure>]
}

/// One prompt to be answered.
public struct Request: Sendable {
  /// The conversation so far.
  public let messages: [Message]
  /// What of the reply is already written; the policy continues it.
  public let prefill: String
  /// The episode that asks. Only scripted and replayed policies look at it.
  public let episode: EpisodeIdentity
  /// The replies of the episode's earlier turns.
  public let history: [String]

  /// A request.
  public init(
    messages: [Message], prefill: String, episode: EpisodeIdentity, history: [String]
  ) {
    self.messages = messages
    self.prefill = prefill
    self.episode = episode
    self.history = history
  }
}

/// What a policy said.
public struct Reply: Hashable, Sendable {
  /// The text that follows the request's prefill.
  public let text: String

  /// A reply.
  public init(text: String) {
    self.text = text
  }
}

/// Why a policy gave no reply. It is a result of the request, never an answer.
public struct PolicyFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong, for people.
  public let reason: String

  /// A failure.
  public init(_ reason: String) {
    self.reason = reason
  }

  /// What went wrong.
  public var description: String { reason }
}
