import Foundation
import Testing

@testable import VariantGymStudy

@Suite("Large sets")
struct LargeSetTests {
  /// An arm that solves what takes up to three moves.
  private func results(_ shortest: [Int]) throws -> StudyResults {
    var plan = try StudyPlan.preset("quick")
    plan.seeds = [1, 2]
    let task = plan.tasks[0]
    let count = shortest.count
    let models = plan.seeds.map { seed in
      var trials = PastTrials()
      var outcome = SetOutcome(
        set: "many", instances: (0..<count).map { UInt32($0) },
        success: shortest.map { $0 <= 3 && (seed == 1 || $0 < 3) ? 1 : 0 },
        turns: shortest, valid: shortest, obeyed: shortest, clung: shortest.map { _ in 0 },
        statements: nil, trueStatements: nil)
      outcome.shortest = shortest
      trials.atTheEnd = [outcome]
      return StudyResults.ModelResult(
        task: task, arm: "frozen-answer", seed: seed, trials: trials)
    }
    return StudyResults(plan: plan, models: models)
  }

  @Test("success is told for each length of the shortest solution, over seeds")
  func lengths() throws {
    let report = StudyReport(try results([2, 2, 2, 3, 3, 12]))
    let text = try #require(report.lengths(report.results.plan.tasks[0]))
    #expect(text.contains("| arm | 2 | 3 | 12 |"))
    #expect(text.contains("| instances | 3 | 2 | 1 |"))
    #expect(text.contains("| frozen-answer | 100% | 50% | 0% |"))
    #expect(report.files.map(\.name).contains("sokoban-lengths.svg"))
  }

  @Test("where all solutions are as long, nothing is told")
  func oneLength() throws {
    let report = StudyReport(try results([1, 1]))
    #expect(report.lengths(report.results.plan.tasks[0]) == nil)
    #expect(!report.files.map(\.name).contains("sokoban-lengths.svg"))
  }
}
