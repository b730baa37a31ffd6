import Foundation
import Testing
import VariantGym

@Suite("Classes of what was seen in training")
struct SeenIndexTests {
  private func classes(trainedOn name: String, _ recipe: Recipe) async throws -> [SeenClass] {
    let folder = try TemporaryFolder()
    let data = folder.data("train")
    var training = try StudySets.named(name)
    training.rows = 300
    try await data.generate([training])
    let index = try await SeenIndex(
      of: try AuditSource.sources(at: [(data.url, nil)]), catalog: .standard, threads: 2)
    let classes = try recipe.episodes(in: .standard).map(index.classify)
    var recorded: [SeenClass] = []
    for try await record in try Dataset(recipe, catalog: .standard, threads: 2) {
      recorded.append(index.classify(record))
    }
    #expect(recorded == classes)
    return classes
  }

  @Test("the rows of training are seen, whatever their words", arguments: ["sokoban", "points"])
  func training(prefix: String) async throws {
    var recipe = try StudySets.named("\(prefix)-rl-frozen")
    recipe.rows = 100
    #expect(
      try await classes(trainedOn: "\(prefix)-rl-frozen", recipe)
        == Array(repeating: .textSeen, count: 100))
    recipe.framing.asksForThought = false
    #expect(
      try await classes(trainedOn: "\(prefix)-rl-frozen", recipe)
        == Array(repeating: .stateSeen, count: 100))
  }

  @Test("the rows of evaluation are not", arguments: ["sokoban-simple", "points-all-5"])
  func evaluation(name: String) async throws {
    let training = name.hasPrefix("sokoban") ? "sokoban-rl-diverse" : "points-rl-diverse"
    let classes = try await classes(trainedOn: training, try StudySets.named(name))
    #expect(classes == Array(repeating: .unseen, count: 100))
  }
}
