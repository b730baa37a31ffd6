import ArgumentParser
import VariantGym

struct TestThoughts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Does the thought matter? Begins replies with false thoughts; do the answers follow?",
    discussion: """
      The policy must continue a reply that is begun: see --prefill. Each state of the sets is probed \
      with its true thought and with verified false ones.
      """)

  @OptionGroup var selection: RecipeSelection
  @OptionGroup var source: PolicySource
  @OptionGroup var completeness: Completeness

  @Option(
    help: "The style of the thoughts that replies are begun with; the family's first by default.")
  var thoughtStyle: String?

  @Option(help: "The form of the table.")
  var format: TableForm = .plain

  func run() async throws {
    let recipes = try selection.recipes(default: [try StudySets.named("sokoban-simple")])
    var failed = 0
    // One policy for all sets, so that caps are those of the run; a script is of one environment.
    let asked = source.script == nil && !source.dryRun ? try source.policy(.standard) : nil
    for recipe in recipes {
      let catalog = try recipe.catalog(from: .standard)
      let styles = try catalog.requested(recipe.family).styles.filter { $0 != answerOnlyStyle }
      let form = ThoughtForm(style: thoughtStyle ?? styles.first ?? answerOnlyStyle)
      let test = try ThoughtTest(try recipe.episodes(in: .standard), form: form)
      if source.dryRun {
        print("\(recipe.name): \(test.probes.count) requests")
        continue
      }
      let policy = try asked ?? source.policy(catalog)
      let result = await test.run(policy, sampling: source.sampling)
      if recipes.count > 1, format != .json { print("\(recipe.name):") }
      try format.show(result.table, result.notes, NamedResult(set: recipe.name, result: result))
      failed += result.rows.filter { ["true", "false"].contains($0.thoughts) }
        .reduce(0) { $0 + $1.failures }
    }
    try completeness.check(missing: 0, failed: failed, note: "They are no part of any figure.")
  }
}

/// The figures of a set with its name, as one object.
private struct NamedResult: Encodable {
  let set: String
  let result: ThoughtTestResult

  private enum CodingKeys: CodingKey { case set }

  func encode(to encoder: any Encoder) throws {
    try result.encode(to: encoder)
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(set, forKey: .set)
  }
}
