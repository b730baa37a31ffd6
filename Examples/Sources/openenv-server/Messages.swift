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
    family = try fields.decodeIfPresent(String.self, forKey: .family) ?? family
    difficulty = try fields.decodeIfPresent(String.self, forKey: .difficulty)
    variant = try fields.decodeIfPresent(String.self, forKey: .variant) ?? variant
    split = try fields.decodeIfPresent(Split.self, forKey: .split) ?? split
    seed = try fields.decodeIfPresent(UInt64.self, forKey: .seed) ?? seed
    index = try fields.decodeIfPresent(Int.self, forKey: .index) ?? index
    framing = try fields.decodeIfPresent(Framing.self, forKey: .framing) ?? framing
    episodeID = try fields.decodeIfPresent(String.self, forKey: .episodeID)
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
}
