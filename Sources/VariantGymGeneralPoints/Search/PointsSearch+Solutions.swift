extension PointsSearch {
  /// All solutions of a hand up to equivalence, or the proof that there is none.
  ///
  /// ```swift
  /// let solutions = try PointsSearch.solutions(of: [3, 3, 8, 8])
  /// print(solutions.map(\.description))  // ["8 / (3 - 8 / 3)"]
  /// ```
  ///
  /// *The same.* Two formulas are equivalent when they are equal as rational functions of the
  /// cards, cards of one value taken as one variable. So `3 + 8 - 3` and `8 * 3 / 3` are
  /// one solution, and `2 * 2` and `2 + 2` are two.
  ///
  /// *Which one.* A solution stands for its class: the first, in the order below, of all formulas
  /// of the class that compute it without a division by zero.
  ///
  /// *The order.* Fewer pairs of parentheses come first; then fewer subtractions whose right side
  /// holds a larger number than all on the left side; then the texts, token by token, where larger
  /// numbers come before smaller ones, and all numbers before `(`, `)`, `+`, `-`, `*` and `/`. So
  /// sums are written as `a + b - c - d` and products as `a * b / c / d`, largest first.
  ///
  /// *Exact.* Values are fractions of whole numbers that neither overflow nor are rounded in the
  /// stated ranges. Formulas are told apart by fingerprints, their values at a fixed random point
  /// modulo 2^61 - 1: different fingerprints prove different functions. That equal ones mean equal
  /// functions depends on which cards are equal, not on their values, and so is a finite
  /// statement; the tests check it for every pattern of equal cards, up to five cards by
  /// polynomials and for six by another prime.
  ///
  /// The order and the solutions depend on the hand's multiset and the target alone.
  ///
  /// - Parameters:
  ///   - hand: 2 to 6 numbers from 0 to 99, in any order.
  ///   - target: From -10,000 to 10,000.
  ///   - limit: How many solutions to list at most, from the first on. It does not bound the work:
  ///     that is bounded by the number of formulas, 793,002 classes for six cards.
  /// - Throws: A ``PointsSearchError`` for a hand, target or limit outside these ranges.
  /// - Complexity: About 400, 10,000 and 320,000 joints of two values for 4, 5 and 6 cards, and
  ///   O(h log h) for the h formulas that hit the target. The values take 2, 31 and 740 kB while it
  ///   runs; the classes of formulas, found once in a process, take 2, 28 and 600 kB.
  public static func solutions(
    of hand: [Int], target: Int = 24, limit: Int = .max
  ) throws(PointsSearchError) -> SolutionSet {
    try check(hand, target: target)
    guard limit >= 0 else { throw .limitOutOfRange(limit) }
    let cards = HandCards(hand, target: target)
    var hits: [ValueScan.Hit] = []
    ValueScan.run(cards.numbers, target: target) { hit in
      hits.append(hit)
      return true
    }
    return SolutionSet(
      hand: hand, target: target, solutions: distinct(hits, in: cards), limit: limit)
  }

  /// The first formula of each class among the hits, in order.
  private static func distinct(_ hits: [ValueScan.Hit], in cards: HandCards) -> [PointsSolution] {
    guard !hits.isEmpty else { return [] }
    var index = FingerprintIndex(expected: hits.count)
    var solutions: [PointsSolution] = []
    for (hit, fingerprint) in zip(hits, Fingerprints.values(of: hits, in: cards)) {
      let solution = PointsSolution(hit, in: cards)
      let number = index.number(of: fingerprint)
      if number == solutions.count {
        solutions.append(solution)
      } else if solution.wording < solutions[number].wording {
        solutions[number] = solution
      }
    }
    solutions.sort { $0.wording < $1.wording }
    return solutions
  }
}
