import VariantGymCore

/// Finds joins that look right and lead nowhere, and tells them on the way to a solution.
struct PointsExploration {
  let target: Int
  var choices: Random?

  /// How many dead ends are told where the same numbers are left.
  private static let deadEndsAtOnePlace = 2
  /// Among how many tempting joins a seed chooses.
  private static let temptations = 8

  init(target: Int, choices: Random?) {
    self.target = target
    self.choices = choices
  }

  /// The joins of a solution as attempts, with dead ends before them.
  mutating func tell(
    _ joins: [PointsStep.Join], from start: [Rational], detours: Int, into steps: inout [PointsStep]
  ) {
    let places = [start] + joins.dropLast().map(\.rest)
    var deadEnds = [[PointsStep.Join]](repeating: [], count: places.count)
    var left = detours
    for place in places.indices.reversed() where left > 0 && places[place].count > 2 {
      deadEnds[place] = deadJoins(of: places[place], atMost: min(left, Self.deadEndsAtOnePlace))
      left -= deadEnds[place].count
    }
    for (place, join) in joins.enumerated() {
      for deadEnd in deadEnds[place] {
        steps.append(.attempt(deadEnd))
        giveUp(deadEnd.rest, into: &steps)
        steps.append(.backUp(places[place]))
      }
      steps.append(.attempt(join))
    }
  }

  /// Why the numbers cannot make the target.
  private func giveUp(_ numbers: [Rational], into steps: inout [PointsStep]) {
    if numbers.count == 3, let attempt = temptations(of: numbers).first?.join(numbers) {
      steps.append(.attempt(attempt))
      giveUp(attempt.rest, into: &steps)
      steps.append(.backUp(numbers))
    }
    let results = numbers.count == 2 ? Self.results(numbers[0], numbers[1]) : []
    steps.append(.deadEnd(numbers, results: results, target: target))
  }

  /// All that two numbers can make, each result once.
  private static func results(_ first: Rational, _ second: Rational) -> [Rational] {
    var results: [Rational] = []
    let pairs: [(Formula.Operator, Rational, Rational)] = [
      (.plus, first, second), (.minus, first, second), (.minus, second, first),
      (.times, first, second), (.over, first, second), (.over, second, first),
    ]
    for (symbol, left, right) in pairs {
      if let result = symbol.apply(left, right), !results.contains(result) {
        results.append(result)
      }
    }
    return results
  }

  /// The first tempting joins, or some drawn by seed, after which the target is out of reach.
  private mutating func deadJoins(of numbers: [Rational], atMost limit: Int) -> [PointsStep.Join] {
    var candidates = temptations(of: numbers)
    if var random = choices {
      candidates = Array(candidates.prefix(Self.temptations))
      random.shuffle(&candidates)
      choices = random
    }
    var dead: [PointsStep.Join] = []
    for candidate in candidates where dead.count < limit {
      let join = candidate.join(numbers)
      if isDead(join.rest) { dead.append(join) }
    }
    return dead
  }

  private func isDead(_ numbers: [Rational]) -> Bool {
    guard PointsSearch.cardCounts.contains(numbers.count), ValueScan.fits(numbers) else {
      return false
    }
    var isReached = false
    ValueScan.run(numbers, target: target) { _ in
      isReached = true
      return false
    }
    return !isReached
  }

  /// Products, sums, differences and whole quotients, in this order; in each those nearest the
  /// target first, and then in the order of the numbers.
  private func temptations(of numbers: [Rational]) -> [Temptation] {
    var found: [Temptation] = []
    for first in numbers.indices {
      for second in numbers.indices.dropFirst(first + 1) {
        // The larger number comes first, so that differences are not negative.
        let isAscending = Self.size(of: numbers[first]) < Self.size(of: numbers[second])
        let (left, right) = isAscending ? (second, first) : (first, second)
        for (kind, symbol) in [Formula.Operator.times, .plus, .minus, .over].enumerated() {
          guard let result = symbol.apply(numbers[left], numbers[right]),
            symbol != .over || result.isWhole
          else { continue }
          let rank = (kind, abs(Self.size(of: result) - Double(target)), found.count)
          let temptation = Temptation(
            rank: rank, left: left, symbol: symbol, right: right, result: result)
          if !found.contains(where: { $0.isLike(temptation, numbers) }) { found.append(temptation) }
        }
      }
    }
    return found.sorted { $0.rank < $1.rank }
  }

  /// Rounded, which is good enough for an order in which to look at joins.
  private static func size(of value: Rational) -> Double {
    Double(value.numerator) / Double(value.denominator)
  }
}

/// A join that a person would try, of the numbers at two places.
private struct Temptation {
  /// The kind of operation, the distance from the target, and the order of discovery.
  let rank: (Int, Double, Int)
  let left: Int
  let symbol: Formula.Operator
  let right: Int
  let result: Rational

  /// Whether the same numbers are joined in the same way.
  func isLike(_ other: Temptation, _ numbers: [Rational]) -> Bool {
    symbol == other.symbol && numbers[left] == numbers[other.left]
      && numbers[right] == numbers[other.right]
  }

  /// The join of the given numbers.
  func join(_ numbers: [Rational]) -> PointsStep.Join {
    var rest = numbers
    rest.remove(at: max(left, right))
    rest.remove(at: min(left, right))
    rest.insert(result, at: 0)
    return PointsStep.Join(
      left: numbers[left], symbol: symbol, right: numbers[right], result: result, rest: rest)
  }
}
