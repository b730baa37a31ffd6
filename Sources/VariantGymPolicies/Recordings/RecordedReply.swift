import Foundation
import VariantGymCore

/// What a recorded reply answered.
struct RecordingKey: Hashable {
  let episode: EpisodeIdentity
  let turn: Int
  let sample: Int

  init(_ request: Request) {
    episode = request.episode
    turn = request.turn
    sample = request.sample
  }

  fileprivate init(episode: EpisodeIdentity, turn: Int, sample: Int) {
    self.episode = episode
    self.turn = turn
    self.sample = sample
  }
}

/// One line of a recording.
struct RecordedReply: Hashable {
  let key: RecordingKey
  /// A digest of the prompt that was answered; `nil` where the recording does not say.
  let prompt: ContentKey?
  let reply: Reply

  init(_ reply: Reply, to request: Request) {
    key = RecordingKey(request)
    prompt = Self.digest(of: request)
    self.reply = reply
  }

  /// A digest of all that the policy was shown.
  static func digest(of request: Request) -> ContentKey {
    let texts = request.messages.flatMap { [$0.role.rawValue, $0.content] } + [request.prefill]
    // No byte of a text is 256, so that texts cannot run into one another.
    return ContentKey(words: texts.flatMap { $0.utf8.map(UInt64.init) + [256] })
  }
}

extension RecordedReply: Codable {
  private enum Keys: String, CodingKey {
    case episode, turn, sample, promptDigest
  }

  /// Reads a line. Only `episode` and `text` need to be there: turn and sample are 0 by default.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    key = RecordingKey(
      episode: try container.decode(EpisodeIdentity.self, forKey: .episode),
      turn: try container.decodeIfPresent(Int.self, forKey: .turn) ?? 0,
      sample: try container.decodeIfPresent(Int.self, forKey: .sample) ?? 0)
    prompt = try container.decodeIfPresent(ContentKey.self, forKey: .promptDigest)
    reply = try Reply(from: decoder)
  }

  func encode(to encoder: any Encoder) throws {
    try reply.encode(to: encoder)
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(key.episode, forKey: .episode)
    try container.encode(key.turn, forKey: .turn)
    try container.encode(key.sample, forKey: .sample)
    try container.encodeIfPresent(prompt, forKey: .promptDigest)
  }
}
