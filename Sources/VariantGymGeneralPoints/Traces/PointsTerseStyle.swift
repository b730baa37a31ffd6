import VariantGymCore

/// Symbols only, one short line for each step, in one wording: for small models.
///
/// | line | meaning |
/// | --- | --- |
/// | `K 3 8 -> 24` | the cards and the target |
/// | `K:10 3:3 8:8` | what the cards count for |
/// | `8/3=8/3 \| 8/3 3 8` | a join, and what is left |
/// | `8 3: 11 5 -5 24 8/3 3/8 x` | two numbers with all that they make, a dead end |
/// | `8 3 1 x` | three or more numbers, a dead end |
/// | `< 8 3 1` | back to these numbers |
/// | `# 8*3=24` | the check |
/// | `= 8*3` | the answer |
struct PointsTerseStyle: TraceStyle {
  let name = "terse"
  let shape = TraceShape.derivation

  /// The steps as lines of symbols.
  func write(_ steps: [PointsStep], phrasing: inout Phrasing) -> String {
    var text = ""
    var followsValue = false
    for step in steps {
      var isValue = false
      if case .value = step { isValue = true }
      if !text.isEmpty { text += isValue && followsValue ? " " : "\n" }
      text += line(step)
      followsValue = isValue
    }
    return text
  }

  private func line(_ step: PointsStep) -> String {
    switch step {
    case .hand(let cards, let target): "\(row(cards)) -> \(target)"
    case .value(let card, let value): "\(card.symbol):\(value)"
    case .join(let join), .attempt(let join):
      "\(operand(join.left))\(join.symbol.symbol)\(operand(join.right))=\(join.result)"
        + " | \(row(join.rest))"
    case .deadEnd(let numbers, let results, _):
      results.isEmpty ? "\(row(numbers)) x" : "\(row(numbers)): \(row(results)) x"
    case .backUp(let numbers): "< \(row(numbers))"
    case .reaches(let formula, let target): "# \(dense(formula))=\(target)"
    case .conclusion(let formula): "= \(dense(formula))"
    }
  }

  private func dense(_ formula: Formula) -> String {
    formula.description.filter { $0 != " " }
  }

  private func operand(_ value: Rational) -> String {
    value.isWhole && value.numerator >= 0 ? "\(value)" : "(\(value))"
  }

  private func row(_ items: [some CustomStringConvertible]) -> String {
    items.map(\.description).joined(separator: " ")
  }
}
