import Foundation
import Testing
import VariantGym

@Suite("The sets of the study, audited")
struct StudyAuditTests {
  @Test(
    "nothing of training is met in an evaluation, and training sets are paired",
    .enabled(
      if: ProcessInfo.processInfo.environment["VARIANTGYM_LAW_CASES"] != nil,
      "generates all sets: set VARIANTGYM_LAW_CASES, in release"))
  func study() async throws {
    let folder = try TemporaryFolder()
    let data = folder.data("study")
    try await data.generate(StudySets.all)
    let report = try await Audit(catalog: .standard, measuredRows: 10).report(
      on: try AuditSource.sources(at: [(data.url, nil)]))
    #expect(report.sets.map(\.name) == StudySets.all.map(\.name))
    #expect(report.sets.map(\.role) == StudySets.all.map(\.split))
    #expect(report.comparisons == StudySets.training.count * StudySets.evaluation.count)
    #expect(report.sets.allSatisfy { $0.unreadRows == 0 && $0.contradictions == 0 })
    #expect(report.sets.allSatisfy { $0.answerBias == nil })
    // Cards decide their values under base, and these the split: so not even cards are met again.
    #expect(report.leaks([.text, .state, .layout, .values, .ranks]).isEmpty)
    // The training language is evaluated too; of all other words none is met again.
    let language = ["up", "down", "left", "right", "j=10 k=10 q=10"]
    #expect(report.leaks([.vocabulary]).allSatisfy { $0.words.allSatisfy(language.contains) })
    for prefix in ["sokoban", "points"] {
      let names = StudySets.training.map(\.name).filter { $0.hasPrefix(prefix) }
      #expect(report.paired.contains { Set($0).isSuperset(of: names) })
    }
  }
}
