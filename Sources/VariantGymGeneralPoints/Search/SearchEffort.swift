/// How many nodes a plain depth-first search visits before it has solved a hand.
///
/// The search is defined here step by step, so that the number is the same everywhere. It stands
/// for somebody who combines two numbers at a time, large ones first, and thinks of fractions and
/// negative numbers last.
///
/// - A *node* is a list of numbers, largest first; the first node is the hand. Every visit counts,
///   the first node and lists of one number included.
/// - From a node, all pairs of positions are taken in order, the earlier position first; a pair
///   of the same two numbers as an earlier pair at this node is passed over.
/// - For the pair's numbers x >= y the results are tried in the order x + y, x - y, x * y, x / y,
///   y / x, y - x, without divisions by zero; a result that this pair has given before is passed
///   over. The result replaces the two numbers, and the new list is visited at once.
/// - The search stops at a list that holds the target alone.
/// - There are two passes. The first passes over all results that are negative or not whole. If it
///   ends without a solution, the second one starts afresh with every result, and goes on
///   counting.
public enum SearchEffort: Hashable, Sendable {
  /// The search finds a solution with this visit, counted from 1.
  case nodes(Int)
  /// The search was stopped after so many visits.
  case beyond(Int)
}

/// The search that ``SearchEffort`` defines.
struct PlainSearch {
  private enum Outcome {
    case found, exhausted, stopped
  }

  private let target: Rational
  private let limit: Int
  private var visits = 0
  private var admitsAll = false

  /// The visits that the search makes for a hand that is known to be solvable.
  static func effort(_ hand: [Int], target: Int, limit: Int) -> SearchEffort {
    var search = PlainSearch(target: target, limit: limit)
    let start = hand.sorted(by: >).map { Rational($0) }
    for admitsAll in [false, true] {
      search.admitsAll = admitsAll
      switch search.visit(start) {
      case .found: return .nodes(search.visits)
      case .stopped: return .beyond(limit)
      case .exhausted: continue
      }
    }
    preconditionFailure("a solvable hand is solved by the pass that admits every result")
  }

  private init(target: Int, limit: Int) {
    self.target = Rational(target)
    self.limit = limit
  }

  private mutating func visit(_ numbers: [Rational]) -> Outcome {
    guard visits < limit else { return .stopped }
    visits += 1
    if numbers.count == 1 { return numbers[0] == target ? .found : .exhausted }
    for i in numbers.indices where !isRepeated(i, in: numbers, from: 0) {
      for j in (i + 1)..<numbers.count {
        // The pair's twin, if any, takes the first copy of x and the first copy of y behind it.
        if isRepeated(j, in: numbers, from: i + 1) { continue }
        let outcome = join(i, j, of: numbers)
        if outcome != .exhausted { return outcome }
      }
    }
    return .exhausted
  }

  private func isRepeated(_ index: Int, in numbers: [Rational], from start: Int) -> Bool {
    index > start && numbers[index] == numbers[index - 1]
  }

  private mutating func join(_ i: Int, _ j: Int, of numbers: [Rational]) -> Outcome {
    let (x, y) = (numbers[i], numbers[j])
    var tried: [Rational] = []
    for result in [
      x.adding(y), x.subtracting(y), x.multiplied(by: y), x.divided(by: y), y.divided(by: x),
      y.subtracting(x),
    ] {
      guard let result, !tried.contains(result) else { continue }
      guard admitsAll || (result.isWhole && result.numerator >= 0) else { continue }
      tried.append(result)
      var next: [Rational] = []
      next.reserveCapacity(numbers.count - 1)
      var isPlaced = false
      for (index, number) in numbers.enumerated() where index != i && index != j {
        if !isPlaced && number.isLess(than: result) {
          next.append(result)
          isPlaced = true
        }
        next.append(number)
      }
      if !isPlaced { next.append(result) }
      let outcome = visit(next)
      if outcome != .exhausted { return outcome }
    }
    return .exhausted
  }
}

extension Rational {
  /// The order of values, for words that the search has shown to be small.
  fileprivate func isLess(than other: Rational) -> Bool {
    numerator * other.denominator < other.numerator * denominator
  }
}
