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
    if numbers.count == 3, let attempt = temptingJoins(of: numbers).first {
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
    var candidates = temptingJoins(of: numbers)
    if var random = choices {
      candidates = Array(candidates.prefix(Self.temptations))
      random.shuffle(&candidates)
      choices = random
    }
    var dead: [PointsStep.Join] = []
    for candidate in candidates where dead.count < limit && isDead(candidate.rest) {
      dead.append(candidate)
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
  private func temptingJoins(of numbers: [Rational]) -> [PointsStep.Join] {
    var joins: [(kind: Int, distance: Double, join: PointsStep.Join)] = []
    for first in numbers.indices {
      for second in numbers.indices.dropFirst(first + 1) {
        // The larger number comes first, so that differences are not negative.
        let isAscending = Self.size(of: numbers[first]) < Self.size(of: numbers[second])
        let left = numbers[isAscending ? second : first]
        let right = numbers[isAscending ? first : second]
        for (kind, symbol) in [Formula.Operator.times, .plus, .minus, .over].enumerated() {
          guard let result = symbol.apply(left, right), symbol != .over || result.isWhole,
            !joins.contains(where: {
              $0.join.symbol == symbol && $0.join.left == left && $0.join.right == right
            })
          else { continue }
          var rest = numbers
          rest.remove(at: second)
          rest.remove(at: first)
          rest.insert(result, at: 0)
          let join = PointsStep.Join(
            left: left, symbol: symbol, right: right, result: result, rest: rest)
          joins.append((kind, abs(Self.size(of: result) - Double(target)), join))
        }
      }
    }
    // Sorting is not stable, so the place decides last.
    return joins.enumerated().sorted {
      ($0.element.kind, $0.element.distance, $0.offset)
        < ($1.element.kind, $1.element.distance, $1.offset)
    }.map(\.element.join)
  }

  /// Rounded, which is good enough for an order in which to look at joins.
  private static func size(of value: Rational) -> Double {
    Double(value.numerator) / Double(value.denominator)
  }
}
