/// Where thought and answer stand in a reply: `<think> ... </think> <answer> ... </answer>`, or
/// with the answer in another container.
///
/// One reader serves every environment. The thought is optional, opened by the prompt or by the
/// policy. The answer is the last complete block after the last `</think>`, so drafts inside a
/// thought are never graded. A block of tags ends with its first `</answer>`, a line with its line
/// feed or the reply, and braces with the one that pairs up with the first; an opening inside a
/// block begins it anew.
public enum ReplyLayout {
  /// The longest reply that is read, in UTF-8 bytes. A longer one is unreadable.
  public static let lengthLimit = 1_000_000

  /// A reply taken apart.
  public struct Parts: Sendable {
    /// What was thought, without tags; empty where there was no thought.
    public var thought: Substring { substring(thoughtBytes) }
    /// What was answered, without its container.
    public var answer: Substring {
      let answer = substring(answerBytes)
      return isEscaped
        ? Substring(decoding: Escapes.undone(in: answer.utf8), as: UTF8.self) : answer
    }
    /// Where the answer begins, in UTF-8 bytes from the start of the reply.
    public var answerOffset: Int { answerBytes.lowerBound }

    fileprivate let reply: String
    fileprivate let thoughtBytes: Range<Int>
    fileprivate let answerBytes: Range<Int>
    fileprivate let isEscaped: Bool

    private func substring(_ bytes: Range<Int>) -> Substring {
      let start = reply.utf8.index(reply.utf8.startIndex, offsetBy: bytes.lowerBound)
      let end = reply.utf8.index(start, offsetBy: bytes.count)
      // Tags are ASCII, so that no character is cut.
      return Substring(reply.utf8[start..<end])
    }
  }

  /// The reply with the given thought and answer, less what the prompt has already opened.
  ///
  /// With a prefilled answer there is no place for a thought.
  public static func compose(
    thought: String, answer: String, prefill: Framing.Prefill,
    container: Framing.Container = .tags
  ) -> String {
    var reply = ""
    if prefill != .answer {
      if prefill == .thought || !thought.isEmpty {
        reply += prefill == .thought ? "\n" : "<think>\n"
        reply += thought
        reply += "\n</think>\n"
      }
      reply += container.opening
    }
    container.close(answer, in: &reply)
    return reply
  }

  /// Takes a reply apart as a framing asks for it. Linear in its length.
  ///
  /// - Throws: `ReadingError` where the reply is too long, or holds no answer in the framing's container.
  public static func dissect(
    _ reply: String, of framing: Framing
  ) throws(ReadingError) -> Parts {
    try dissect(reply, prefill: framing.prefill, container: framing.container)
  }

  /// Takes a reply apart. Linear in its length.
  public static func dissect(
    _ reply: String, prefill: Framing.Prefill, container: Framing.Container = .tags
  ) throws(ReadingError) -> Parts {
    guard reply.utf8.count <= lengthLimit else { throw ReadingError(.tooLong, at: lengthLimit) }
    // Replies from Swift are contiguous; a bridged string becomes so here, once.
    var reply = reply
    let places = reply.withUTF8 { Places($0, prefill: prefill, container: container) }
    if let failure = places.failure { throw failure }
    return Parts(
      reply: reply, thoughtBytes: places.thought, answerBytes: places.answer,
      isEscaped: places.isEscaped)
  }
}

/// The byte ranges of thought and answer, or why there is no answer; found in one pass.
///
/// The bytes may be any random-access collection, so that a test can count how often they are
/// looked at.
struct Places {
  let thought: Range<Int>
  let answer: Range<Int>
  /// Whether the answer has the escapes of a JSON string.
  let isEscaped: Bool
  let failure: ReadingError?

  init<Bytes: RandomAccessCollection<UInt8>>(
    _ bytes: Bytes, prefill: Framing.Prefill, container: Framing.Container = .tags
  ) where Bytes.Index == Int {
    var met = MetTags(prefill: prefill)
    if container == .tags {
      var place = bytes.startIndex
      while let start = Tag.start(in: bytes, from: place) {
        let tag = Tag(bytes, at: start)
        if let tag { met.meet(tag, at: start..<(start + tag.length)) }
        place = start + (tag?.length ?? 1)
      }
    } else {
      var marks = ContainerMarks(of: container, in: bytes, isOpen: prefill == .answer)
      while let (tag, range) = marks.next() { met.meet(tag, at: range) }
    }
    let block = met.block ?? 0..<0
    let text = container == .object ? JSONAnswer.content(of: block, in: bytes) : nil
    thought = met.thought ?? 0..<0
    (answer, isEscaped) = text ?? (block, false)
    failure = met.failure(prefill: prefill)
  }
}

