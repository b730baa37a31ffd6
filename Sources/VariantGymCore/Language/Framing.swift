/// How an instance is put to a policy, apart from what its instruction means.
public struct Framing: Hashable, Codable, Sendable {
  /// The most actions that one answer may hold, at least 1.
  public var horizon: Int
  /// Whether the prompt asks for a thought before the answer.
  public var asksForThought: Bool
  /// What is already written when the policy begins its reply.
  public var prefill: Prefill

  /// A framing; by default one action an answer, after a thought, with nothing prefilled.
  public init(horizon: Int = 1, asksForThought: Bool = true, prefill: Prefill = .none) {
    precondition(horizon > 0, "an answer holds at least one action")
    self.horizon = horizon
    self.asksForThought = asksForThought
    self.prefill = prefill
  }

  /// The part of the reply that the prompt has already opened.
  public enum Prefill: String, Hashable, Codable, Sendable {
    /// Nothing: the policy writes the whole reply.
    case none
    /// An opening `<think>`.
    case thought
    /// An opening `<answer>`.
    case answer

    /// The text that stands before the policy's first character.
    public var text: String {
      switch self {
      case .none: ""
      case .thought: "<think>"
      case .answer: "<answer>"
      }
    }
  }
}

extension Framing {
  /// Reads a framing, of which every part may be missing.
  ///
  /// - Throws: `DecodingError` for a horizon below 1.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let horizon = try container.decodeIfPresent(Int.self, forKey: .horizon) ?? 1
    guard horizon > 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: .horizon, in: container, debugDescription: "a horizon is at least 1")
    }
    self.init(
      horizon: horizon,
      asksForThought: try container.decodeIfPresent(Bool.self, forKey: .asksForThought) ?? true,
      prefill: try container.decodeIfPresent(Prefill.self, forKey: .prefill) ?? .none)
  }
}

/// One message of a conversation, free of any chat template.
public struct Message: Hashable, Codable, Sendable {
  /// Who speaks.
  public let role: Role
  /// What is said.
  public let content: String

  /// A message.
  public init(role: Role, content: String) {
    self.role = role
    self.content = content
  }

  /// Who speaks.
  public enum Role: String, Hashable, Codable, Sendable {
    /// Standing instructions.
    case system
    /// The environment.
    case user
    /// The policy.
    case assistant
  }
}
