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

  @usableFromInline enum Element: Sendable {
    case literal([UInt8])
    case slot(SlotReader)
  }

  @usableFromInline struct Compiled: Sendable {
    /// What follows the literal text that the pattern begins with.
    @usableFromInline let elements: [Element]
    @usableFromInline let claim: @Sendable ([Slot]) -> Claim?

    init(elements: [Element], claim: @escaping @Sendable ([Slot]) -> Claim?) {
      self.elements = elements
      self.claim = claim
    }
  }

  // What follows is inlinable so that each environment's verifier has a specialised copy: unspecialised,
  // reading took twice as long.
  @usableFromInline let phrases: [Compiled]
  @usableFromInline let sentences: PhraseBeginnings
  @usableFromInline let parts: PhraseBeginnings

  /// A book of phrases. Where several fit, the first that stands in it is taken.
  ///
  /// - Precondition: Every slot of a pattern has a reader.
  public init(slots: [String: SlotReader], phrases: [Phrase]) {
    var beginnings: [[UInt8]] = []
    self.phrases = phrases.map { phrase in
      var elements = Self.elements(of: phrase.pattern, slots: slots)
      var beginning: [UInt8] = []
      if case .literal(let literal) = elements.first {
        beginning = literal
        elements.removeFirst()
      }
      beginnings.append(beginning)
      return Compiled(elements: elements, claim: phrase.claim)
    }
    sentences = PhraseBeginnings(beginnings) { _ in true }
    parts = PhraseBeginnings(beginnings) { phrases[$0].standsAnywhere }
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
  @inlinable
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

  @inlinable
  func wholeMatch(_ words: ArraySlice<UInt8>) -> Claim? {
    let start = TextScanner(words)
    return sentences.first(at: start) { number, scanner in
      guard let slots = match(phrases[number], &scanner), scanner.isAtEnd else { return nil }
      return phrases[number].claim(slots)
    }
  }

  @inlinable
  func search(_ words: ArraySlice<UInt8>, _ reading: inout TraceReading<Claim>) {
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

  @inlinable
  func partialMatch(_ words: ArraySlice<UInt8>, at place: Int) -> (Claim, end: Int)? {
    parts.first(at: TextScanner(words, at: place)) { number, scanner in
      guard let slots = match(phrases[number], &scanner) else { return nil }
      let endsInWord =
        scanner.next.map(TextScanner.isWordPart) ?? false
        && TextScanner.isWordPart(words[scanner.place - 1])
      return endsInWord ? nil : phrases[number].claim(slots).map { ($0, scanner.place) }
    }
  }

  @inlinable
  func match(_ phrase: Compiled, _ scanner: inout TextScanner) -> [Slot]? {
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

/// The literal texts with which phrases begin, looked up by their first byte.
///
/// Most phrases are ruled out here, where nothing is generic: trying each in full took most of the time
/// of a thought's check.
@usableFromInline struct PhraseBeginnings: Sendable {
  @usableFromInline let texts: [[UInt8]]
  /// The numbers of the phrases that may begin with a byte, in order; at 256 those that may stand at the
  /// end of a text.
  @usableFromInline private(set) var numbers: [[Int]]

  /// - Parameters:
  ///   - texts: The text of each phrase; empty for one that begins with a slot.
  ///   - isIncluded: Whether the phrase with a number is looked for.
  init(_ texts: [[UInt8]], where isIncluded: (Int) -> Bool) {
    self.texts = texts
    numbers = Array(repeating: [], count: 257)
    for number in texts.indices where isIncluded(number) {
      let first = texts[number].first
      for byte in 0...256
      where first == nil
        || (byte < 256 && TextScanner.lowered(UInt8(byte)) == TextScanner.lowered(first!))
      {
        numbers[byte].append(number)
      }
    }
  }

  /// The first result that is not `nil`, of the phrases whose beginning comes next, in order; each is
  /// tried with the scanner behind its beginning.
  @inlinable
  func first<Result>(
    at start: TextScanner, _ body: (Int, inout TextScanner) -> Result?
  ) -> Result? {
    for number in numbers[start.next.map(Int.init) ?? 256] {
      var scanner = start
      if scanner.literal(texts[number]), let result = body(number, &scanner) { return result }
    }
    return nil
  }
}

/// What a phrasebook found in a text.
public struct TraceReading<Claim> {
  /// The claims with their places, in UTF-8 bytes from the start of the text.
  public private(set) var claims: [(claim: Claim, range: Range<Int>)] = []

  private let bytes: [UInt8]
  private var covered: [Range<Int>] = []

  @usableFromInline
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  @usableFromInline
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
@usableFromInline struct Sentences: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var place = 0

  @usableFromInline init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next sentence: its words, and the same with the mark that ends it.
  @usableFromInline mutating func next() -> (words: Range<Int>, whole: Range<Int>)? {
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
