import ArgumentParser
import VariantGym

struct Evaluate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Plays the evaluation sets with a scripted policy.")

  enum Name: String, CaseIterable, ExpressibleByArgument {
    case expert, random, clinging

    var script: ScriptedPolicy.Script {
      switch self {
      case .expert: .expert
      case .random: .randomValid
      case .clinging: .clinging
      }
    }
  }

  @Argument(help: "The policy.")
  var policy: Name

  @OptionGroup var selection: RecipeSelection

  func run() async throws {
    let recipes = try selection.recipes(default: StudySets.evaluation)
    let progress = Progress(total: recipes.count)
    var table = Table([
      "set", "episodes", "failed", "success", "valid", "obeyed", "clung", "reward", "turns",
      "effective",
    ])
    for recipe in recipes {
      let catalog = try recipe.catalog(from: .standard)
      let evaluator = Evaluator(policy: ScriptedPolicy(policy.script, catalog: catalog))
      let summary = Summary(await evaluator.play(try recipe.episodes(in: .standard)))
      table.add([
        recipe.name, "\(summary.episodes)", "\(summary.failures)", percent(summary.success),
        percent(summary.validity), percent(summary.obeyed), percent(summary.clung),
        fixed(summary.reward), fixed(summary.turns),
        summary.effectiveActions.map(percent) ?? "-",
      ])
      progress.step("played \(recipe.name)")
    }
    print(table.text)
  }

  private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }

  private func fixed(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
