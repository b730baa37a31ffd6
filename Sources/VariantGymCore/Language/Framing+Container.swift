extension Framing {
  /// What an answer stands in. The thought stands between `<think>` and `</think>` before any of
  /// them.
  public enum Container: String, CaseIterable, Hashable, Codable, Sendable {
    /// `<answer> ... </answer>`.
    case tags
    /// A line of its own that begins with `Answer:`.
    case line
    /// `\boxed{...}`.
    case boxed
    /// `{"answer": ...}`: a text as a JSON string, an object as it is.
    case object

    /// What stands before an answer.
    public var opening: String {
      switch self {
      case .tags: "<answer>"
      case .line: "Answer:"
      case .boxed: #"\boxed{"#
      case .object: #"{"answer":"#
      }
    }

    /// Appends an answer and what closes the container behind it.
    func close(_ answer: String, in reply: inout String) {
      if self != .boxed { reply += " " }
      reply += self == .object ? JSONAnswer.written(answer) : answer
      reply += closing
    }

    /// What closes the container behind an answer.
    package var closing: String {
      switch self {
      case .tags: " </answer>"
      case .line: ""
      case .boxed, .object: "}"
      }
    }
  }

  /// The text that stands before the policy's first character.
  public var prefillText: String {
    switch prefill {
    case .none: ""
    case .thought: "<think>"
    case .answer: container.opening
    }
  }

  /// What a reply looks like, for a prompt that shows it.
  ///
  /// - Parameters:
  ///   - thought: What stands in the place of the thought, where one is asked for.
  ///   - answer: What stands in the place of the answer.
  public func form(thought: String, answer: String) -> String {
    var form = ""
    if asksForThought {
      form += "<think> "
      form += thought
      form += container == .line ? " </think>\n" : " </think> "
    }
    form += container.opening
    container.close(answer, in: &form)
    return form
  }

  /// What a reply looks like, in the few signs of a compact prompt: `~` where a thought is asked
  /// for, then the container's brackets around a sign for the answer.
  public func signs(_ answer: String) -> String {
    let brackets =
      switch container {
      case .tags: ("<", ">")
      case .line: (":", "")
      case .boxed: ("[", "]")
      case .object: ("{", "}")
      }
    return (asksForThought ? "~" : "") + brackets.0 + answer + brackets.1
  }
}

/// An answer as the value of a JSON object.
enum JSONAnswer {
  /// An object as it is, any other text as a string.
  static func written(_ answer: String) -> String {
    isObject(answer) ? answer : Escapes.quoted(answer)
  }

  /// Whether the braces of a text pair up, the first with the last.
  private static func isObject(_ text: String) -> Bool {
    guard text.utf8.first == UInt8(ascii: "{") else { return false }
    var braces = BracePairs(mindsQuotes: true)
    let end = text.utf8.firstIndex { braces.close(with: $0) }
    return end.map { text.utf8.index(after: $0) == text.utf8.endIndex } ?? false
  }

  /// The bytes of the text that a value stands for, if it is a JSON string; `nil` for anything
  /// else.
  static func content<Bytes: RandomAccessCollection<UInt8>>(
    of value: Range<Int>, in bytes: Bytes
  ) -> (range: Range<Int>, isEscaped: Bool)? where Bytes.Index == Int {
    let isSpace: (Int) -> Bool = { bytes[$0] == 0x20 || 0x09...0x0D ~= bytes[$0] }
    let quote = UInt8(ascii: "\"")
    guard let start = value.first(where: { !isSpace($0) }), bytes[start] == quote,
      let end = value.last(where: { !isSpace($0) })
    else { return nil }
    var place = start + 1
    var isEscaped = false
    while place < end, bytes[place] != quote {
      if bytes[place] == UInt8(ascii: "\\") {
        isEscaped = true
        place += 1
      }
      place += 1
    }
    guard place == end, bytes[end] == quote else { return nil }
    return (start + 1..<end, isEscaped)
  }
}

/// Pairs of braces, counted byte by byte.
struct BracePairs {
  /// Whether braces between double quotes do not count, as in JSON.
  let mindsQuotes: Bool
  /// How many braces are open.
  var depth = 0
  private var isQuoted = false
  private var isEscaped = false

  init(mindsQuotes: Bool, depth: Int = 0) {
    self.mindsQuotes = mindsQuotes
    self.depth = depth
  }

  /// Takes a byte, and says whether it closes the outermost brace.
  mutating func close(with byte: UInt8) -> Bool {
    if isEscaped {
      isEscaped = false
      return false
    }
    switch byte {
    case UInt8(ascii: "\\"): isEscaped = isQuoted
    case UInt8(ascii: "\""): if mindsQuotes { isQuoted.toggle() }
    case UInt8(ascii: "{"): if !isQuoted { depth += 1 }
    case UInt8(ascii: "}") where !isQuoted:
      depth -= 1
      return depth == 0
    default: break
    }
    return false
  }
}
