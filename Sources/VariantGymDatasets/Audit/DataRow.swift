import Foundation
import VariantGymCore

/// A row of a data set in any of the known layouts, as far as an audit needs it.
///
/// Known are records of this library, `prompt` with or without a reply, `messages`, and `text`; prompts
/// and replies are texts or lists of messages.
struct DataRow {
  /// The texts of the prompt's messages, without what is left to be answered.
  let prompt: [String]
  /// What a trainer would train; `nil` in sets of prompts.
  let reply: String?
  /// A right answer, where a set of prompts states one.
  let answer: String?
  /// The split that the row says it belongs to.
  let split: Split?
  /// What a record of this library says of itself.
  let claims: Claims?

  struct Claims {
    let family: String
    let shown: String
    let keys: Record.Keys
  }
}

extension DataRow: Decodable {
  private enum Field: String, CodingKey {
    case prompt, completion, response, chosen, messages, text
    case gold, episode, shown, keys
    case rewardModel = "reward_model"
    case extraInfo = "extra_info"
  }

  private struct Whereabouts: Decodable {
    let address: Address

    struct Address: Decodable {
      let family: String
      let split: Split
    }
  }

  private struct RewardModel: Decodable {
    let truth: String

    private enum CodingKeys: String, CodingKey { case truth = "ground_truth" }
  }

  private struct ExtraInfo: Decodable { let split: String }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Field.self)
    // What is not needed may have any type at all.
    func optional<Value: Decodable>(_ type: Value.Type, _ field: Field) -> Value? {
      fields.contains(field) ? try? fields.decode(type, forKey: field) : nil
    }
    let place = optional(Whereabouts.self, .episode)?.address
    split =
      place?.split ?? optional(ExtraInfo.self, .extraInfo).flatMap { Split(stated: $0.split) }
    if let place, let keys = optional(Record.Keys.self, .keys),
      let shown = optional(String.self, .shown)
    {
      claims = Claims(family: place.family, shown: shown, keys: keys)
    } else {
      claims = nil
    }
    answer =
      optional([String].self, .gold)?.first ?? optional(RewardModel.self, .rewardModel)?.truth
    if fields.contains(.prompt) {
      prompt = try fields.decode(Turns.self, forKey: .prompt).texts
      reply =
        [Field.completion, .response, .chosen].lazy
        .compactMap { optional(Turns.self, $0)?.texts.last }.first
    } else if fields.contains(.messages) {
      (prompt, reply) = try fields.decode(Turns.self, forKey: .messages).untilReply
    } else if fields.contains(.text) {
      (prompt, reply) = Self.untilReply(try fields.decode(String.self, forKey: .text))
    } else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: [], debugDescription: "the row has none of prompt, messages and text"))
    }
  }

  /// Cuts a text where the last turn of the assistant begins, by the marks of common chat templates.
  private static func untilReply(_ text: String) -> (prompt: [String], reply: String?) {
    let marks = [
      "<|im_start|>assistant", "<|start_header_id|>assistant<|end_header_id|>", "[/INST]",
      "<start_of_turn>model", "<|assistant|>", "\nAssistant:", "### Response:",
    ]
    for mark in marks {
      guard let range = text.range(of: mark, options: .backwards) else { continue }
      return ([String(text[..<range.lowerBound])], String(text[range.upperBound...]))
    }
    return ([text], nil)
  }
}

/// A text, or the messages of a conversation.
private struct Turns: Decodable {
  private var turns: [Turn] = []

  private struct Turn: Decodable {
    let role: String
    let content: Content
  }

  /// A text, or parts of which some are texts.
  private struct Content: Decodable {
    let text: String

    private struct Part: Decodable { let text: String? }

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self.text = text
      } else {
        text = try container.decode([Part].self).compactMap(\.text).joined(separator: "\n")
      }
    }
  }

  private var plain: String?

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    plain = try? container.decode(String.self)
    if plain == nil { turns = try container.decode([Turn].self) }
  }

  var texts: [String] { plain.map { [$0] } ?? turns.map(\.content.text) }

  /// What comes before the last turn of the assistant, and that turn.
  var untilReply: (prompt: [String], reply: String?) {
    guard let last = turns.lastIndex(where: { $0.role == "assistant" }) else { return (texts, nil) }
    return (turns[..<last].map(\.content.text), turns[last].content.text)
  }
}

extension Split {
  /// The split that a word such as `train`, `dev` or `eval` stands for.
  init?(stated word: some StringProtocol) {
    switch word.lowercased() {
    case "train", "training": self = .train
    case "validation", "valid", "val", "dev": self = .validation
    case "test", "eval", "evaluation": self = .test
    default: return nil
    }
  }
}
