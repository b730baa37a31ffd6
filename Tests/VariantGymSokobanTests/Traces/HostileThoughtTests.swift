import Testing
import VariantGymCore

@testable import VariantGymSokoban

@Suite("Hostile thoughts about rooms")
struct HostileThoughtTests {
  #if DEBUG
    private static let length = 3_000
  #else
    private static let length = 100_000
  #endif

  private static let pieces = [
    "(", "1", "\"", "(1, 1), ", "go ", "the box is at ", "é", "; ", "\n", "= \"", " ", ".", ",",
    ":",
    "\"a\", ", "the boxes are at (1, 1), (2, 2)", "a: move up ", "which means up ", "so, ", "and ",
    "@1\n", "P 1,1\n", "U 3,4\n", "D 4,4\n", "X dead\n", "X stuck\n", "! 4,5 D 5,5 dead\n",
    "? 4,5 U\n", "< P 4,4 B 4,5\n", "< P 3,4 B 4,5\n", "= \"1\"\n", "OK 1\n", "D=\"2\"\n",
    "That fails: from there no moves solve the map. ", "999999999", "\u{0}", "\r\n", "{label}",
  ]

  private func room() throws -> Board {
    try Board(picture: "######\n###__#\n###_O#\n##_PX#\n##___#\n######")
  }

  private func check(_ text: String, limit: Int = 200_000) throws -> TraceReport {
    SokobanTraceVerifier(positionLimit: limit).check(
      Thought<SokobanRules>(
        text: text[...], state: try room(), convention: .numerical, base: .base, answer: [.down]))
  }

  @Test("One piece repeated is read without harm", arguments: pieces)
  func repeated(piece: String) throws {
    for head in ["", "@1\n"] {
      let count = Self.length / piece.utf8.count
      let report = try check(head + String(repeating: piece, count: count))
      #expect(!report.isProven && (0...1).contains(report.coverage))
    }
  }

  @Test("Mixtures of pieces are read without harm")
  func mixed() throws {
    var random = Random(seed: 44)
    for _ in 0..<20 {
      var text = "@1\n"
      while text.utf8.count < Self.length / 5 { text += random.pick(from: Self.pieces) }
      let report = try check(text)
      #expect(!report.isProven && (0...1).contains(report.coverage))
      #expect(report.statements.allSatisfy { $0.range.upperBound <= text.utf8.count })
    }
  }

  @Test("Bytes changed at random in gold thoughts do no harm", arguments: ["search", "terse"])
  func mutated(style: String) throws {
    let address = Address(
      family: "sokoban", difficulty: "larger", split: .test, cohort: ["numerical"], index: 3)
    let episode = try Family(SokobanParts()).typedTwins(at: address, framing: Framing())[0]
    let gold = try episode.gold(.obedient, style: style).text
    var random = Random(seed: 3)
    for _ in 0..<100 {
      var bytes = Array(gold.utf8)
      for _ in 0..<random.within(1...20) {
        bytes[random.below(bytes.count)] = UInt8(random.below(256))
      }
      let report = episode.checkThought(of: String(decoding: bytes, as: UTF8.self))
      #expect((0...1).contains(report.coverage))
    }
  }

  @Test("Many dead ends together cost no more than the limit")
  func deadEnds() throws {
    func decided(_ claims: Int, limit: Int) throws -> Int {
      let text = "@1\n" + String(repeating: "X dead\n", count: claims)
      return try check(text, limit: limit).statements.count { $0.fault == .falseDeadEnd }
    }
    let cost = try #require(try (0...100).first { try decided(1, limit: $0) == 1 })
    #expect(cost > 0)
    #expect(try decided(50, limit: cost) == 1)
    #expect(try decided(50, limit: 7 * cost + cost - 1) == 7)
  }

  @Test("Back to the latest of many visits, and never beyond the line")
  func returns() throws {
    // Up and down, and up again: both visits of (3, 4) are on the line.
    let steps = "@1\nU 3,4\nD 4,4\nU 3,4\nU 2,4\n"
    let back = try check(steps + "< P 3,4 B 4,5\nD 4,4\nD 5,4\nR 5,5\nU 4,5 B 3,5\nOK 7\n")
    #expect(back.firstFalse == nil && back.statements.count == 11)
    // What was left is no longer on the line, though the thought has been there.
    let left = try check(steps + "< P 4,4 B 4,5\n< P 4,4 B 4,5\n< P 2,4 B 4,5\n")
    #expect(left.fault == .falseReturn)
    #expect(
      left.statements.map { $0.fault == nil } == [true, true, true, true, true, true, true, false])
  }
}
