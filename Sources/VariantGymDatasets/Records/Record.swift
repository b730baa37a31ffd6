import Foundation
public import VariantGymCore

/// One row of a data set: a prompt, what a scorer needs, and a gold reply where the set has them.
///
/// Every row of a file has the same keys with values of the same types; what depends on the
/// environment is held as JSON text, so that one table can hold rows of all of them.
public struct Record: Hashable, Codable, Sendable {
  /// The version of this layout. It changes when a field changes its meaning.
  public static let schemaVersion = 2

  /// `schemaVersion` of the library that wrote the row.
  public let schema: Int
  /// The name of the set.
  public let set: String
  /// Where the instance is found, and under which variant and framing it is put.
  public let episode: EpisodeIdentity
  /// The prompt.
  public let prompt: [Message]
  /// What of the reply the prompt has already opened.
  public let prefill: String
  /// The gold reply; missing in sets of prompts.
  public let completion: String?
  /// A minimally wrong twin of the gold reply; present in sets of preferences alone.
  public let rejected: String?
  /// What is wrong with that twin, a code of `TraceFault`.
  public let fault: String?
  /// Every answer that begins an optimal solution, in the words that count.
  public let gold: [String]
  /// The instance, as JSON text.
  public let instance: String
  /// The state that the prompt shows, as JSON text.
  public let state: String
  /// What the prompt announces, as JSON text; `null` where it announces nothing.
  public let shown: String
  /// What counts, as JSON text.
  public let accepted: String
  /// What identifies the row's content, whatever its words.
  public let keys: Keys

  /// Digests of content, each of sixteen hexadecimal digits.
  public struct Keys: Hashable, Codable, Sendable {
    /// The same for instances that are the same to a person.
    public let identity: ContentKey
    /// What decides the split: under everything that the row shows or scores, and under base.
    public let content: [ContentKey]
    /// What a model could memorize of the state that the prompt shows.
    public let state: [ContentKey]
    /// The content as it counts.
    public let accepted: [ContentKey]

    init(_ facts: EpisodeFacts) {
      identity = facts.identityKey
      content = facts.contentKeys
      state = facts.stateKeys
      accepted = facts.acceptedKeys
    }
  }
}
