import ArgumentParser
import Foundation
import VariantGym

extension Distillation.Standard: @retroactive ExpressibleByArgument {}

struct Distil: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Samples replies to the rows of a set and keeps those that are verified, as a data set.",
    discussion: """
      An answer must be valid and optimal; --standard says what its thought must be. With --journal, \
      an interrupted sampling goes on where it stopped.
      """)

  @Option(name: .customLong("to"), help: "The file of JSON lines to write.")
  var output: String

  @Option(help: "What a reply must be.")
  var standard: Distillation.Standard = .thought

  @Option(help: "The most replies that are kept of each row.")
  var most: Int?

  @OptionGroup var selection: RecipeSelection
  @OptionGroup var source: PolicySource
  @OptionGroup var playing: Playing

  func validate() throws {
    guard most ?? 1 > 0 else { throw ValidationError("--most is at least 1") }
    guard !playing.plain else { throw ValidationError("replies cannot be verified with --plain") }
  }

  func run() async throws {
    let recipes = try selection.recipes(default: [])
    guard recipes.count == 1 else { throw ValidationError("one set is sampled at a time") }
    let recipe = recipes[0]
    let set = EvaluationSet(
      name: recipe.name, episodes: try recipe.episodes(in: .standard), trained: recipe.trained,
      turnLimit: 1)
    let catalog = try recipe.catalog(from: .standard)
    guard let run = try await playing.run(TaskList([set]), source, catalog: catalog) else { return }
    let distillation = Distillation(run, standard: standard, mostPerTask: most)
    try await write(distillation, recipe)
    print(
      """
      \(distillation.replies) replies to \(set.episodes.count) rows: \(distillation.kept.count) kept, \
      \(distillation.rejected) rejected, \(distillation.repeated) repeated, \
      \(distillation.surplus) beyond --most
      """)
    try playing.completeness.check(run)
  }

  private func write(_ distillation: Distillation, _ recipe: Recipe) async throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var kept = distillation.kept[...]
    var row = 0
    var lines = Data()
    for try await record in try Dataset(recipe, catalog: .standard) {
      while let next = kept.first, next.task == row {
        kept.removeFirst()
        lines += try encoder.encode(record.answered(next.completion)) + Data("\n".utf8)
      }
      row += 1
    }
    try lines.write(to: URL(writing: output), options: .atomic)
  }
}
