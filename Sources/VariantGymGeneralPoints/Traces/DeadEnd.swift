/// Decides by brute force whether numbers can make a target.
///
/// It tries every join of every two numbers until one is left, and shares no code with the search
/// that writes thoughts.
struct DeadEnd {
  /// How many numbers are decided.
  static let counts = 2...5
  /// How many joins may be tried for one thought; five numbers take up to 250,000.
  private static let joinLimit = 5_000_000

  private let target: Rational
  private var joins = 0
  private var isUndecided = false
  private var known: [[Rational]: Bool] = [:]

  init(target: Int) {
    self.target = Rational(target)
  }

  /// Whether some way of joining all numbers gives the target; `nil` where that cannot be decided
  /// with machine words and within the limit.
  mutating func canReach(from numbers: [Rational]) -> Bool? {
    isUndecided = false
    let isReached = search(numbers.inOrder)
    return isUndecided && !isReached ? nil : isReached
  }

  /// All that two numbers can make, each once, in one fixed order: what is tried before a target is found counts
  /// towards the limit. `nil` where a word overflows.
  static func results(_ first: Rational, _ second: Rational) -> [Rational]? {
    var results: [Rational] = []
    for (left, right) in [(first, second), (second, first)] {
      for symbol in Formula.Operator.allCases where symbol != .over || right != Rational(0) {
        guard let result = symbol.apply(left, right) else { return nil }
        if !results.contains(result) { results.append(result) }
      }
    }
    return results
  }

  private mutating func search(_ numbers: [Rational]) -> Bool {
    guard numbers.count > 1 else { return numbers == [target] }
    if let answer = known[numbers] { return answer }
    var isReached = false
    pairs: for first in numbers.indices {
      for second in numbers.indices where second > first {
        joins += 6
        guard joins < Self.joinLimit, let results = Self.results(numbers[first], numbers[second])
        else {
          isUndecided = true
          continue
        }
        var rest = numbers
        rest.remove(at: second)
        rest.remove(at: first)
        for result in results where search((rest + [result]).inOrder) {
          isReached = true
          break pairs
        }
      }
    }
    if !isUndecided { known[numbers] = isReached }
    return isReached
  }
}

extension [Rational] {
  /// The same numbers in one fixed order.
  var inOrder: [Rational] {
    sorted { ($0.numerator, $0.denominator) < ($1.numerator, $1.denominator) }
  }
}
