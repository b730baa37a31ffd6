/// What a policy said.
public struct Reply: Hashable, Codable, Sendable {
  /// The text that follows the request's prefill.
  public let text: String
  /// What a server told apart from the text as the model's reasoning; `nil` where it told nothing.
  public let reasoning: String?
  /// The tokens read and written; `nil` where they were not counted.
  public let usage: Usage?
  /// Why the reply ended; `nil` where that is not known.
  public let ending: Ending?

  /// A reply.
  public init(
    text: String, reasoning: String? = nil, usage: Usage? = nil, ending: Ending? = nil
  ) {
    self.text = text
    self.reasoning = reasoning
    self.usage = usage
    self.ending = ending
  }

  /// The reply as one text that follows the prefill: with what a server told apart as reasoning, where there is
  /// a place for it. Reasoning that would make it longer than a reply may be is left out, so that it spoils no answer.
  public func whole(in framing: Framing) -> String {
    guard var reasoning else { return text }
    let room = ReplyLayout.lengthLimit - "<think>\n\n</think>\n".utf8.count - text.utf8.count
    if reasoning.utf8.count > room { reasoning = "" }
    return switch framing.prefill {
    case .none: "<think>\n\(reasoning)\n</think>\n\(text)"
    case .thought: "\n\(reasoning)\n</think>\n\(text)"
    // Within an answer there is no place for a thought.
    case .answer: text
    }
  }

  /// Why a reply ended.
  public enum Ending: String, Hashable, Codable, Sendable {
    /// The model ended it, or one of the stop strings did.
    case stop
    /// It reached the most tokens allowed.
    case length
    /// Something else, such as a content filter.
    case other
  }
}

/// Tokens read and written.
public struct Usage: Hashable, Codable, Sendable {
  /// The tokens of the prompt.
  public var promptTokens: Int
  /// The tokens of the reply, its reasoning included.
  public var completionTokens: Int

  /// A count of tokens.
  public init(promptTokens: Int = 0, completionTokens: Int = 0) {
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
  }

  /// Adds two counts.
  public static func + (first: Usage, second: Usage) -> Usage {
    Usage(
      promptTokens: first.promptTokens + second.promptTokens,
      completionTokens: first.completionTokens + second.completionTokens)
  }
}

extension Usage {
  /// Reads a count of tokens.
  ///
  /// - Throws: `DecodingError` for a number that no reply can have: below 0 or above a billion.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func count(_ key: CodingKeys) throws -> Int {
      let count = try container.decode(Int.self, forKey: key)
      guard (0...1_000_000_000).contains(count) else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container, debugDescription: "\(count) is no number of tokens")
      }
      return count
    }
    self.init(
      promptTokens: try count(.promptTokens), completionTokens: try count(.completionTokens))
  }
}
