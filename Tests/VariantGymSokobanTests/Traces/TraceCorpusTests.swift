import Testing
import TraceCorpus
import VariantGymCore

@testable import VariantGymSokoban

@Suite("Conformance of the trace verifier of Sokoban")
struct TraceCorpusTests {
  /// One line of `Tests/Conformance/sokoban-traces.jsonl`; the README there explains the fields.
  struct Line: TraceCorpusLine {
    static let file = "sokoban-traces.jsonl"

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

  @Test("Every thought of the corpus is judged as the corpus says")
  func verdicts() throws {
    for line in try Line.corpus() {
      let report = try line.report()
      #expect(line.differences(from: report) == [])
      #expect((report.coverage < 1) == (line.coverage == "partial"), "\(line.id): \(line.why)")
    }
  }

  @Test("The corpus is large, in every style, and reaches every fault")
  func coverage() throws {
    let lines = try Line.corpus()
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
