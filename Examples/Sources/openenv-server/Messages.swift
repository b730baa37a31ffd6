import Foundation
import VariantGym

/// What a client says: `{"type": "reset" | "step" | "state" | "close", "data": {...}}`.
struct ClientMessage: Decodable {
  let type: String
}

struct Wrapped<Value: Decodable>: Decodable {
  let data: Value
}

/// Which episode is begun; whatever is left out has a default.
struct ResetRequest: Decodable {
  var family = "sokoban"
  var difficulty: String?
  var variant = "base"
  var split = Split.train
  var seed: UInt64 = 0
  var index = 0
  var framing = Framing()
  var episodeID: String?

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case family, difficulty, variant, split, seed, index, framing
    case episodeID = "episode_id"
  }

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let known = CodingKeys.allCases.map(\.rawValue)
    for key in try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue).sorted()
    where !known.contains(key) {
      throw Refusal(
        .validation, "reset knows no '\(key)'; it knows \(known.joined(separator: ", "))")
    }
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    func field<Value: Decodable>(_ key: CodingKeys) throws -> Value? {
      do { return try fields.decodeIfPresent(Value.self, forKey: key) } catch {
        // A number that does not fit is said to stand nowhere.
        throw Refusal(.validation, "\(key.rawValue): \(Refusal.reason(for: error))")
      }
    }
    family = try field(.family) ?? family
    difficulty = try field(.difficulty)
    variant = try field(.variant) ?? variant
    split = try field(.split) ?? split
    seed = try field(.seed) ?? seed
    index = try field(.index) ?? index
    framing = try field(.framing) ?? framing
    episodeID = try field(.episodeID)
    guard index >= 0 else { throw Refusal(.validation, "index is not negative") }
  }
}

/// What a policy said.
struct StepRequest: Decodable {
  let reply: String
}

/// What the client is shown, with the reward of its last reply.
struct ObservationMessage: Encodable {
  let type = "observation"
  let data: Payload

  struct Payload: Encodable {
    let observation: Observation
    let reward: Double?
    let done: Bool
  }

  struct Observation: Encodable {
    /// The prompt; empty once the episode is over.
    let messages: [Message]
    /// What the prompt has opened of the reply.
    let prefill: String
    /// What came of the last reply; missing after a reset.
    let turn: TurnRecord?
  }
}

/// Where a session stands.
struct StateMessage: Encodable {
  let type = "state"
  let data: Payload

  struct Payload: Encodable {
    let episodeID: String?
    let stepCount: Int
    let episode: EpisodeIdentity?
    let isOver: Bool

    private enum CodingKeys: String, CodingKey {
      case episodeID = "episode_id"
      case stepCount = "step_count"
      case episode
      case isOver = "is_over"
    }
  }
}

/// Why a message was not carried out.
struct Refusal: Error, Encodable {
  let type = "error"
  let data: Payload

  struct Payload: Encodable {
    let code: Code
    let message: String
  }

  /// OpenEnv's names of what went wrong.
  enum Code: String, Encodable {
    case invalidJSON = "INVALID_JSON"
    case unknownType = "UNKNOWN_TYPE"
    case validation = "VALIDATION_ERROR"
    case execution = "EXECUTION_ERROR"
    case capacity = "CAPACITY_REACHED"
  }

  init(_ code: Code, _ message: String) {
    data = Payload(code: code, message: message)
  }

  /// What is wrong with a value that could not be decoded, and where.
  static func reason(for error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, _): return "'\(key.stringValue)' is missing"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context):
      let place = context.codingPath.map(\.stringValue).joined(separator: ".")
      return place.isEmpty ? context.debugDescription : "\(place): \(context.debugDescription)"
    default: return "\(error)"
    }
  }
}
