/// Where thought and answer stand in a reply: `<think> ... </think> <answer> ... </answer>`.
///
/// One reader serves every environment. The thought is optional, opened by the prompt or by the
/// policy. The answer is the last complete `<answer>` block after the last `</think>`, so drafts
/// inside a thought are never graded.
public enum ReplyLayout {
  /// The longest reply that is read, in UTF-8 bytes. A longer one is unreadable.
  public static let lengthLimit = 1_000_000

  /// A reply taken apart.
  public struct Parts: Sendable {
    /// What was thought, without tags; empty where there was no thought.
    public let thought: Substring
    /// What was answered, without tags.
    public let answer: Substring
    /// Where the answer begins, in UTF-8 bytes from the start of the reply.
    public let answerOffset: Int
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
    var places: Places?
    // Literals and replies from Swift are contiguous; a bridged string may not be.
    let read: (UnsafeBufferPointer<UInt8>) -> Void = { places = Places($0, prefill: prefill) }
    if reply.utf8.withContiguousStorageIfAvailable(read) == nil {
      ContiguousArray(reply.utf8).withUnsafeBufferPointer(read)
    }
    guard let places else { throw ReadingError(.noAnswer) }
    if let failure = places.failure { throw failure }
    return Parts(
      thought: substring(of: reply, places.thought), answer: substring(of: reply, places.answer),
      answerOffset: places.answer.lowerBound)
  }

  private static func substring(of text: String, _ bytes: Range<Int>) -> Substring {
    let start = text.utf8.index(text.utf8.startIndex, offsetBy: bytes.lowerBound)
    let end = text.utf8.index(start, offsetBy: bytes.count)
    return text[start..<end]
  }
}

/// The byte ranges of thought and answer, or why there is no answer.
private struct Places {
  var thought = 0..<0
  var answer = 0..<0
  var failure: ReadingError?

  init(_ bytes: UnsafeBufferPointer<UInt8>, prefill: Framing.Prefill) {
    let whole = 0..<bytes.count
    let thoughtEnd = Tag.thoughtEnd.last(in: bytes, within: whole)
    var bodyStart = 0
    if let thoughtEnd {
      let opening = Tag.thoughtStart.first(in: bytes, within: 0..<thoughtEnd)
      let start = opening.map { $0 + Tag.thoughtStart.length } ?? 0
      thought = start..<thoughtEnd
      bodyStart = thoughtEnd + Tag.thoughtEnd.length
    } else if prefill == .thought {
      failure = ReadingError(.unclosedThought)
      return
    }
    // An answer that the prompt opened reaches from the start, unless a thought came between.
    let answerIsOpen = prefill == .answer && thoughtEnd == nil
    guard let end = Tag.answerEnd.last(in: bytes, within: bodyStart..<bytes.count) else {
      let reopened = Tag.thoughtStart.first(in: bytes, within: bodyStart..<bytes.count)
      failure = ReadingError(
        reopened == nil ? .noAnswer : .unclosedThought, at: reopened ?? bodyStart)
      return
    }
    if let start = Tag.answerStart.last(in: bytes, within: bodyStart..<end) {
      answer = (start + Tag.answerStart.length)..<end
    } else if answerIsOpen {
      answer = 0..<end
    } else {
      failure = ReadingError(.noAnswer, at: end)
      return
    }
    // A thought opened and left open makes everything after it a draft.
    if let open = Tag.thoughtStart.last(in: bytes, within: bodyStart..<answer.lowerBound) {
      failure = ReadingError(.unclosedThought, at: open)
    }
  }
}

/// A tag, looked for by its opening bracket.
private struct Tag {
  private let text: StaticString
  var length: Int { text.utf8CodeUnitCount }

  static var thoughtStart: Tag { Tag(text: "<think>") }
  static var thoughtEnd: Tag { Tag(text: "</think>") }
  static var answerStart: Tag { Tag(text: "<answer>") }
  static var answerEnd: Tag { Tag(text: "</answer>") }

  private static var bracket: UInt8 { UInt8(ascii: "<") }

  private func stands(at place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for offset in 1..<length where bytes[place + offset] != text.utf8Start[offset] { return false }
    return true
  }

  func first(in bytes: UnsafeBufferPointer<UInt8>, within range: Range<Int>) -> Int? {
    var place = range.lowerBound
    while place + length <= range.upperBound {
      if bytes[place] == Self.bracket, stands(at: place, in: bytes) { return place }
      place += 1
    }
    return nil
  }

  func last(in bytes: UnsafeBufferPointer<UInt8>, within range: Range<Int>) -> Int? {
    var place = range.upperBound - length
    while place >= range.lowerBound {
      if bytes[place] == Self.bracket, stands(at: place, in: bytes) { return place }
      place -= 1
    }
    return nil
  }
}
