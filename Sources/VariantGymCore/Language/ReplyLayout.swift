/// Where thought and answer stand in a reply: `<think> ... </think> <answer> ... </answer>`.
///
/// One reader serves every environment. The thought is optional, opened by the prompt or by the
/// policy. The answer is the last complete `<answer>` block after the last `</think>`, so drafts
/// inside a thought are never graded. A block ends with its first `</answer>`.
public enum ReplyLayout {
  /// The longest reply that is read, in UTF-8 bytes. A longer one is unreadable.
  public static let lengthLimit = 1_000_000

  /// A reply taken apart.
  public struct Parts: Sendable {
    /// What was thought, without tags; empty where there was no thought.
    public var thought: Substring { ReplyLayout.substring(of: answer.base, thoughtBytes) }
    /// What was answered, without tags.
    public let answer: Substring
    /// Where the answer begins, in UTF-8 bytes from the start of the reply.
    public let answerOffset: Int

    fileprivate let thoughtBytes: Range<Int>
  }

  /// The reply with the given thought and answer, less what the prompt has already opened.
  ///
  /// With a prefilled answer there is no place for a thought.
  public static func compose(
    thought: String, answer: String, prefill: Framing.Prefill
  ) -> String {
    if prefill == .answer { return " \(answer) </answer>" }
    let opening = prefill == .thought ? "" : "<think>"
    let needsThought = !thought.isEmpty || prefill == .thought
    let block = needsThought ? "\(opening)\n\(thought)\n</think>\n" : ""
    return "\(block)<answer> \(answer) </answer>"
  }

  /// Takes a reply apart. Linear in its length.
  public static func dissect(
    _ reply: String, prefill: Framing.Prefill
  ) throws(ReadingError) -> Parts {
    guard reply.utf8.count <= lengthLimit else { throw ReadingError(.tooLong, at: lengthLimit) }
    // Literals and replies from Swift are contiguous; a bridged string may not be.
    let places =
      reply.utf8.withContiguousStorageIfAvailable { Places($0, prefill: prefill) }
      ?? ContiguousArray(reply.utf8).withUnsafeBufferPointer { Places($0, prefill: prefill) }
    if let failure = places.failure { throw failure }
    return Parts(
      answer: substring(of: reply, places.answer), answerOffset: places.answer.lowerBound,
      thoughtBytes: places.thought)
  }

  fileprivate static func substring(of text: String, _ bytes: Range<Int>) -> Substring {
    let start = text.utf8.index(text.utf8.startIndex, offsetBy: bytes.lowerBound)
    let end = text.utf8.index(start, offsetBy: bytes.count)
    // Tags are ASCII, so that no character is cut.
    return Substring(text.utf8[start..<end])
  }
}

/// The byte ranges of thought and answer, or why there is no answer; found in one pass.
private struct Places {
  private(set) var thought = 0..<0
  private(set) var answer = 0..<0
  private(set) var failure: ReadingError?

  private var hasThought = false
  private var thoughtStart: Int?
  // What has been met since the last closed thought.
  private var bodyStart = 0
  private var firstThoughtStart: Int?
  private var lastThoughtStart: Int?
  private var answerStart: Int?
  private var block: Range<Int>?
  private var draftStart: Int?
  private var strayEnd: Int?

  init(_ bytes: UnsafeBufferPointer<UInt8>, prefill: Framing.Prefill) {
    // An answer that the prompt opened reaches from the start, unless a thought comes between.
    if prefill == .answer { answerStart = 0 }
    var place = 0
    while true {
      place = Self.bracket(in: bytes, from: place)
      guard place < bytes.count else { break }
      if let tag = Tag(bytes, at: place) {
        meet(tag, at: place)
        place += tag.length
      } else {
        place += 1
      }
    }
    if prefill == .thought, !hasThought {
      failure = ReadingError(.unclosedThought)
    } else if let block {
      answer = block
      // A thought opened and left open makes everything after it a draft.
      failure = draftStart.map { ReadingError(.unclosedThought, at: $0) }
    } else if let strayEnd {
      failure = ReadingError(.noAnswer, at: strayEnd)
    } else if let firstThoughtStart {
      failure = ReadingError(.unclosedThought, at: firstThoughtStart)
    } else {
      failure = ReadingError(.noAnswer, at: bodyStart)
    }
  }

  /// The first place of a `<`; the end where there is none.
  private static func bracket(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var place = start
    while place < bytes.count, base[place] != UInt8(ascii: "<") { place &+= 1 }
    return place
  }

  private mutating func meet(_ tag: Tag, at place: Int) {
    switch tag {
    case .thoughtStart:
      if firstThoughtStart == nil { firstThoughtStart = place }
      lastThoughtStart = place
    case .thoughtEnd:
      // The thought reaches from the first opening tag of the reply to the last closing one.
      thoughtStart = thoughtStart ?? firstThoughtStart.map { $0 + Tag.thoughtStart.length }
      thought = (thoughtStart ?? 0)..<place
      hasThought = true
      bodyStart = place + tag.length
      (firstThoughtStart, lastThoughtStart, answerStart) = (nil, nil, nil)
      (block, draftStart, strayEnd) = (nil, nil, nil)
    case .answerStart:
      answerStart = place + tag.length
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
}

private enum Tag {
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

  /// The tag that stands at a place that holds `<`.
  init?(_ text: UnsafeBufferPointer<UInt8>, at place: Int) {
    guard place + 2 < text.count else { return nil }
    let isEnd = text[place + 1] == UInt8(ascii: "/")
    switch text[place + (isEnd ? 2 : 1)] {
    case UInt8(ascii: "t"): self = isEnd ? .thoughtEnd : .thoughtStart
    case UInt8(ascii: "a"): self = isEnd ? .answerEnd : .answerStart
    default: return nil
    }
    let letters = self.text
    guard place + length <= text.count else { return nil }
    for offset in 1..<length where text[place + offset] != letters.utf8Start[offset] { return nil }
  }
}
