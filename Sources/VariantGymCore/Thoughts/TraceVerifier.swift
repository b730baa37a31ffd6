/// Reads a thought back into statements and checks each against the environment.
///
/// A trace verifier shares nothing with solvers, narrators and styles but the rules.
public protocol TraceVerifier<E>: Sendable {
  /// The environment whose thoughts are checked.
  associatedtype E: Environment

  /// Checks every statement of a thought that can be read, and none that cannot.
  func check(_ thought: Thought<E>) -> TraceReport
}

/// A thought with what it is about.
public struct Thought<E: Environment>: Sendable {
  /// The words, without tags.
  public let text: Substring
  /// The state that the prompt shows.
  public let state: E.State
  /// What the prompt announces: the language in which the thought is true or false.
  public let convention: E.Convention
  /// The training language; a statement that is true only there clings to it.
  public let base: E.Convention
  /// What was answered after the thought; `nil` where that cannot be read.
  public let answer: [E.Action]?

  /// A thought.
  public init(
    text: Substring, state: E.State, convention: E.Convention, base: E.Convention,
    answer: [E.Action]?
  ) {
    self.text = text
    self.state = state
    self.convention = convention
    self.base = base
    self.answer = answer
  }
}

/// What came of checking a thought.
public struct TraceReport: Hashable, Codable, Sendable {
  /// One statement that was read.
  public struct Statement: Hashable, Codable, Sendable {
    /// Where it stands, in UTF-8 bytes from the start of the thought.
    public let range: Range<Int>
    /// What is wrong with it; `nil` if it is true.
    public let fault: TraceFault?

    /// A statement.
    public init(range: Range<Int>, fault: TraceFault?) {
      self.range = range
      self.fault = fault
    }
  }

  /// The statements that were read, in order.
  public let statements: [Statement]
  /// The share of the text, white space left out, that stands in statements that were read; 1 for
  /// an empty thought.
  public let coverage: Double
  /// Where the first text stands that was not read; `nil` if all was.
  public let firstUnread: Range<Int>?
  /// What the thought as a whole lacks or has wrong; `nil` if it derives the answer.
  public let conclusion: TraceFault?

  /// A report.
  public init(
    statements: [Statement], coverage: Double, firstUnread: Range<Int>?, conclusion: TraceFault?
  ) {
    self.statements = statements
    self.coverage = coverage
    self.firstUnread = firstUnread
    self.conclusion = conclusion
  }

  /// The first statement that is false.
  public var firstFalse: Statement? { statements.first { $0.fault != nil } }

  /// The share of the statements that are true; `nil` if none was read.
  public var truth: Double? {
    guard !statements.isEmpty else { return nil }
    return Double(statements.count { $0.fault == nil }) / Double(statements.count)
  }

  /// The first fault: of a statement, or else of the thought as a whole.
  public var fault: TraceFault? { firstFalse?.fault ?? conclusion }

  /// Whether every word was read, every statement is true, and they lead to the answer.
  public var isProven: Bool { firstUnread == nil && fault == nil }
}

/// What is wrong with a statement or a thought: a stable code; each environment adds its own.
public struct TraceFault: RawRepresentable, Hashable, Codable, Sendable {
  /// The code, in kebab case.
  public let rawValue: String

  /// The fault with the given code.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// What the prompt shows is stated wrongly.
  public static let misread = TraceFault(rawValue: "misread")
  /// A branch is given up that leads to a solution, or for a reason that does not hold.
  public static let falseDeadEnd = TraceFault(rawValue: "false-dead-end")
  /// The thought goes back to where it has not been.
  public static let falseReturn = TraceFault(rawValue: "false-return")
  /// The task is said to be solved when it is not.
  public static let unsolved = TraceFault(rawValue: "unsolved")
  /// The answer is not what the thought leads to.
  public static let wrongConclusion = TraceFault(rawValue: "wrong-conclusion")
  /// The thought does not say what the labels or cards of its answer mean.
  public static let missingTranslation = TraceFault(rawValue: "missing-translation")
  /// The thought does not lead to an answer.
  public static let missingConclusion = TraceFault(rawValue: "missing-conclusion")
}

/// A thought and an answer that are meant to be wrong in one known way.
public struct Corruption: Hashable, Sendable {
  /// What is wrong.
  public let fault: TraceFault
  /// The thought; empty for none.
  public let thought: String
  /// The answer, without tags.
  public let answer: String

  /// A wrong twin.
  public init(fault: TraceFault, thought: String, answer: String) {
    self.fault = fault
    self.thought = thought
    self.answer = answer
  }
}

/// A reply that is wrong in exactly one known way: for preference data, and to test verifiers.
public struct Negative: Hashable, Sendable {
  /// What is wrong with it.
  public let fault: TraceFault
  /// The whole reply, less what the prompt has already opened.
  public let text: String

  @inlinable
  init(fault: TraceFault, text: String) {
    self.fault = fault
    self.text = text
  }
}
