import Testing
import VariantGym

@Suite("Dry run")
struct DryRunTests {
  @Test("it counts the fewest and the most requests that a run can ask")
  func count() async throws {
    for (set, turns) in [("sokoban-numerical", Family(SokobanParts()).turnLimit), ("points-id", 1)]
    {
      let episodes = try StudySets.named(set).episodes(in: .standard).prefix(10)
      let dryRun = DryRunPolicy()
      _ = await Evaluator(policy: dryRun).play(Array(episodes))
      #expect(dryRun.count.fewest == 10)
      #expect(dryRun.count.most == 10 * turns)
      #expect(dryRun.count.characters > 10 * turns * 100)
    }
  }
}
