import Testing

@testable import VariantGymCore
@testable import VariantGymGeneralPoints

/// Reading takes work linear in the reply: twice the bytes cost at most twice the looks at a byte.
@Suite("Linear reading of General Points")
struct LinearReadingTests {
  /// What an adversary repeats, and what may stand around it.
  private static let pieces = [
    "<", "</", "<think>", "</think>", "<answer>", "</answer>", "<answer></answer>", "<answer>{",
    "{", "}", "{}", "{\"", "\"", "'", "\\", "\\\"", "[", "]", "[]", "a:[", "a:[1,", ",", ":",
    "a:1,",
    "a:'", "cards:[K],", "formula:1,", "formula:'1'}{", "(", ")", "()", "1+", "1", "9", " ", "\n",
    "\u{2009}", "×", "√", "\u{1F0A1}", "\\u00d7", "\\u", "<answer>{\"formula\": \"1\"}</answer>",
  ]

  private static let frames: [(head: String, tail: String)] = [
    ("", ""), ("<answer>", "</answer>"), ("<answer>", "}</answer>"), ("<answer>{", "</answer>"),
    ("<answer>{", "}</answer>"), ("<answer>{'", "'}</answer>"),
    ("<answer>{\"formula\": \"", "\"}</answer>"), ("<answer>{\"formula\": ", "}</answer>"),
    ("<answer>{\"cards\": [", "], \"formula\": 1}</answer>"),
    ("<answer>{\"cards\": [\"", "\"], \"formula\": 1}</answer>"),
    ("<answer>{\"number\": [", "], \"formula\": 1}</answer>"),
    ("<think>", "</think><answer>{\"formula\": \"3 * 8\"}</answer>"),
  ]

  @Test("One repeated piece, in every place of a reply", arguments: pieces)
  func repeated(piece: String) {
    for frame in Self.frames { expectLinear([piece], in: frame, upTo: isRelease ? 50_000 : 6_000) }
  }

  @Test("Random mixtures of pieces, in every place of a reply")
  func mixed() {
    var random = Random(seed: 41)
    for _ in 0..<(isRelease ? 30 : 12) {
      let mixture = (0..<random.within(2...7)).map { _ in random.pick(from: Self.pieces) }
      expectLinear(
        mixture, in: random.pick(from: Self.frames),
        upTo: isRelease ? ReplyLayout.lengthLimit : 6_000)
    }
  }

  /// Compares the work on a reply of a length with that on replies half and a quarter as long.
  private func expectLinear(
    _ pieces: [String], in frame: (head: String, tail: String), upTo longest: Int
  ) {
    let unit = Array(pieces.joined().utf8)
    let room = longest - frame.head.utf8.count - frame.tail.utf8.count
    var work: Int?
    for size in [room, room / 2, room / 4] {
      let middle = repeatElement(unit, count: size / unit.count).joined()
      let reply = Array(frame.head.utf8) + Array(middle) + Array(frame.tail.utf8)
      let smaller = Self.work(of: reply)
      // What does not grow with the reply: a formula's thousand bytes, and the tags.
      let fixed = 4_000
      #expect(smaller <= 12 * reply.count + fixed, "\(pieces) in \(frame)")
      if let work { #expect(work * 10 <= smaller * 22 + 10 * fixed, "\(pieces) in \(frame)") }
      work = smaller
    }
  }

  /// How often reading and judging a reply looks at one of its bytes.
  private static func work(of reply: [UInt8]) -> Int {
    let bytes = CountedBytes(reply)
    let places = VariantGymCore.Places(bytes, prefill: .none)
    guard places.failure == nil else { return bytes.counter.looks }
    let answer = CountedBytes(reply[places.answer])
    let scorer = PointsScorer(
      hand: Hand(cards: [3, 8].map(Card.number)), terms: Terms(honest: .base))
    _ = try? scorer.score(PointsAnswer(answer))
    return bytes.counter.looks + answer.counter.looks
  }

  @Test("The measure tells quadratic reading from linear reading")
  func measure() {
    func quadratic(_ size: Int) -> Int {
      let bytes = CountedBytes(repeatElement(0, count: size))
      for start in bytes.indices { _ = bytes[start...].allSatisfy { $0 == 0 } }
      return bytes.counter.looks
    }
    #expect(quadratic(400) * 10 > quadratic(200) * 22)
  }
}
