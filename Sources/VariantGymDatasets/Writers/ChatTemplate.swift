public import VariantGymCore

/// The markup by which a family of models tells messages apart, as data.
///
/// Tokens that tokenizers put in front of every text by themselves are no part of it.
public struct ChatTemplate: Hashable, Codable, Sendable {
  /// A stable name.
  public let name: String
  /// What stands before the content of a message, by who speaks.
  public let openings: Openings
  /// What ends a message.
  public let ending: String
  /// What stands between two messages.
  public let separator: String

  /// What stands before the content of a message.
  public struct Openings: Hashable, Codable, Sendable {
    /// Before standing instructions.
    public let system: String
    /// Before what the environment says.
    public let user: String
    /// Before a reply.
    public let assistant: String

    /// Openings.
    public init(system: String, user: String, assistant: String) {
      self.system = system
      self.user = user
      self.assistant = assistant
    }

    /// The same opening for everybody, with the role's name in it.
    init(_ opening: (String) -> String) {
      self.init(system: opening("system"), user: opening("user"), assistant: opening("assistant"))
    }

    fileprivate func of(_ role: Message.Role) -> String {
      switch role {
      case .system: system
      case .user: user
      case .assistant: assistant
      }
    }
  }

  /// A template.
  public init(name: String, openings: Openings, ending: String, separator: String) {
    self.name = name
    self.openings = openings
    self.ending = ending
    self.separator = separator
  }

  /// Messages as one text, up to where a reply begins.
  public func prompt(_ messages: [Message]) -> String {
    messages.map { openings.of($0.role) + $0.content + ending + separator }.joined()
      + openings.assistant
  }

  /// The rest of a reply as it follows the prompt.
  public func reply(_ text: String) -> String { text + ending }
}

extension ChatTemplate {
  /// Of Qwen and many others.
  public static let chatML = ChatTemplate(
    name: "chatml", openings: Openings { "<|im_start|>\($0)\n" }, ending: "<|im_end|>",
    separator: "\n")

  /// Of Llama 3; its `<|begin_of_text|>` comes from the tokenizer.
  public static let llama3 = ChatTemplate(
    name: "llama3", openings: Openings { "<|start_header_id|>\($0)<|end_header_id|>\n\n" },
    ending: "<|eot_id|>", separator: "")

  /// Blank lines between messages and no markup, for models that have seen no dialogue. What ends the
  /// reply is left to the trainer.
  public static let plain = ChatTemplate(
    name: "plain", openings: Openings { _ in "" }, ending: "", separator: "\n\n")

  /// The templates that ship with the library.
  public static let all = [chatML, llama3, plain]

  /// The template with a name.
  ///
  /// - Throws: `UnknownName`, which lists the names that exist.
  public static func named(_ name: String) throws(UnknownName) -> ChatTemplate {
    guard let template = all.first(where: { $0.name == name }) else {
      throw UnknownName("chat template", name, known: all.map(\.name))
    }
    return template
  }
}
