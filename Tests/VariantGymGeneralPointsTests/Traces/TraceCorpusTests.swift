import Testing
import TraceCorpus
import VariantGymCore

@testable import VariantGymGeneralPoints

@Suite("Conformance of the trace verifier of General Points")
struct TraceCorpusTests {
  /// One line of `Tests/Conformance/points-traces.jsonl`; the README there explains the fields.
  struct Line: TraceCorpusLine {
    static let file = "points-traces.jsonl"

    let id: String
    let style: String
    let cards: [Card]
    let target: Int
    let rule: [String: Int]
    let thought: String
    let answer: String
    let numbers: [Int]?
    let proven: Bool
    let fault: String?
    let statement: String?
    let read: Int?
    let why: String

    func report() throws -> TraceReport {
      let hand = Hand(cards: cards, target: target)
      let rule = try FaceRule(
        Dictionary(uniqueKeysWithValues: rule.map { (Card.Face(rawValue: $0), $1) }))
      let formula = try #require(Formula(answer))
      let submission = PointsRules.Submission(
        cards: cards.map(\.symbol), numbers: numbers ?? hand.values(under: rule), formula: formula)
      return PointsTraceVerifier().check(
        Thought(
          text: thought[...], state: PointsRules().start(hand), convention: rule, base: .base,
          answer: [submission]))
    }
  }

  @Test("Every thought of the corpus is judged as the corpus says")
  func verdicts() throws {
    for line in try Line.corpus() {
      #expect(line.differences(from: try line.report()) == [])
    }
  }

  @Test("The corpus is large, in every style, and reaches every fault")
  func coverage() throws {
    let lines = try Line.corpus()
    #expect(Set(lines.map(\.id)).count == lines.count && lines.allSatisfy { !$0.why.isEmpty })
    let known: [TraceFault] = [
      .oldRule, .misread, .slip, .reusedCard, .wrongRest, .falseDeadEnd, .falseReturn, .unsolved,
      .wrongConclusion, .missingTranslation, .missingConclusion,
    ]
    #expect(Set(lines.compactMap(\.fault)) == Set(known.map(\.rawValue)))
    for isTrue in [true, false] {
      let some = lines.filter { ($0.fault == nil) == isTrue }
      #expect(some.count >= 50)
      #expect(Set(some.map(\.style)) == ["direct", "search", "terse", "prose"])
    }
  }
}
