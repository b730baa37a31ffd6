import ArgumentParser
import VariantGym

struct MeasureObedience: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "obedience",
    abstract: "Does a policy follow the instruction, or its habit? One table.",
    discussion: """
      Each language is announced on the same instances: on single states along optimal solutions, in \
      whole episodes where it counts, and in whole episodes where the training language counts \
      instead.
      """)

  @Argument(help: "The environment.")
  var family = "sokoban"

  @Option(help: "The languages that are announced; all by default.")
  var language: [String] = []

  @Option(help: "The variants whose languages are those of training.")
  var trained: [String] = ["base"]

  @Option(help: "The difficulty; the first by default.")
  var difficulty: String?

  @Option(help: "The number of instances.")
  var instances = 100

  @Option(help: "The most states of an instance.")
  var states = 4

  @Option(help: "The largest loss of success that does not matter.")
  var margin = 0.1

  @OptionGroup var source: PolicySource
  @OptionGroup var playing: Playing

  @Option(help: "The form of the table.")
  var format: TableForm = .plain

  func validate() throws {
    let counts = 1...1_000_000
    guard counts.contains(instances), counts.contains(states), margin > 0 else {
      throw ValidationError("--instances and --states are 1...1000000, --margin is above 0")
    }
  }

  func run() async throws {
    let study: ObedienceStudy
    do {
      study = try ObedienceStudy(
        try Catalog.standard.requested(family),
        settings: ObedienceStudy.Settings(
          difficulty: difficulty, languages: language.isEmpty ? nil : language, trained: trained,
          instances: instances, statesPerInstance: states))
    } catch let error as GenerationError {
      throw ValidationError("\(error)")
    }
    guard let run = try await playing.run(study.tasks, source, catalog: .standard) else { return }
    let table = ObedienceTable(run, margin: margin)
    try format.show(table.table, table.notes, table)
    try playing.completeness.check(run)
  }
}
