import Testing
import VariantGymCore

@testable import VariantGymGeneralPoints

@Suite("Conformance of the General Points verifier")
struct ConformanceTests {
  @Test("Every reply of the corpus is judged as the corpus says")
  func verdicts() throws {
    for line in try Corpus.lines() {
      var episode = try line.episode()
      let record = episode.submit(line.text)
      let grade = record.verdict.isCorrect ? "correct" : record.verdict.cause?.rawValue ?? "none"
      #expect(grade == line.grade, "\(line.id): \(line.why) \(line.reply.prefix(200))")
      #expect(record.verdict.isCorrect == line.correct, "\(line.id): \(line.why)")
      #expect(
        record.verdict.isValid == line.valid,
        "\(line.id), validity: \(line.why) \(line.reply.prefix(200))")
      #expect(record.reward == line.reward, "\(line.id): \(line.why)")
      let scorer = PointsScorer(
        hand: episode.instance, terms: episode.terms, prefill: line.prefill)
      let score = scorer.score(line.text)
      #expect(score.verdict == record.verdict && score.reward == record.reward, "\(line.id)")
    }
  }

  @Test("The corpus is large, names every reply once, and reaches every grade and cause")
  func coverage() throws {
    let lines = try Corpus.lines()
    #expect(lines.count >= 300)
    #expect(Set(lines.map(\.id)).count == lines.count)
    #expect(lines.allSatisfy { !$0.why.isEmpty })
    let causes: [ReadingError.Cause] = [
      .tooLong, .unclosedThought, .noAnswer, .emptyAnswer, .noObject, .malformedObject,
      .missingFormula, .illegalFormula, .formulaTooLong, .formulaTooDeep,
    ]
    let known = causes.map(\.rawValue) + PointsRules.Grade.allCases.map(\.rawValue)
    #expect(Set(lines.map(\.grade)) == Set(known))
  }
}
