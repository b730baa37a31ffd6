import Foundation
import VariantGymCore

/// What is made of one try.
enum ChatOutcome {
  case reply(Reply)
  /// The request has failed.
  case failure(PolicyFailure)
  /// The request may be sent again, after the wait that the server asks for.
  case retry(PolicyFailure, wait: Duration?, wasTurnedAway: Bool)

  var wasTurnedAway: Bool {
    if case .retry(_, _, true) = self { true } else { false }
  }

  init(_ result: Result<HTTPResponse, HTTPFailure>, now: Date = Date()) {
    switch result {
    case .success(let response): self.init(response, now: now)
    case .failure(.cancelled): self = .failure(.cancelled)
    case .failure(.timedOut):
      self = .failure(PolicyFailure("no answer came in time", cause: .timedOut))
    case .failure(.tooLarge):
      self = .failure(PolicyFailure("the answer is larger than allowed", cause: .garbled))
    case .failure(.malformed(let reason)):
      self = .failure(PolicyFailure("the answer is not HTTP: \(reason)", cause: .garbled))
    case .failure(.connection(let reason)):
      self = .retry(
        PolicyFailure("the connection failed: \(reason)", cause: .connection), wait: nil,
        wasTurnedAway: false)
    }
  }

  private init(_ response: HTTPResponse, now: Date) {
    switch response.status {
    case 200..<300:
      do { self = .reply(try ChatAnswer.reply(in: response)) } catch { self = .failure(error) }
    case 408, 409, 429, 500...:
      self = .retry(
        PolicyFailure("the server answered \(response.complaint)", cause: .unavailable),
        wait: RetryAfter.wait(response.headers, now: now),
        wasTurnedAway: [429, 503].contains(response.status))
    default:
      self = .failure(
        PolicyFailure("the server answered \(response.complaint)", cause: .refused))
    }
  }
}

extension HTTPResponse {
  /// The status with the beginning of what the server said about it.
  fileprivate var complaint: String {
    let said = String(decoding: body.prefix(300), as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return said.isEmpty ? "\(status)" : "\(status): \(said)"
  }
}

/// An answer of the server, as far as it matters here.
private struct ChatAnswer: Decodable {
  let choices: [Choice]
  let usage: TokenCounts?

  struct Choice: Decodable {
    let message: Message
    let finishReason: String?
  }

  struct Message: Decodable {
    let content: String?
    let reasoningContent: String?
    let reasoning: String?
  }

  struct TokenCounts: Decodable {
    let promptTokens: Int?
    let completionTokens: Int?
  }

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
