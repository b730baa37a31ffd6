import Foundation
import Testing
import VariantGymCore

@testable import VariantGymSokoban

@Suite("Conformance of the trace verifier of Sokoban")
struct TraceCorpusTests {
  /// One line of `Tests/Conformance/sokoban-traces.jsonl`; the README there explains the fields.
  struct Line: Decodable {
    let id: String
    let style: String
    let board: String
    let labels: [String]
    let thought: String
    let answer: String
    let proven: Bool
    let fault: String?
    let statement: String?
    let coverage: String?
    let read: Int?
    let why: String

    func report() throws -> TraceReport {
      let state = try Board(picture: board)
      let labels = try LabelSet(
        up: labels[0], down: labels[1], left: labels[2], right: labels[3])
      let format = SokobanReplyFormat()
      let answer = try? format.interpret(
        format.hear(answer[...]), in: state, under: labels, horizon: 30)
      return SokobanTraceVerifier().check(
        Thought(
          text: thought[...], state: state, convention: labels, base: .base, answer: answer))
    }
  }

  static func lines() throws -> [Line] {
    let file = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Conformance/sokoban-traces.jsonl")
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Line.self, from: Data($0))
    }
  }

  @Test("Every thought of the corpus is judged as the corpus says")
  func verdicts() throws {
    for line in try Self.lines() {
      let report = try line.report()
      let place = report.firstFalse.map {
        String(decoding: Array(line.thought.utf8)[$0.range], as: UTF8.self)
      }
      #expect(report.fault?.rawValue == line.fault, "\(line.id): \(line.why) \(place ?? "")")
      #expect(place == line.statement, "\(line.id): \(line.why)")
      #expect(report.isProven == line.proven, "\(line.id): \(line.why) \(report)")
      #expect((report.coverage < 1) == (line.coverage == "partial"), "\(line.id): \(line.why)")
      if let read = line.read {
        #expect(report.statements.count == read, "\(line.id): \(line.why)")
      }
    }
  }

  @Test("The corpus is large, in every style, and reaches every fault")
  func coverage() throws {
    let lines = try Self.lines()
    #expect(Set(lines.map(\.id)).count == lines.count && lines.allSatisfy { !$0.why.isEmpty })
    let known: [TraceFault] = [
      .misread, .foreignLabel, .illegalMove, .misplaced, .brokenPlan, .deadlock, .unsolved,
      .falseDeadEnd, .falseReturn, .wrongConclusion, .missingTranslation, .missingConclusion,
    ]
    #expect(Set(lines.compactMap(\.fault)) == Set(known.map(\.rawValue)))
    let proven = lines.filter(\.proven)
    let wrong = lines.filter { $0.fault != nil && $0.coverage == nil }
    #expect(proven.count >= 45 && lines.count { $0.id.hasPrefix("true") } >= 50)
    #expect(wrong.count >= 50)
    #expect(Set(lines.map(\.style)) == ["direct", "search", "terse", "prose"])
  }
}
