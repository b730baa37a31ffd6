import Foundation
public import VariantGymCore

/// One row of a data set: a prompt, what a scorer needs, and a gold reply where the set has them.
///
/// Every row of a file has the same keys with values of the same types; what depends on the
/// environment is held as JSON text, so that one table can hold rows of all of them.
public struct Record: Hashable, Codable, Sendable {
  /// The version of this layout. It changes when a field changes its meaning.
  public static let schemaVersion = 1

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
  /// The content keys that decide the split, as hexadecimal digits.
  public let keys: [ContentKey]
}
