import VariantGymCore

/// Plain sentences, one line for each step.
///
/// Fractions are written without spaces, `8/3`, and operations with spaces, `8 / 3`; as an operand a
/// fraction or a negative number stands in parentheses. So every line reads in one way only.
struct PointsSentenceStyle: TraceStyle {
  let name: String
  let shape: TraceShape

  /// The steps as English sentences; values that follow one another share a line.
  func write(_ steps: [PointsStep], phrasing: inout Phrasing) -> String {
    var text = TraceText(capacity: 64 * steps.count)
    var values: [(card: Card, value: Int)] = []
    for step in steps {
      if case .value(let card, let value) = step {
        values.append((card, value))
        continue
      }
      write(values, to: &text, &phrasing)
      values = []
      text.beginLine()
      write(step, to: &text, &phrasing)
      text.appendLiteral(".")
    }
    write(values, to: &text, &phrasing)
    return text.string
  }

  /// Number cards in one sentence, face cards in another that names the rule as the source.
  private func write(
    _ values: [(card: Card, value: Int)], to text: inout TraceText, _ phrasing: inout Phrasing
  ) {
    let numbers = values.filter { !$0.card.isFace }
    let faces = values.filter(\.card.isFace)
    if !values.isEmpty { text.beginLine() }
    if !numbers.isEmpty {
      let verb: StaticString = phrasing.pick(" counts ", { " is worth " })
      for (place, entry) in numbers.enumerated() {
        text.appendSeparator(place, numbers.count)
        text.appendInterpolation(entry.card.symbol)
        text.appendLiteral(verb)
        text.appendInterpolation(entry.value)
      }
      text.appendLiteral(faces.isEmpty ? "." : ". ")
    }
    if !faces.isEmpty {
      let opening = phrasing.pick("In this game ", { "Here " }, { "By the rule " }, { "" })
      text += "\(opening)"
      for (place, entry) in faces.enumerated() {
        text.appendSeparator(place, faces.count)
        text += "\(entry.card.symbol) counts \(entry.value)"
      }
      text += opening.isEmpty ? " here." : "."
    }
  }

  private func write(
    _ step: PointsStep, to text: inout TraceText, _ phrasing: inout Phrasing
  ) {
    switch step {
    case .hand(let cards, let target):
      text += phrasing.pick(
        "The cards are \(cards), and the target is \(target)",
        { "I must make \(target) from \(cards)" },
        { "The target is \(target), and I was dealt \(cards)" })
    case .value(let card, let value):
      text += "\(card.symbol) counts \(value)"
    case .join(let join):
      write(join, to: &text, &phrasing)
    case .attempt(let join):
      text.appendLiteral(phrasing.pick("Try ", { "Suppose " }, { "Take " }))
      write(join, to: &text, &phrasing)
    case .deadEnd(let numbers, let results, let target):
      guard !results.isEmpty else {
        text += phrasing.pick(
          "\(numbers) cannot make \(target)", { "No way of joining \(numbers) gives \(target)" },
          { "\(target) cannot be made from \(numbers)" })
        return
      }
      text += phrasing.pick(
        "\(numbers) make only \(results), not \(target)",
        { "From \(numbers) come only \(results), never \(target)" },
        { "\(numbers) give \(results), none of them \(target)" })
    case .backUp(let numbers):
      text += phrasing.pick("Back to \(numbers)", { "Return to \(numbers)" })
    case .reaches(let formula, let target):
      text += phrasing.pick(
        "So \(formula) = \(target), each card once",
        { "Check: \(formula) = \(target), with every card used once" },
        { "Now \(formula) = \(target), and every card is used once" })
    case .conclusion(let formula):
      text += phrasing.pick("The answer is \(formula)", { "I answer \(formula)" })
    }
  }

  private func write(
    _ join: PointsStep.Join, to text: inout TraceText, _ phrasing: inout Phrasing
  ) {
    text += "\(operand: join.left) \(join.symbol) \(operand: join.right) = \(join.result)"
    text.appendLiteral(phrasing.pick(", which leaves ", { ", leaving " }, { ", so I have " }))
    text.appendInterpolation(join.rest)
  }
}

extension TraceText {
  /// A number as it stands in a list: `8/3`.
  mutating func appendInterpolation(_ value: Rational) {
    appendInterpolation(value.numerator)
    guard !value.isWhole else { return }
    appendLiteral("/")
    appendInterpolation(value.denominator)
  }

  /// A number as it stands beside an operator: a fraction or a negative number in parentheses.
  mutating func appendInterpolation(operand value: Rational) {
    let isPlain = value.isWhole && value.numerator >= 0
    if !isPlain { appendLiteral("(") }
    appendInterpolation(value)
    if !isPlain { appendLiteral(")") }
  }

  mutating func appendInterpolation(_ symbol: Formula.Operator) {
    switch symbol {
    case .plus: appendLiteral("+")
    case .minus: appendLiteral("-")
    case .times: appendLiteral("*")
    case .over: appendLiteral("/")
    }
  }

  fileprivate mutating func appendInterpolation(_ formula: Formula) {
    appendInterpolation(formula.description)
  }

  fileprivate mutating func appendInterpolation(_ numbers: [Rational]) {
    for (place, number) in numbers.enumerated() {
      appendSeparator(place, numbers.count)
      appendInterpolation(number)
    }
  }

  fileprivate mutating func appendInterpolation(_ cards: [Card]) {
    for (place, card) in cards.enumerated() {
      appendSeparator(place, cards.count)
      appendInterpolation(card.symbol)
    }
  }

  /// What stands before an item of a list: a comma, or `and` before the last.
  fileprivate mutating func appendSeparator(_ place: Int, _ count: Int) {
    if place > 0 { appendLiteral(place == count - 1 ? " and " : ", ") }
  }
}
