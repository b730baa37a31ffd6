import Foundation
import VariantGym

/// One client's episode. It knows nothing of sockets: a text comes in, a text goes out.
struct Session {
  /// The longest message that is read, in bytes.
  static let lengthLimit = 2_000_000

  private let catalog: Catalog
  private var episode: (any Episode)?
  private var episodeID: String?
  private var steps = 0
  private let encoder: JSONEncoder

  init(_ catalog: Catalog) {
    self.catalog = catalog
    encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  /// The answer to a message; `nil` where the client takes its leave.
  mutating func answer(_ text: String) -> String? {
    do {
      guard text.utf8.count <= Self.lengthLimit else {
        throw Refusal(.validation, "a message has at most \(Self.lengthLimit) bytes")
      }
      let data = Data(text.utf8)
      switch try messageType(of: data) {
      case "reset": return try encode(reset(decode(Wrapped<ResetRequest>.self, from: data).data))
      case "step": return try encode(step(decode(Wrapped<StepRequest>.self, from: data).data))
      case "state": return try encode(state)
      case "close": return nil
      case let type:
        throw Refusal(.unknownType, "there is no message '\(type)': reset, step, state, close")
      }
    } catch let refusal as Refusal {
      return try? encode(refusal)
    } catch {
      return try? encode(Refusal(.execution, "\(error)"))
    }
  }

  private mutating func reset(_ request: ResetRequest) throws -> ObservationMessage {
    let begun: any Episode
    do {
      let family = try catalog.family(named: request.family)
      let address = Address(
        family: family.name, difficulty: request.difficulty ?? family.difficulties[0],
        split: request.split, cohort: [request.variant], seed: request.seed, index: request.index)
      try family.wordings.check(request.framing.wording, in: request.split, of: family.name)
      begun = try family.twins(at: address, framing: request.framing)[0]
    } catch { throw Refusal(.validation, "\(error)") }
    (episode, episodeID, steps) = (begun, request.episodeID, 0)
    return observation(of: begun, after: nil)
  }

  private mutating func step(_ request: StepRequest) throws -> ObservationMessage {
    guard var current = episode else { throw Refusal(.execution, "reset comes before step") }
    guard !current.isOver else { throw Refusal(.execution, "the episode is over: reset") }
    let record = current.submit(request.reply)
    episode = current
    steps += 1
    return observation(of: current, after: record)
  }

  private func observation(
    of episode: any Episode, after record: TurnRecord?
  ) -> ObservationMessage {
    ObservationMessage(
      data: ObservationMessage.Payload(
        observation: ObservationMessage.Observation(
          messages: episode.isOver ? [] : episode.messages,
          prefill: episode.identity.framing.prefillText, turn: record),
        reward: record?.reward, done: episode.isOver))
  }

  private var state: StateMessage {
    StateMessage(
      data: StateMessage.Payload(
        episodeID: episodeID, stepCount: steps, episode: episode?.identity,
        isOver: episode?.isOver ?? false))
  }

  private func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
    do { return try JSONDecoder().decode(type, from: data) } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Refusal(.validation, Refusal.reason(for: error))
    }
  }

  /// What kind of message it is, if it is one at all.
  private func messageType(of data: Data) throws -> String {
    do { return try JSONDecoder().decode(ClientMessage.self, from: data).type } catch {
      if case DecodingError.dataCorrupted = error {
        throw Refusal(.invalidJSON, "the message is no JSON object")
      }
      throw Refusal(.validation, Refusal.reason(for: error))
    }
  }

  /// A refusal as the text of a message.
  static func refusal(_ code: Refusal.Code, _ reason: String) -> String {
    (try? Session(Catalog([])).encode(Refusal(code, reason))) ?? ""
  }

  private func encode(_ value: some Encodable) throws -> String {
    String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
