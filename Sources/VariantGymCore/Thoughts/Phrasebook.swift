/// The phrases that a trace verifier can read, as data.
///
/// A phrase is a pattern such as `go {direction} to {place}`: literal text with slots. The book
/// looks for whole sentences first; in a sentence that it does not know, it looks for phrases that
/// may stand anywhere. It never guesses: what fits no phrase is left unread.
public struct Phrasebook<Slot, Claim>: Sendable {
  /// Reads the value of one kind of slot.
  public typealias SlotReader = @Sendable (inout TextScanner) -> Slot?

  /// A pattern and what it says.
  public struct Phrase: Sendable {
    fileprivate let pattern: String
    fileprivate let standsAnywhere: Bool
    fileprivate let claim: @Sendable ([Slot]) -> Claim?

    /// A phrase.
    ///
    /// - Parameters:
    ///   - pattern: Literal text, in which letters match in either case, with slots in braces.
    ///   - standsAnywhere: Whether it is looked for inside sentences too.
    ///   - claim: What it says, given its slots in order; `nil` if they do not fit.
    public init(
      _ pattern: String, standsAnywhere: Bool = false, claim: @escaping @Sendable ([Slot]) -> Claim?
    ) {
      self.pattern = pattern
      self.standsAnywhere = standsAnywhere
      self.claim = claim
    }
  }

  private enum Element: Sendable {
    case literal([UInt8])
    case slot(SlotReader)
  }

  private struct Compiled: Sendable {
    let elements: [Element]
    /// The byte that the pattern begins with, in lower case; `nil` where it begins with a slot.
    let firstByte: UInt8?
    let standsAnywhere: Bool
    let claim: @Sendable ([Slot]) -> Claim?
  }

  private var phrases: [Compiled] = []

  /// A book of phrases. Where several fit, the first that stands in it is taken.
  ///
  /// - Precondition: Every slot of a pattern has a reader.
  public init(slots: [String: SlotReader], phrases: [Phrase]) {
    self.phrases = phrases.map { phrase in
      Compiled(
        elements: Self.elements(of: phrase.pattern, slots: slots),
        firstByte: phrase.pattern.hasPrefix("{")
          ? nil : phrase.pattern.utf8.first.map(TextScanner.lowered),
        standsAnywhere: phrase.standsAnywhere, claim: phrase.claim)
    }
  }

  private static func elements(of pattern: String, slots: [String: SlotReader]) -> [Element] {
    var elements: [Element] = []
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { elements.append(.literal(Array(rest[..<open].utf8))) }
      let name = String(rest[rest.index(after: open)..<close])
      guard let reader = slots[name] else { preconditionFailure("no reader for {\(name)}") }
      elements.append(.slot(reader))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { elements.append(.literal(Array(rest.utf8))) }
    return elements
  }

  /// The claims of a text, and which of its bytes say them. Linear in the text's length, where
  /// sentences are short.
  public func read(_ text: Substring) -> TraceReading<Claim> {
    let bytes = Array(text.utf8)
    var reading = TraceReading<Claim>(bytes)
    for sentence in Sentences(bytes) {
      if let claim = wholeMatch(bytes[sentence.words]) {
        reading.add(claim, at: sentence.words, covering: sentence.whole)
      } else {
        search(bytes[sentence.words], &reading)
      }
    }
    return reading
  }

  private func wholeMatch(_ words: ArraySlice<UInt8>) -> Claim? {
    for phrase in phrases {
      var scanner = TextScanner(words)
      if let slots = match(phrase, &scanner), scanner.isAtEnd, let claim = phrase.claim(slots) {
        return claim
      }
    }
    return nil
  }

  private func search(_ words: ArraySlice<UInt8>, _ reading: inout TraceReading<Claim>) {
    var place = words.startIndex
    while place < words.endIndex {
      if let (claim, end) = partialMatch(words, at: place) {
        reading.add(claim, at: place..<end, covering: place..<end)
        place = end
      } else {
        // On to the next word, so that no phrase begins inside one.
        let isWord = TextScanner.isWordPart(words[place])
        place += 1
        while isWord, place < words.endIndex, TextScanner.isWordPart(words[place]) { place += 1 }
      }
    }
  }

