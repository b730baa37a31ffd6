/// Exact search for formulas that reach a target.
enum PointsSearch {
  /// A formula over all the numbers with the target's value; `nil` if there is none.
  static func formula(over numbers: [Int], reaching target: Int) -> Formula? {
    search(numbers.map { (.number($0), Rational($0)) }, Rational(target))
  }

  /// Whether all the values can be joined to a formula with the target's value.
  static func canReach(_ target: Rational, from values: [Rational]) -> Bool {
    search(values.map { (.number(0), $0) }, target) != nil
  }

  private typealias Part = (formula: Formula, value: Rational)

  /// Joins two parts in every way, and searches on with what results.
  private static func search(_ parts: [Part], _ target: Rational) -> Formula? {
    if parts.count == 1 { return parts[0].value == target ? parts[0].formula : nil }
    for first in parts.indices {
      for second in parts.indices where second > first {
        var rest = parts
        rest.remove(at: second)
        rest.remove(at: first)
        for symbol in Formula.Operator.allCases {
          let orders = symbol == .plus || symbol == .times ? 1 : 2
          for swapped in 0..<orders {
            let (left, right) = swapped == 0 ? (first, second) : (second, first)
            guard let value = symbol.apply(parts[left].value, parts[right].value) else { continue }
            let joined = Formula.operation(symbol, parts[left].formula, parts[right].formula)
            if let found = search(rest + [(joined, value)], target) { return found }
          }
        }
      }
    }
    return nil
  }
}
