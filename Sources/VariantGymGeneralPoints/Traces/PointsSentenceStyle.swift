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
    var text = ""
    var values: [(card: Card, value: Int)] = []
    for step in steps {
      if case .value(let card, let value) = step {
        values.append((card, value))
        continue
      }
      write(values, to: &text, &phrasing)
      values = []
      add(sentence(step, &phrasing), to: &text)
    }
    write(values, to: &text, &phrasing)
    return text
  }

  private func add(_ line: String, to text: inout String) {
    if !text.isEmpty { text += "\n" }
    text += line
  }

  /// Number cards in one sentence, face cards in another that names the rule as the source.
  private func write(
    _ values: [(card: Card, value: Int)], to text: inout String, _ phrasing: inout Phrasing
  ) {
    guard !values.isEmpty else { return }
    var sentences: [String] = []
    let numbers = values.filter { !$0.card.isFace }
    let faces = values.filter(\.card.isFace)
    if !numbers.isEmpty {
      let verb = phrasing.pick("counts", { "is worth" })
      sentences.append("\(list(numbers.map { "\($0.card.symbol) \(verb) \($0.value)" })).")
    }
    if !faces.isEmpty {
      let counts = list(faces.map { "\($0.card.symbol) counts \($0.value)" })
      sentences.append(
        phrasing.pick(
          "In this game \(counts).", { "Here \(counts)." }, { "By the rule \(counts)." },
          { "\(counts) here." }))
    }
    add(sentences.joined(separator: " "), to: &text)
  }

  private func sentence(_ step: PointsStep, _ phrasing: inout Phrasing) -> String {
    switch step {
    case .hand(let cards, let target):
      let cards = list(cards.map(\.symbol))
      return phrasing.pick(
        "The cards are \(cards), and the target is \(target).",
        { "I must make \(target) from \(cards)." },
        { "The target is \(target), and I was dealt \(cards)." })
    case .value(let card, let value):
      return "\(card.symbol) counts \(value)."
    case .join(let join):
      return sentence(join, &phrasing)
    case .attempt(let join):
      return phrasing.pick("Try ", { "Suppose " }, { "Take " }) + sentence(join, &phrasing)
    case .deadEnd(let numbers, let results, let target):
      let numbers = list(numbers.map(\.description))
      guard !results.isEmpty else {
        return phrasing.pick(
          "\(numbers) cannot make \(target).", { "No way of joining \(numbers) gives \(target)." },
          { "\(target) cannot be made from \(numbers)." })
      }
      let all = list(results.map(\.description))
      return phrasing.pick(
        "\(numbers) make only \(all), not \(target).",
        { "From \(numbers) come only \(all), never \(target)." },
        { "\(numbers) give \(all), none of them \(target)." })
    case .backUp(let numbers):
      let numbers = list(numbers.map(\.description))
      return phrasing.pick("Back to \(numbers).", { "Return to \(numbers)." })
    case .reaches(let formula, let target):
      return phrasing.pick(
        "So \(formula) = \(target), each card once.",
        { "Check: \(formula) = \(target), with every card used once." },
        { "Now \(formula) = \(target), and every card is used once." })
    case .conclusion(let formula):
      return phrasing.pick("The answer is \(formula).", { "I answer \(formula)." })
    }
  }

  private func sentence(_ join: PointsStep.Join, _ phrasing: inout Phrasing) -> String {
    let equation =
      "\(operand(join.left)) \(join.symbol.symbol) \(operand(join.right)) = \(join.result)"
    let rest = list(join.rest.map(\.description))
    return phrasing.pick(
      "\(equation), which leaves \(rest).", { "\(equation), leaving \(rest)." },
      { "\(equation), so I have \(rest)." })
  }

  private func operand(_ value: Rational) -> String {
    value.isWhole && value.numerator >= 0 ? "\(value)" : "(\(value))"
  }

  private func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return "\(items.dropLast().joined(separator: ", ")) and \(last)"
  }
}
