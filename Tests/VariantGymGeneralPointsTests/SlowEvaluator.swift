/// A second opinion on formulas, by another route than the library's: tokens, Dijkstra's two
/// stacks, and fractions that are never reduced. Plain ASCII only.
struct SlowEvaluator {
  struct Outcome: Equatable {
    /// The numbers, from left to right.
    let numbers: [Int]
    /// Whether the value is the target; `nil` where this evaluator's words are too short to tell.
    let isTarget: Bool?
  }

  private enum Token: Equatable {
    case number(Int)
    case mark(Character)
  }

  private typealias Fraction = (top: Int, bottom: Int)

  /// What a formula is; `nil` if it is illegal.
  static func outcome(of text: String, target: Int) -> Outcome? {
    guard let tokens = tokens(of: text), isLegal(tokens) else { return nil }
    let numbers = tokens.compactMap { if case .number(let number) = $0 { number } else { nil } }
    var evaluation = SlowEvaluator()
    for token in tokens { evaluation.push(token) }
    while let mark = evaluation.marks.last { evaluation.apply(mark) }
    guard !evaluation.overflows else { return Outcome(numbers: numbers, isTarget: nil) }
    let value = evaluation.values[0]
    let (product, overflows) = value.bottom.multipliedReportingOverflow(by: target)
    return Outcome(
      numbers: numbers,
      isTarget: overflows ? nil : value.bottom != 0 && value.top == product)
  }

  private static func tokens(of text: String) -> [Token]? {
    var tokens: [Token] = []
    var digits = ""
    for character in text + " " {
      if character.isASCII, character.isNumber {
        digits.append(character)
        continue
      }
      if !digits.isEmpty {
        guard digits.count < 10, let number = Int(digits) else { return nil }
        tokens.append(.number(number))
        digits = ""
      }
      if "+-*/()".contains(character) {
        tokens.append(.mark(character))
      } else if !" \t\n\r\r\n\u{B}\u{C}".contains(character) {
        return nil
      }
    }
    return tokens
  }

  /// Legal formulas alternate between what begins a term and what ends one, with balanced brackets.
  private static func isLegal(_ tokens: [Token]) -> Bool {
    var depth = 0
    var wantsTerm = true
    for token in tokens {
      switch token {
      case .number, .mark("("):
        if !wantsTerm { return false }
        if token == .mark("(") { depth += 1 } else { wantsTerm = false }
      case .mark(")"):
        if wantsTerm || depth == 0 { return false }
        depth -= 1
      case .mark:
        if wantsTerm { return false }
        wantsTerm = true
      }
      if depth > 100 { return false }
    }
    return depth == 0 && !wantsTerm
  }

  private var values: [Fraction] = []
  private var marks: [Character] = []
  private var overflows = false

  private mutating func push(_ token: Token) {
    switch token {
    case .number(let number): values.append((number, 1))
    case .mark("("): marks.append("(")
    case .mark(")"):
      while let mark = marks.last, mark != "(" { apply(mark) }
      marks.removeLast()
    case .mark(let mark):
      while let last = marks.last, last != "(", "*/".contains(last) || "+-".contains(mark) {
        apply(last)
      }
      marks.append(mark)
    }
  }

  private mutating func apply(_ mark: Character) {
    marks.removeLast()
    let right = values.removeLast()
    let left = values.removeLast()
    // A bottom of zero stands for no value, and stays.
    switch mark {
    case "+":
      values.append(
        (
          sum(times(left.top, right.bottom), times(right.top, left.bottom)),
          times(left.bottom, right.bottom)
        ))
    case "-":
      values.append(
        (
          sum(times(left.top, right.bottom), times(-1, times(right.top, left.bottom))),
          times(left.bottom, right.bottom)
        ))
    case "*": values.append((times(left.top, right.top), times(left.bottom, right.bottom)))
    default:
      let isDefined = left.bottom != 0 && right.bottom != 0
      values.append(
        isDefined
          ? (times(left.top, right.bottom), times(left.bottom, right.top)) : (0, 0))
    }
  }

  private mutating func times(_ left: Int, _ right: Int) -> Int {
    let (result, overflow) = left.multipliedReportingOverflow(by: right)
    overflows = overflows || overflow
    return result
  }

  private mutating func sum(_ left: Int, _ right: Int) -> Int {
    let (result, overflow) = left.addingReportingOverflow(right)
    overflows = overflows || overflow
    return result
  }
}
