import Foundation
import Testing
import VariantGymCore

@testable import VariantGymSokoban

@Suite("Conformance of the Sokoban verifier")
struct ConformanceTests {
  struct Padding: Decodable {
    let text: String
    let times: Int
  }

  /// One line of `Tests/Conformance/sokoban-replies.jsonl`; the README there explains the fields.
  struct Line: Decodable {
    let id: String
    let board: String
    let shown: [String]?
    let accepted: [String]
    let horizon: Int
    let prefill: Framing.Prefill
    let padding: Padding?
    let reply: String
    let valid: Bool
    let correct: Bool
    let grade: String
    let reward: Double
    let why: String

    /// What becomes of the reply in an episode that begins with the board.
    func record() throws -> TurnRecord {
      func labels(_ texts: [String]) throws -> LabelSet {
        try LabelSet(up: texts[0], down: texts[1], left: texts[2], right: texts[3])
      }
      var episode = TextEpisode(
        parts: SokobanParts(),
        identity: EpisodeIdentity(
          address: Address(
            family: "sokoban", difficulty: "own", split: .test, cohort: ["own"], index: 0),
          variant: "own", framing: Framing(horizon: horizon, prefill: prefill)),
        instance: try Board(picture: board),
        terms: Terms(shown: try shown.map(labels), accepted: try labels(accepted)))
      let text = String(repeating: padding?.text ?? "", count: padding?.times ?? 0) + reply
      return episode.submit(text)
    }
  }

  static func lines() throws -> [Line] {
    let file = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Conformance/sokoban-replies.jsonl")
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Line.self, from: Data($0))
    }
  }

  @Test("Every reply of the corpus is judged as the corpus says")
  func verdicts() throws {
    for line in try Self.lines() {
      let record = try line.record()
      let verdict = record.verdict
      let comment: Comment = "\(line.id): \(line.why) \(line.reply.prefix(200))"
      #expect(verdict.cause?.rawValue ?? verdict.correctness.rawValue == line.grade, comment)
      #expect(verdict.isCorrect == line.correct, comment)
      #expect(verdict.isValid == line.valid, comment)
      // Stated in decimals, added up in tenths.
      #expect(abs(record.reward - line.reward) < 1e-9, comment)
    }
  }

  @Test("The corpus is large, names every reply once, and reaches every verdict and cause")
  func coverage() throws {
    let lines = try Self.lines()
    #expect(lines.count >= 150)
    #expect(Set(lines.map(\.id)).count == lines.count)
    #expect(lines.allSatisfy { !$0.why.isEmpty })
    let causes: [ReadingError.Cause] = [
      .tooLong, .unclosedThought, .noAnswer, .emptyAnswer, .tooManyActions, .unknownLabel,
    ]
    #expect(Set(lines.map(\.grade)) == Set(causes.map(\.rawValue) + ["correct", "open"]))
  }
}
