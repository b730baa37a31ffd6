import Foundation
import VariantGymCore

/// Makes records of episodes, and lines of records. Not for use by several tasks at once.
final class RecordMaker {
  private let encoder = JSONEncoder()
  private var known: [AnyHashable: String] = [:]
  private static let capacity = 1000

  init() {
    // Sorted keys make the same bytes everywhere.
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  /// The record of an episode's current state. Nothing leaves before it has been verified.
  func record(
    of episode: any Episode, _ facts: EpisodeFacts, recipe: Recipe
  ) throws -> Record {
    let gold = try episode.goldAnswers()
    guard !gold.isEmpty else { throw DatasetError.noGold(episode.identity.address) }
    var completion: String?
    if case .replies(let style) = recipe.content {
      let reply = try episode.gold(.obedient, style: style).text
      try verify(reply, in: episode)
      completion = reply
    }
    return Record(
      schema: Record.schemaVersion, set: recipe.name, episode: episode.identity,
      prompt: episode.messages, prefill: episode.identity.framing.prefill.text,
      completion: completion, gold: gold, instance: try json(facts.instance),
      state: try json(facts.state), shown: try facts.shown.map { try recurring($0) } ?? "null",
      accepted: try recurring(facts.accepted), keys: facts.contentKeys)
  }

  /// A gold reply is in the language asked for and, under honest terms, right.
  private func verify(_ reply: String, in episode: any Episode) throws {
    var trial = episode
    guard trial.submit(reply).verdict.isValid, try episode.isFake || episode.isGold(reply) else {
      throw DatasetError.falseGold(episode.identity.address, reply: reply)
    }
  }

  private func json(_ value: any Encodable) throws -> String {
    String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// The JSON of a convention, most of which recur from row to row.
  private func recurring(_ value: any Hashable & Codable & Sendable) throws -> String {
    let key = AnyHashable(value)
    if let text = known[key] { return text }
    let text = try json(value)
    if known.count >= Self.capacity { known.removeAll(keepingCapacity: true) }
    known[key] = text
    return text
  }
}
