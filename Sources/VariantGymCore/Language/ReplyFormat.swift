/// Writes answers and reads them: printer and reader in one.
///
/// The law: `interpret(hear(write(actions)))` gives `actions` back, under every convention. A
/// format deals with the answer alone; what it stands in is `ReplyLayout`'s. So that it can stand in
/// every container, an answer is written on one line, without tags, and its braces pair up.
public protocol ReplyFormat<E>: Sendable {
  /// The environment whose actions are written and read.
  associatedtype E: Environment
  /// An answer as it was heard, before anything is known of what its words mean.
  associatedtype Utterance: Sendable

  /// The answer that expresses the actions in the words of a convention.
  func write(
    _ actions: [E.Action], in state: E.State, under convention: E.Convention
  ) -> String

  /// Takes an answer apart. Linear in its length. Space around an answer, and a full stop behind it, change nothing.
  ///
  /// - Throws: `ReadingError` with an offset into the answer.
  func hear(_ answer: Substring) throws(ReadingError) -> Utterance

  /// What the answer means under a convention.
  ///
  /// - Parameters:
  ///   - utterance: The answer as it was heard.
  ///   - state: The state in which it was given.
  ///   - convention: What its words mean.
  ///   - horizon: The most actions that the answer may hold.
  func interpret(
    _ utterance: Utterance, in state: E.State, under convention: E.Convention, horizon: Int
  ) throws(ReadingError) -> [E.Action]
}

/// Why a reply cannot be read, and where. A value, made without building any text.
public struct ReadingError: Error, Hashable, Codable, Sendable {
  /// What is wrong.
  public let cause: Cause
  /// Where, in UTF-8 bytes from the start of the text that was read.
  public let offset: Int

  /// A reading error.
  @inlinable
  public init(_ cause: Cause, at offset: Int = 0) {
    self.cause = cause
    self.offset = offset
  }

  /// A stable code; each environment adds its own.
  public struct Cause: RawRepresentable, Hashable, Codable, Sendable {
    /// The code, in kebab case.
    public let rawValue: String

    /// The cause with the given code.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// The reply is longer than `ReplyLayout.lengthLimit`.
    public static let tooLong = Cause(rawValue: "reply-too-long")
    /// A thought was opened and never closed.
    public static let unclosedThought = Cause(rawValue: "unclosed-thought")
    /// No complete answer block follows the thought.
    public static let noAnswer = Cause(rawValue: "no-answer")
    /// The answer block holds nothing.
    public static let emptyAnswer = Cause(rawValue: "empty-answer")
    /// The answer holds more actions than are allowed.
    public static let tooManyActions = Cause(rawValue: "too-many-actions")
    /// A word is none of the labels.
    public static let unknownLabel = Cause(rawValue: "unknown-label")
  }

  /// The same error, its offset moved from the part that was read to the whole.
  @inlinable
  func shifted(by distance: Int) -> ReadingError {
    ReadingError(cause, at: offset + distance)
  }
}
