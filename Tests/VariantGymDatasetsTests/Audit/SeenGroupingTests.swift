import Foundation
import Testing
import VariantGym

@Suite("Evaluation by what was seen")
struct SeenGroupingTests {
  @Test("episodes are divided by what a training set shows of them")
  func grouping() async throws {
    let folder = try TemporaryFolder()
    var trained = try StudySets.named("sokoban-rl-frozen")
    trained.rows = 40
    try await folder.data("trained").generate([trained])
    var renamed = trained
    (renamed.variant, renamed.cohort) = ("emoji", ["emoji"])
    var fresh = try StudySets.named("sokoban-simple")
    fresh.rows = 10

    let index = try await SeenIndex(
      of: AuditSource.sources(at: [(folder.url.appendingPathComponent("trained"), nil)]),
      catalog: .standard)
    let tasks = TaskList(
      try zip(["text-seen", "state-seen", "unseen"], [trained, renamed, fresh]).map {
        name, recipe in
        EvaluationSet(name: name, episodes: try recipe.episodes(in: .standard))
      })
    let results = await Evaluator(policy: ScriptedPolicy(.expert, catalog: .standard)).play(tasks)
    let grouping = Grouping.seen(by: index, in: .standard)
    #expect(results.count == 90)
    for result in results { #expect(grouping.group(result) == result.set) }
  }
}