  private func partialMatch(_ words: ArraySlice<UInt8>, at place: Int) -> (Claim, end: Int)? {
    for phrase in phrases where phrase.standsAnywhere {
      var scanner = TextScanner(words, at: place)
      guard let slots = match(phrase, &scanner) else { continue }
      let endsInWord =
        scanner.next.map(TextScanner.isWordPart) ?? false
        && TextScanner.isWordPart(words[scanner.place - 1])
      if !endsInWord, let claim = phrase.claim(slots) { return (claim, scanner.place) }
    }
    return nil
  }

  private func match(_ phrase: Compiled, _ scanner: inout TextScanner) -> [Slot]? {
    if let first = phrase.firstByte, scanner.next.map(TextScanner.lowered) != first { return nil }
    var slots: [Slot] = []
    for element in phrase.elements {
      switch element {
      case .literal(let literal):
        guard scanner.literal(literal) else { return nil }
      case .slot(let reader):
        guard let slot = reader(&scanner) else { return nil }
        slots.append(slot)
      }
    }
    return slots
  }
}

/// What a phrasebook found in a text.
public struct TraceReading<Claim> {
  /// The claims with their places, in UTF-8 bytes from the start of the text.
  public private(set) var claims: [(claim: Claim, range: Range<Int>)] = []

  private let bytes: [UInt8]
  private var covered: [Range<Int>] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func add(_ claim: Claim, at range: Range<Int>, covering whole: Range<Int>) {
    claims.append((claim, range))
    covered.append(whole)
  }

  /// The report on the text.
  ///
  /// - Parameters:
  ///   - checks: What came of each claim, in order; one that could not be decided counts as unread.
  ///   - conclusion: What the thought as a whole lacks; `nil` if it leads to the answer.
  public func report(checks: [TraceCheck], conclusion: TraceFault?) -> TraceReport {
    var statements: [TraceReport.Statement] = []
    var isRead = bytes.map(TextScanner.isSpace)
    let spaces = isRead.count { $0 }
    for (index, check) in checks.enumerated() {
      let fault: TraceFault?
      switch check {
      case .undecided: continue
      case .holds: fault = nil
      case .fails(let found): fault = found
      }
      statements.append(TraceReport.Statement(range: claims[index].range, fault: fault))
      for place in covered[index] { isRead[place] = true }
    }
    let start = isRead.firstIndex(of: false)
    let end = start.map { isRead[$0...].firstIndex(of: true) ?? bytes.count }
    let words = bytes.count - spaces
    return TraceReport(
      statements: statements,
      coverage: words == 0 ? 1 : Double(isRead.count { $0 } - spaces) / Double(words),
      firstUnread: start.flatMap { start in end.map { start..<$0 } }, conclusion: conclusion)
  }
}

/// What came of checking one claim.
public enum TraceCheck: Hashable, Sendable {
  /// It is true.
  case holds
  /// It is false.
  case fails(TraceFault)
  /// It could not be decided, within the limits or from what the text says.
  case undecided
}

/// Takes a text apart at line ends, and at full stops and semicolons that white space follows.
private struct Sentences: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next sentence: its words, and the same with the mark that ends it.
  mutating func next() -> (words: Range<Int>, whole: Range<Int>)? {
    while place < bytes.count, TextScanner.isSpace(bytes[place]) { place += 1 }
    guard place < bytes.count else { return nil }
    let start = place
    while place < bytes.count, !endsSentence(place) { place += 1 }
    var end = place
    let whole = start..<Swift.min(place + 1, bytes.count)
    place = whole.upperBound
    while end > start, TextScanner.isSpace(bytes[end - 1]) { end -= 1 }
    return (start..<end, whole)
  }

  private func endsSentence(_ place: Int) -> Bool {
    switch bytes[place] {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return true
    case UInt8(ascii: "."), UInt8(ascii: ";"):
      return place + 1 == bytes.count || TextScanner.isSpace(bytes[place + 1])
    default: return false
    }
  }
}
