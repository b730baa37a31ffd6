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
    text.reserveCapacity(64 * steps.count)
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
      text += "."
    }
    write(values, to: &text, &phrasing)
    return text
  }

  /// Number cards in one sentence, face cards in another that names the rule as the source.
  private func write(
    _ values: [(card: Card, value: Int)], to text: inout String, _ phrasing: inout Phrasing
  ) {
    let numbers = values.filter { !$0.card.isFace }
    let faces = values.filter(\.card.isFace)
    if !values.isEmpty { text.beginLine() }
    if !numbers.isEmpty {
      let verb = phrasing.pick("counts", { "is worth" })
      text.addList(numbers.map { "\($0.card.symbol) \(verb) \($0.value)" }) { $0 += $1 }
      text += faces.isEmpty ? "." : ". "
    }
    if !faces.isEmpty {
      let opening = phrasing.pick("In this game ", { "Here " }, { "By the rule " }, { "" })
      text += opening
      text.addList(faces.map { "\($0.card.symbol) counts \($0.value)" }) { $0 += $1 }
      text += opening.isEmpty ? " here." : "."
    }
  }

  private func write(
    _ step: PointsStep, to text: inout String, _ phrasing: inout Phrasing
  ) {
    switch step {
    case .hand(let cards, let target):
      var list = ""
      list.addList(cards) { $0 += $1.symbol }
      text += phrasing.pick(
        "The cards are \(list), and the target is \(target)",
        { "I must make \(target) from \(list)" },
        { "The target is \(target), and I was dealt \(list)" })
    case .value(let card, let value):
      text += "\(card.symbol) counts \(value)"
    case .join(let join):
      write(join, to: &text, &phrasing)
    case .attempt(let join):
      text += phrasing.pick("Try ", { "Suppose " }, { "Take " })
      write(join, to: &text, &phrasing)
    case .deadEnd(let numbers, let results, let target):
      var list = ""
      list.addNumbers(numbers)
      guard !results.isEmpty else {
        text += phrasing.pick(
          "\(list) cannot make \(target)", { "No way of joining \(list) gives \(target)" },
          { "\(target) cannot be made from \(list)" })
        return
      }
      var all = ""
      all.addNumbers(results)
      text += phrasing.pick(
        "\(list) make only \(all), not \(target)",
        { "From \(list) come only \(all), never \(target)" },
        { "\(list) give \(all), none of them \(target)" })
    case .backUp(let numbers):
      text += phrasing.pick("Back to ", { "Return to " })
      text.addNumbers(numbers)
    case .reaches(let formula, let target):
      text += phrasing.pick(
        "So \(formula) = \(target), each card once",
        { "Check: \(formula) = \(target), with every card used once" },
        { "Now \(formula) = \(target), and every card is used once" })
    case .conclusion(let formula):
      text += phrasing.pick("The answer is ", { "I answer " })
      text += formula.description
    }
  }

  private func write(
    _ join: PointsStep.Join, to text: inout String, _ phrasing: inout Phrasing
  ) {
    text.addOperand(join.left)
    text += " "
    text.append(join.symbol.symbol)
    text += " "
    text.addOperand(join.right)
    text += " = "
    text.add(join.result)
    text += phrasing.pick(", which leaves ", { ", leaving " }, { ", so I have " })
    text.addNumbers(join.rest)
  }
}

// Thoughts are written by the hundred thousand, so styles append instead of joining texts.
extension String {
  /// A line end, where there is a line before.
  mutating func beginLine() {
    if !isEmpty { self += "\n" }
  }

  /// A number as it stands in a list: `8/3`.
  mutating func add(_ value: Rational) {
    self += String(value.numerator)
    guard !value.isWhole else { return }
    self += "/"
    self += String(value.denominator)
  }

  /// A number as it stands beside an operator: a fraction or a negative number in parentheses.
  mutating func addOperand(_ value: Rational) {
    let isPlain = value.isWhole && value.numerator >= 0
    if !isPlain { self += "(" }
    add(value)
    if !isPlain { self += ")" }
  }

  fileprivate mutating func addNumbers(_ numbers: [Rational]) {
    addList(numbers) { $0.add($1) }
  }

  /// Items between commas, and `and` before the last.
  fileprivate mutating func addList<Item>(_ items: [Item], add: (inout String, Item) -> Void) {
    for (place, item) in items.enumerated() {
      if place > 0 { self += place == items.count - 1 ? " and " : ", " }
      add(&self, item)
    }
  }
}
