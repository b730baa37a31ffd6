/// How a chat-completions server is asked.
public struct ChatOptions: Sendable {
  /// The key that is sent as a bearer token; `nil` for none.
  public var key: String?
  /// The most requests under way at once, at least 1. While the server says that it is busy (429 or
  /// 503) there are fewer.
  public var concurrency = 64
  /// The most time for one answer. A request that takes longer has failed and is not repeated.
  public var timeout = Duration.seconds(300)
  /// How often a request is sent again, at least 0, after 408, 409, 429, any status of 500 or more,
  /// or a lost connection.
  public var retries = 6
  /// The wait before a request is sent again for the first time. It doubles each time, up to 30
  /// seconds, unless the server names a wait of its own; up to half as much is added at random.
  public var firstWait = Duration.milliseconds(500)
  /// Bounds on what is spent.
  public var caps = Caps()
  /// What is done about a request whose reply is already begun.
  public var prefill = Prefill.refused
  /// Whether each request carries a seed of its own, which follows from its identity.
  public var sendsSeed = true
  /// The most bytes of an answer, at least 1.
  public var sizeLimit = 8_000_000
  /// A JSON object, such as `{"chat_template_kwargs": {"enable_thinking": false}}`, whose members are
  /// added to every request, in place of members of the same name.
  public var extra: String?

  /// The usual options.
  public init() {}

  /// The longest wait between two tries that the client chooses by itself.
  static let longestWait = Duration.seconds(30)
  /// The longest wait that a server may ask for; a request that is asked to wait longer has failed.
  static let longestObeyedWait = Duration.seconds(120)

  /// What is done about a request whose reply is already begun.
  public enum Prefill: Hashable, Sendable {
    /// The request fails: nothing is known about the server.
    case refused
    /// The server continues the last message where that is the assistant's, as vLLM, SGLang and
    /// llama.cpp do. The flags `continue_final_message` and `add_generation_prompt` ask for it.
    case continued
    /// As `continued`, with a server that says what was already written again.
    case continuedAndEchoed
  }

  func check() throws(PolicyError) {
    func require(_ condition: Bool, _ name: String, _ reason: String) throws(PolicyError) {
      if !condition { throw .badOption(name: name, reason: reason) }
    }
    try require(concurrency >= 1, "concurrency", "\(concurrency) is below 1")
    try require(timeout > .zero, "timeout", "\(timeout) is no time")
    try require(retries >= 0, "retries", "\(retries) is below 0")
    try require(firstWait >= .zero, "firstWait", "\(firstWait) is below 0")
    try require(sizeLimit >= 1, "sizeLimit", "\(sizeLimit) is below 1")
  }
}
