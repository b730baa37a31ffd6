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

/// Makes records of episodes, and lines of records.
struct RecordMaker {
  private let encoder: JSONEncoder

  init() {
    encoder = JSONEncoder()
    // Sorted keys make the same bytes everywhere.
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  /// The record of an episode's current state. Nothing leaves before it has been verified.
  func record(of episode: any Episode, recipe: Recipe) throws -> Record {
    let gold = try episode.goldAnswers()
    guard !gold.isEmpty else { throw DatasetError.noGold(episode.identity.address) }
    var completion: String?
    if case .replies(let style) = recipe.content {
      let reply = try episode.gold(.obedient, style: style).text
      try verify(reply, in: episode)
      completion = reply
    }
    let facts = episode.facts
    return Record(
      schema: Record.schemaVersion, set: recipe.name, episode: episode.identity,
      prompt: episode.messages, prefill: episode.identity.framing.prefill.text,
      completion: completion, gold: gold, instance: try json(facts.instance),
      state: try json(facts.state), shown: try facts.shown.map(json) ?? "null",
      accepted: try json(facts.accepted), keys: facts.contentKeys)
  }

  /// A gold reply is in the language asked for and, under honest terms, right.
  private func verify(_ reply: String, in episode: any Episode) throws {
    var trial = episode
    guard trial.submit(reply).verdict.isValid, try episode.isFake || episode.isGold(reply) else {
      throw DatasetError.falseGold(episode.identity.address, reply: reply)
    }
  }

  /// The record as one line of JSON, its line feed included.
  func line(_ record: Record) throws -> Data {
    var data = try encoder.encode(record)
    data.append(UInt8(ascii: "\n"))
    return data
  }

  private func json(_ value: any Encodable & Sendable) throws -> String {
    String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
