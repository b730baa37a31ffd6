import ArgumentParser
import VariantGym

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the environments and the data sets of the study.")

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
    print("\ntraining sets")
    for recipe in StudySets.training { print("  \(recipe.name)") }
    print("\nevaluation sets")
    for recipe in StudySets.evaluation { print("  \(recipe.name)") }
  }

  private func names(_ wordings: [Framing.Wording]) -> String {
    wordings.map(\.rawValue).joined(separator: ", ")
  }
}
