import ArgumentParser
import VariantGym

struct Evaluate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Plays evaluation sets with a policy.",
    discussion: """
      With --journal, every episode is kept as it ends: an interrupted evaluation goes on where it \
      stopped when the same command is run again. Success on a fake set is told only if its honest \
      twin is played too.

      Plays that failed, or are missing since a cap was reached, are no part of any figure. \
      \(Completeness.help)
      """)

  @OptionGroup var selection: RecipeSelection
  @OptionGroup var source: PolicySource
  @OptionGroup var playing: Playing
  @OptionGroup var output: ReportOptions

  func run() async throws {
    let recipes = try selection.recipes(default: StudySets.evaluation)
    if let repeated = RepeatedName("set", in: recipes.map(\.name)) {
      throw ValidationError("\(repeated)")
    }
    let progress = Progress(total: recipes.count)
    var sets: [EvaluationSet] = []
    for recipe in recipes {
      sets.append(try EvaluationSet(recipe, in: .standard))
      progress.step("drew \(recipe.name)")
    }
    let run = try await playing.run(TaskList(sets), source, catalog: try catalog(recipes))
    guard let run else { return }
    try output.show(Report([run], by: output.groupings))
    try playing.completeness.check(run)
  }

  /// The environments as the recipes set them up.
  private func catalog(_ recipes: [Recipe]) throws -> Catalog {
    var catalog = Catalog.standard
    var settings: [String: Recipe.Settings] = [:]
    for recipe in recipes {
      if source.script != nil, settings[recipe.family] ?? recipe.settings != recipe.settings {
        throw ValidationError(
          "a scripted policy plays \(recipe.family) with one kind of settings at a time")
      }
      settings[recipe.family] = recipe.settings
      catalog = try recipe.catalog(from: catalog)
    }
    return catalog
  }
}