/// What the tags of a reply, met one after the other, say.
private struct MetTags {
  private(set) var thought: Range<Int>?
  private var thoughtStart: Int?
  // What has been met since the last closed thought.
  private(set) var block: Range<Int>?
  private var bodyStart = 0
  private var firstThoughtStart: Int?
  private var lastThoughtStart: Int?
  private var answerStart: Int?
  private var draftStart: Int?
  private var strayEnd: Int?

  init(prefill: Framing.Prefill) {
    // An answer that the prompt opened reaches from the start, unless a thought comes between.
    if prefill == .answer { answerStart = 0 }
  }

  mutating func meet(_ tag: Tag, at range: Range<Int>) {
    let place = range.lowerBound
    switch tag {
    case .thoughtStart:
      if firstThoughtStart == nil { firstThoughtStart = place }
      lastThoughtStart = place
    case .thoughtEnd:
      // The thought reaches from the first opening tag of the reply to the last closing one.
      thoughtStart = thoughtStart ?? firstThoughtStart.map { $0 + Tag.thoughtStart.length }
      thought = (thoughtStart ?? 0)..<place
      bodyStart = range.upperBound
      (firstThoughtStart, lastThoughtStart, answerStart) = (nil, nil, nil)
      (block, draftStart, strayEnd) = (nil, nil, nil)
    case .answerStart:
      answerStart = range.upperBound
    case .answerEnd:
      if let start = answerStart {
        block = start..<place
        draftStart = lastThoughtStart.flatMap { $0 < start ? $0 : nil }
        answerStart = nil
      } else {
        strayEnd = place
      }
    }
  }

  /// Why there is no answer, if there is none.
  func failure(prefill: Framing.Prefill) -> ReadingError? {
    if prefill == .thought, thought == nil { return ReadingError(.unclosedThought) }
    // A thought opened and left open makes everything after it a draft.
    if block != nil { return draftStart.map { ReadingError(.unclosedThought, at: $0) } }
    if let strayEnd { return ReadingError(.noAnswer, at: strayEnd) }
    if let firstThoughtStart { return ReadingError(.unclosedThought, at: firstThoughtStart) }
    return ReadingError(.noAnswer, at: bodyStart)
  }
}

/// What begins or ends a thought or an answer.
enum Tag {
  case thoughtStart, thoughtEnd, answerStart, answerEnd

  var length: Int { text.utf8CodeUnitCount }

  private var text: StaticString {
    switch self {
    case .thoughtStart: "<think>"
    case .thoughtEnd: "</think>"
    case .answerStart: "<answer>"
    case .answerEnd: "</answer>"
    }
  }

  /// The first place that holds `<`.
  static func start<Bytes: RandomAccessCollection<UInt8>>(
    in text: Bytes, from place: Int
  ) -> Int? where Bytes.Index == Int {
    // Most bytes of most replies are passed over here.
    var place = place
    let end = text.endIndex
    while place < end {
      if text[place] == UInt8(ascii: "<") { return place }
      place += 1
    }
    return nil
  }

  /// The tag that stands at a place that holds `<`.
  init?<Bytes: RandomAccessCollection<UInt8>>(_ text: Bytes, at place: Int)
  where Bytes.Index == Int {
    guard place + 2 < text.endIndex else { return nil }
    let isEnd = text[place + 1] == UInt8(ascii: "/")
    switch text[place + (isEnd ? 2 : 1)] {
    case UInt8(ascii: "t"): self = isEnd ? .thoughtEnd : .thoughtStart
    case UInt8(ascii: "a"): self = isEnd ? .answerEnd : .answerStart
    default: return nil
    }
    let (letters, length) = (self.text.utf8Start, self.length)
    guard place + length <= text.endIndex else { return nil }
    for offset in 2..<length where text[place + offset] != letters[offset] { return nil }
  }
}
