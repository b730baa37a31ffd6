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
    var text = TraceText(capacity: 24 * steps.count)
    var followsValue = false
    for step in steps {
      var isValue = false
      if case .value = step { isValue = true }
      if isValue && followsValue { text.appendLiteral(" ") } else { text.beginLine() }
      write(step, to: &text)
      followsValue = isValue
    }
    return text.string
  }

  private func write(_ step: PointsStep, to text: inout TraceText) {
    switch step {
    case .hand(let cards, let target):
      for card in cards { text += "\(card.symbol) " }
      text += "-> \(target)"
    case .value(let card, let value):
      text += "\(card.symbol):\(value)"
    case .join(let join), .attempt(let join):
      text +=
        "\(operand: join.left)\(join.symbol)\(operand: join.right)=\(join.result) | \(row: join.rest)"
    case .deadEnd(let numbers, let results, _):
      text += results.isEmpty ? "\(row: numbers) x" : "\(row: numbers): \(row: results) x"
    case .backUp(let numbers):
      text += "< \(row: numbers)"
    case .reaches(let formula, let target):
      text += "# \(dense(formula))=\(target)"
    case .conclusion(let formula):
      text += "= \(dense(formula))"
    }
  }

  private func dense(_ formula: Formula) -> String {
    String(decoding: formula.description.utf8.filter { $0 != UInt8(ascii: " ") }, as: UTF8.self)
  }
}

extension TraceText {
  fileprivate mutating func appendInterpolation(row numbers: [Rational]) {
    for (place, number) in numbers.enumerated() {
      if place > 0 { appendLiteral(" ") }
      appendInterpolation(number)
    }
  }
}
