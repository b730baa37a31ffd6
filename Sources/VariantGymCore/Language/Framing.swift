/// How an instance is put to a policy, apart from what its instruction means.
public struct Framing: Hashable, Codable, Sendable {
  /// The most actions that one answer may hold, at least 1.
  public var horizon: Int
  /// Whether the prompt asks for a thought before the answer.
  public var asksForThought: Bool
  /// What is already written when the policy begins its reply.
  public var prefill: Prefill
  /// In which words the prompt is put.
  public var wording: Wording
  /// In which order labels or values are announced.
  public var order: Order
  /// What the answer stands in.
  public var container: Container

  /// A framing; by default one action an answer, after a thought, with nothing prefilled, in the
  /// plain wording, announced in an order of its own, answered in tags.
  public init(
    horizon: Int = 1, asksForThought: Bool = true, prefill: Prefill = .none,
    wording: Wording = .plain, order: Order = .drawn, container: Container = .tags
  ) {
    precondition(horizon > 0, "an answer holds at least one action")
    self.horizon = horizon
    self.asksForThought = asksForThought
    self.prefill = prefill
    self.wording = wording
    self.order = order
    self.container = container
  }

  /// The part of the reply that the prompt has already opened.
  public enum Prefill: String, Hashable, Codable, Sendable {
    /// Nothing: the policy writes the whole reply.
    case none
    /// An opening `<think>`.
    case thought
    /// The opening of the answer's container, such as `<answer>`.
    case answer
  }

  /// The order of an announcement.
  public enum Order: String, CaseIterable, Hashable, Codable, Sendable {
    /// Drawn for each row; twins share it.
    case drawn
    /// Always the same.
    case fixed
  }
}

extension Framing {
  /// Reads a framing, of which every part may be missing.
  ///
  /// - Throws: `DecodingError` for a horizon below 1, and for names that do not exist. Which
  /// wordings
  ///   exist is known to the environment alone.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    let horizon = try fields.decodeIfPresent(Int.self, forKey: .horizon) ?? 1
    guard horizon > 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: .horizon, in: fields, debugDescription: "a horizon is at least 1")
    }
    self.init(
      horizon: horizon,
      asksForThought: try fields.decodeIfPresent(Bool.self, forKey: .asksForThought) ?? true,
      prefill: try fields.decodeIfPresent(Prefill.self, forKey: .prefill) ?? .none,
      wording: try fields.decodeIfPresent(Wording.self, forKey: .wording) ?? .plain,
      order: try fields.decodeIfPresent(Order.self, forKey: .order) ?? .drawn,
      container: try fields.decodeIfPresent(Container.self, forKey: .container) ?? .tags)
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
