import ArgumentParser
import Foundation
import VariantGym
import VariantGymStudy

/// Which sets a command works on.
struct RecipeSelection: ParsableArguments {
  @Argument(help: "The names of sets; `list` shows them.")
  var sets: [String] = []

  @Option(help: "A JSON file of recipes; may be given several times.")
  var recipe: [String] = []

  @Option(help: "Another number of rows for each set.")
  var rows: Int?

  @Option(help: "Another style for the thoughts of sets that have replies.")
  var style: String?

  @Flag(help: "Vary the phrasing of the thoughts.")
  var varied = false

  @OptionGroup var framing: FramingOptions

  func recipes(default all: [Recipe]) throws -> [Recipe] {
    var recipes: [Recipe]
    do {
      recipes = try sets.map(StudySets.named)
      for file in recipe { recipes += try RecipeFile.read(URL(fileURLWithPath: file)) }
    } catch {
      throw ValidationError("\(error)")
    }
    return (recipes.isEmpty ? all : recipes).map(adapted)
  }

  private func adapted(_ recipe: Recipe) -> Recipe {
    var recipe = recipe
    if let rows { recipe.rows = rows }
    framing.change(&recipe.framing)
    if var thought = recipe.content.thought, thought.style != answerOnlyStyle {
      if let style { thought.style = style }
      if varied { thought.isVaried = true }
      switch recipe.content {
      case .prompts: break
      case .replies: recipe.content = .replies(thought: thought)
      case .preferences: recipe.content = .preferences(thought: thought)
      }
    }
    return recipe
  }
}

/// Which environments the episodes of a journal were played in.
struct PlayedCatalog: ParsableArguments {
  @Option(help: "A file of recipes whose settings the episodes were played with.")
  var recipe: [String] = []

  @Flag(help: "The journals are those of a study, which has words and variants of its own.")
  var study = false

  /// The environments in which some journals were played.
  ///
  /// - Throws: `ValidationError` with the option that is missing, where prompts would be others than
  ///   those that were played.
  func catalog(of runs: [EvaluationRun]) throws -> Catalog {
    let catalog = try catalog()
    var isSure = true
    for run in runs {
      switch run.isPlayed(in: catalog) {
      case true?: continue
      case nil where study || run.isPlayed(in: .study) != true: isSure = false
      default:
        throw ValidationError(
          "the prompts of '\(run.header.policy)' were others than these: \(missing(for: run))")
      }
    }
    if !isSure {
      Terminal.complain(
        """
        Warning: plays are missing, or an environment is unknown here, so that prompts cannot be \
        compared with those that were played. Recipes that were played are given by --recipe.
        """)
    }
    return catalog
  }

  private func missing(for run: EvaluationRun) -> String {
    if !study, run.isPlayed(in: .study) == true { return "--study is missing" }
    return recipe.isEmpty
      ? "--recipe is missing, with the file of recipes that was played"
      : "--recipe has other recipes than were played"
  }

  /// The environments of the library or of studies, set up as the recipes have them.
  private func catalog() throws -> Catalog {
    var catalog = study ? Catalog.study : .standard
    for file in recipe {
      for recipe in try RecipeFile.read(URL(fileURLWithPath: file)) {
        catalog = try recipe.catalog(from: catalog)
      }
    }
    return catalog
  }
}

/// How much of the machine a command uses.
struct Work: ParsableArguments {
  @Option(help: "How many threads work at once; they do not change a byte.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard (1...100_000).contains(threads) else {
      throw ValidationError("threads are 1...100000")
    }
  }
}

extension URL {
  /// A file that is to be written; the folder for it is made where there is none.
  init(writing path: String) throws {
    self.init(fileURLWithPath: path)
    try FileManager.default.createDirectory(
      at: deletingLastPathComponent(), withIntermediateDirectories: true)
  }
}

extension Shard: @retroactive ExpressibleByArgument {
  /// Reads a part such as `3/10`, counted from 0.
  public init?(argument: String) { self.init(argument) }
}
