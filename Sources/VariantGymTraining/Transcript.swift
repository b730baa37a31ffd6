public import TinyTransformer
public import VariantGymCore

/// How conversations are written in a model's tokens.
///
/// Each message begins with the token of its role, and each reply ends with the end token. What a
/// prompt has opened of a reply follows the token of the assistant.
public struct Transcript: Hashable, Sendable {
  /// What the tokens stand for.
  public let tokenizer: Tokenizer

  /// Conversations in the tokens of a tokenizer.
  public init(_ tokenizer: Tokenizer = .standard) {
    self.tokenizer = tokenizer
  }

  /// A conversation up to where the next reply goes on.
  public func prompt(_ messages: [Message], prefill: String = "") -> [Int32] {
    var tokens: [Int32] = []
    for message in messages {
      tokens.append(control(message.role).token)
      tokens += tokenizer.encode(message.content)
      if message.role == .assistant { tokens.append(Tokenizer.Control.end.token) }
    }
    tokens.append(Tokenizer.Control.assistant.token)
    return tokens + tokenizer.encode(prefill)
  }

  /// A conversation with its next reply, which alone is to be learned.
  public func row(_ messages: [Message], prefill: String = "", reply: String) -> TokenRow {
    row(
      prompt: prompt(messages, prefill: prefill),
      reply: tokenizer.encode(reply) + [Tokenizer.Control.end.token])
  }

  /// The tokens of a reply after those of its prompt.
  func row(prompt: [Int32], reply: [Int32]) -> TokenRow {
    TokenRow(
      tokens: prompt + reply,
      weights: .init(repeating: 0, count: prompt.count) + .init(repeating: 1, count: reply.count))
  }

  private func control(_ role: Message.Role) -> Tokenizer.Control {
    switch role {
    case .system: .system
    case .user: .user
    case .assistant: .assistant
    }
  }
}
