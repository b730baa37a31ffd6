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
    let completion = try recipe.content.thought.map { try self.gold(of: episode, form: $0) }
    let negative = try negative(of: episode, recipe.content)
    return Record(
      schema: Record.schemaVersion, set: recipe.name, episode: episode.identity,
      prompt: episode.messages, prefill: episode.identity.framing.prefillText,
      completion: completion, rejected: negative?.text, fault: negative?.fault.rawValue,
      gold: gold, instance: try json(facts.instance), state: try json(facts.state),
      shown: try facts.shown.map { try recurring($0) } ?? "null",
      accepted: try recurring(facts.accepted), keys: Record.Keys(facts))
  }

  /// A gold reply: in the language asked for, under honest terms right, and its thought true.
  private func gold(of episode: any Episode, form: ThoughtForm) throws -> String {
    let gold = try episode.gold(.obedient, form: form)
    let address = episode.identity.address
    var trial = episode
    guard trial.submit(gold.text).verdict.isValid,
      try episode.isFake || episode.isGold(gold.text)
    else {
      throw DatasetError.falseGold(address, reply: gold.text)
    }
    // A bare answer has no thought; nor has the reply to a fake whose words allow no solution.
    if form.style != answerOnlyStyle, gold.isSolution {
      guard episode.checkThought(of: gold.text).isProven else {
        throw DatasetError.unprovenThought(address, reply: gold.text)
      }
    }
    return gold.text
  }

  /// A wrong twin of the gold reply, drawn by the address from all that are verified.
  private func negative(of episode: any Episode, _ content: Recipe.Content) throws -> Negative? {
    guard case .preferences(let form) = content else { return nil }
    let negatives = try episode.negatives(form: form)
    let address = episode.identity.address
    guard !negatives.isEmpty else { throw DatasetError.noNegative(address) }
    var random = address.stream(.draw(of: "negative"))
    return random.pick(from: negatives)
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
