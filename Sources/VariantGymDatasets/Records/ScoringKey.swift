import Foundation
public import VariantGymCore

/// What a scorer must know of a row to score replies to its prompt: the ground truth of trainers'
/// rows, there as one JSON text.
///
/// ```json
/// {"version": 1, "environment": "general-points", "state": "K 3 8 A = 24",
///  "shown": "J=11 K=13 Q=12", "accepted": "J=10 K=10 Q=10", "horizon": 1,
///  "prefill": "none", "container": "tags"}
/// ```
///
/// The fields hold what those of a record do. The turn limit has no part in it: a key is good for one
/// reply, and only running out of turns depends on those before.
public struct ScoringKey: Hashable, Sendable {
  /// The version of the layout. It changes when a field changes its meaning.
  public static let schemaVersion = 1

  /// The name of the environment.
  public let environment: String
  /// The state that the prompt shows, as JSON text.
  public let state: String
  /// What the prompt announces, as JSON text; `null` where it announces nothing.
  public let shown: String
  /// What counts, as JSON text.
  public let accepted: String
  /// How the state is put; horizon, prefill and container bear on the score.
  public let framing: Framing

  /// The key of a row.
  public init(_ record: Record) {
    environment = record.episode.address.family
    state = record.state
    shown = record.shown
    accepted = record.accepted
    framing = record.episode.framing
  }

  /// The key of an episode's current turn.
  public init(of episode: any Episode) throws {
    func json(_ value: any Encodable) throws -> String {
      String(decoding: try Self.encoder().encode(value), as: UTF8.self)
    }
    let facts = episode.facts
    environment = episode.identity.address.family
    state = try json(facts.state)
    shown = try facts.shown.map { try json($0) } ?? "null"
    accepted = try json(facts.accepted)
    framing = episode.identity.framing
  }

  private static func encoder() -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}

extension ScoringKey: CustomStringConvertible {
  /// The key as JSON text, on one line.
  public var description: String {
    // A name and two words cannot fail to be encoded.
    let name = try? Self.encoder().encode(environment)
    return """
      {"version":\(Self.schemaVersion),\
      "environment":\(String(decoding: name ?? Data(), as: UTF8.self)),\
      "state":\(state),"shown":\(shown),"accepted":\(accepted),\
      "horizon":\(framing.horizon),"prefill":"\(framing.prefill.rawValue)",\
      "container":"\(framing.container.rawValue)"}
      """
  }
}

extension Catalog {
  /// A scorer of replies to the prompt that a scoring key was taken from.
  ///
  /// - Parameter key: The JSON text of a `ScoringKey`.
  /// - Throws: `ScoringKeyError` with the place of the fault.
  public func scorer(for key: String) throws(ScoringKeyError) -> any Scorer {
    let decoder = JSONDecoder()
    decoder.userInfo[.catalog] = self
    do {
      return try decoder.decode(DecodedScorer.self, from: Data(key.utf8)).scorer
    } catch {
      throw ScoringKeyError(error)
    }
  }
}

private struct DecodedScorer: Decodable {
  let scorer: any Scorer

  enum CodingKeys: String, CodingKey {
    case version, environment
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let version = try container.decode(Int.self, forKey: .version)
    guard version == ScoringKey.schemaVersion else {
      throw DecodingError.dataCorruptedError(
        forKey: .version, in: container,
        debugDescription: "\(version) is not \(ScoringKey.schemaVersion), the one that is known")
    }
    guard let catalog = decoder.userInfo[.catalog] as? Catalog else {
      preconditionFailure("the catalog is handed to the decoder")
    }
    let name = try container.decode(String.self, forKey: .environment)
    scorer = try catalog.family(named: name).scorer(from: decoder)
  }
}

extension CodingUserInfoKey {
  fileprivate static let catalog = CodingUserInfoKey(rawValue: "catalog").unsafelyUnwrapped
}

/// Why a scoring key cannot be used.
public struct ScoringKeyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, and where.
  public let reason: String

  init(_ error: any Error) {
    reason = DecodingError.explanation(of: error)
  }

  /// A sentence for people.
  public var description: String { "the scoring key cannot be used: \(reason)" }
}
