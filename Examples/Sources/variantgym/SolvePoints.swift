import ArgumentParser
import VariantGym

struct SolvePoints: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "points",
    abstract: "Finds the formulas of a hand of General Points, and measures how difficult it is.",
    discussion: "Solutions are listed up to equivalence, in the library's canonical order.")

  @Argument(help: "2 to 6 cards: numbers from 0 to 99, A, or the faces of the rule, such as J Q K.")
  var cards: [String]

  @Flag(help: "List all solutions instead of the first one.")
  var all = false

  @Option(help: "The value to be reached, from -10000 to 10000; write --target=-2 for one below 0.")
  var target = 24

  @Option(help: "What the faces count for, such as J=11,Q=12,K=13.")
  var rule = "J=10,Q=10,K=10"

  func run() throws {
    let values = try values(under: try faceRule())
    let solutions: SolutionSet
    let measures: HandMeasures
    do {
      solutions = try PointsSearch.solutions(of: values, target: target, limit: all ? .max : 1)
      measures = try PointsSearch.measures(of: values, target: target)
    } catch { throw ValidationError("\(error)") }
    for solution in solutions { print("\(solution) = \(target)") }
    print(summary(measures))
  }

  private func faceRule() throws -> FaceRule {
    do { return try FaceRule(parsing: rule) } catch { throw ValidationError("\(error)") }
  }

  private func values(under rule: FaceRule) throws -> [Int] {
    try cards.map { symbol in
      // The search takes 0 too, which no card shows.
      if let number = Int(symbol) { return number }
      guard let card = Card(symbol: symbol), let value = rule.value(of: card) else {
        throw ValidationError("'\(symbol)' is no card of the rule \(self.rule)")
      }
      return value
    }
  }

  private func summary(_ measures: HandMeasures) -> String {
    guard measures.isSolvable else { return "no solution" }
    let needs = [
      (measures.needsDivision, "a division"), (measures.needsFraction, "a fraction"),
      (measures.needsNegative, "a negative value"),
    ].filter(\.0).map(\.1)
    let effort =
      switch measures.effort {
      case .nodes(let count)?: "\(count) nodes"
      case .beyond(let count)?: "more than \(count) nodes"
      case nil: "none"
      }
    return """
      solutions: \(measures.solutions)
      needed by every solution: \(needs.isEmpty ? "nothing special" : needs.joined(separator: ", "))
      effort of a plain depth-first search: \(effort)
      """
  }
}
