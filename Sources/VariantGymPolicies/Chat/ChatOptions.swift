/// How a chat-completions server is asked.
public struct ChatOptions: Sendable {
  /// The key that is sent as a bearer token, in visible ASCII characters; `nil` for none.
  public var key: String?
  /// The most requests under way at once, at least 1. Each has a connection and a thread. While the
  /// server says that it is busy (429 or 503) there are fewer.
  public var concurrency = 64
  /// The most time for one answer, at most a day. A request that takes longer has failed and is not repeated.
  /// Looking up a host's name is the system's, and may take longer than this where no name server answers.
  public var timeout = Duration.seconds(300)
  /// How often a request is sent again, at least 0, after 408, 409, 429, any status of 500 or more,
  /// or a lost connection.
  public var retries = 6
  /// The wait before a request is sent again for the first time, at most 30 seconds. It doubles each time, up to 30
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
    try PolicyError.require(
      (1...100_000).contains(concurrency), "concurrency", "\(concurrency) is not in 1...100000")
    try PolicyError.requireTimeout(timeout)
    try PolicyError.require(retries >= 0, "retries", "\(retries) is below 0")
    try PolicyError.require(
      (.zero...Self.longestWait).contains(firstWait), "firstWait",
      "\(firstWait) is not between 0 and \(Self.longestWait)")
    try PolicyError.require(sizeLimit >= 1, "sizeLimit", "\(sizeLimit) is below 1")
    // A line break would end the header field and begin another.
    try PolicyError.require(
      key?.utf8.allSatisfy { (0x21...0x7E).contains($0) } != false, "key",
      "holds something else than visible ASCII characters")
  }
}
