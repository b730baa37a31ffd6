import Foundation
import VariantGymCore

/// An answer of the server, as far as it matters here.
struct ChatAnswer: Decodable {
  private let choices: [Choice]
  private let usage: TokenCounts?

  fileprivate struct Choice: Decodable {
    let message: Message
    let finishReason: String?
  }

  fileprivate struct Message: Decodable {
    let content: String?
    let reasoningContent: String?
    let reasoning: String?
  }

  fileprivate struct TokenCounts: Decodable {
    let promptTokens: Int?
    let completionTokens: Int?
  }

  /// - Throws: A failure where the answer holds no reply.
  static func reply(in response: HTTPResponse) throws(PolicyFailure) -> Reply {
    if let type = response.headers["content-type"], !type.lowercased().contains("json") {
      throw PolicyFailure("the answer is '\(type)', not JSON", cause: .garbled)
    }
    guard String(data: response.body, encoding: .utf8) != nil else {
      throw PolicyFailure("the answer is not UTF-8", cause: .garbled)
    }
    let answer: ChatAnswer
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do { answer = try decoder.decode(ChatAnswer.self, from: response.body) } catch {
      throw PolicyFailure("the answer is not that of a chat: \(reason(error))", cause: .garbled)
    }
    guard let choice = answer.choices.first else {
      throw PolicyFailure("the answer has no choices", cause: .empty)
    }
    let message = choice.message
    let reasoning = [message.reasoningContent, message.reasoning].compactMap(\.self)
      .first { !$0.isEmpty }
    let text = message.content ?? ""
    // A model that spent all its tokens on reasoning has answered, if badly.
    if text.isEmpty, reasoning == nil {
      throw PolicyFailure("the answer has no text", cause: .empty)
    }
    return Reply(
      text: text, reasoning: reasoning, usage: answer.usage.flatMap(\.usage), ending: choice.ending)
  }

  private static func reason(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "\(error)" }
    switch error {
    case .keyNotFound(let key, _): return "'\(key.stringValue)' is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return context.codingPath.map(\.stringValue).joined(separator: ".") + " is of another type"
    default: return "it is not JSON"
    }
  }
}

extension ChatAnswer.Choice {
  fileprivate var ending: Reply.Ending? {
    finishReason.map { Reply.Ending(rawValue: $0) ?? .other }
  }
}

extension ChatAnswer.TokenCounts {
  /// The counts, unless they are such as no reply can have.
  fileprivate var usage: Usage? {
    let possible = 0...1_000_000_000
    let counts = [promptTokens ?? 0, completionTokens ?? 0]
    guard counts.allSatisfy(possible.contains) else { return nil }
    return Usage(promptTokens: counts[0], completionTokens: counts[1])
  }
}
