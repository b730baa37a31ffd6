import ArgumentParser
import VariantGym

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the environments and the data sets.")

  func run() {
    for family in Catalog.standard.families {
      print(family.name)
      print("  difficulties: \(family.difficulties.joined(separator: ", "))")
      print("  variants:     \(family.variants.joined(separator: ", "))")
      print("  styles:       \(family.styles.joined(separator: ", "))")
      print("  wordings:     \(names(family.wordings.standing))")
      for split in Split.allCases where !family.wordings[split].isEmpty {
        print("    varied, \(split.rawValue): \(names(family.wordings[split]))")
      }
    }
    print("\n\(table("training set", StudySets.training).plain)")
    print("\n\(table("evaluation set", StudySets.evaluation).plain)")
  }

  private func table(_ title: String, _ recipes: [Recipe]) -> TextTable {
    var table = TextTable([title, "difficulty", "variant", "rows"])
    for recipe in recipes {
      table.add([
        recipe.name, recipe.difficulty.description, recipe.variant.description, "\(recipe.rows)",
      ])
    }
    return table
  }

  private func names(_ wordings: [Framing.Wording]) -> String {
    wordings.map(\.rawValue).joined(separator: ", ")
  }
}
