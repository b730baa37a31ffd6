extension PointsSearch {
  /// Whether some formula that uses every number of a hand exactly once equals the target.
  ///
  /// It looks no hand up: the formulas are evaluated, and the first hit ends the search.
  ///
  /// - Parameters:
  ///   - hand: 2 to 6 numbers from 0 to 99, in any order.
  ///   - target: From -10,000 to 10,000.
  /// - Throws: A ``PointsSearchError`` for a hand or target outside these ranges.
  /// - Complexity: At most about 400, 10,000 and 320,000 joints of two values for 4, 5 and 6 cards.
  public static func isSolvable(
    _ hand: [Int], target: Int = 24
  ) throws(PointsSearchError) -> Bool {
    try check(hand, target: target)
    return firstHit(HandCards(hand, target: target)) != nil
  }

  /// One formula that uses every number of a hand exactly once and equals the target, or the
  /// proof (`nil`) that there is none.
  ///
  /// It is the first that the search meets: the same for the same numbers in any order, but in
  /// general not the first of ``solutions(of:target:limit:)``, which it need not find.
  ///
  /// - Parameters:
  ///   - hand: 2 to 6 numbers from 0 to 99, in any order.
  ///   - target: From -10,000 to 10,000.
  /// - Throws: A ``PointsSearchError`` for a hand or target outside these ranges.
  /// - Complexity: As ``isSolvable(_:target:)``.
  public static func witness(
    for hand: [Int], target: Int = 24
  ) throws(PointsSearchError) -> Formula? {
    try check(hand, target: target)
    let cards = HandCards(hand, target: target)
    return firstHit(cards).map { PointsSolution($0, in: cards).formula }
  }

  /// Whether a value that has been reached can be completed with all remaining numbers to a
  /// formula that equals the target: what a partial answer is worth.
  ///
  /// ```swift
  /// // 8 / 3 of the hand 3, 3, 8, 8 leads on to 8 / (3 - 8 / 3).
  /// let part = Rational(8, over: 3)!
  /// try PointsSearch.canReach(24, from: part, with: [3, 8])  // true
  /// ```
  ///
  /// - Parameters:
  ///   - target: From -10,000 to 10,000.
  ///   - value: Any fraction whose words leave room for exact arithmetic, as every value of a
  ///     formula over at most five numbers up to 99 does with the sixth.
  ///   - numbers: 0 to 5 numbers from 0 to 99, in any order.
  /// - Throws: A ``PointsSearchError``, among them
  ///   ``PointsSearchError/overflow(_:)`` where a word could be rounded.
  /// - Complexity: That of ``isSolvable(_:target:)`` for one number more.
  public static func canReach(
    _ target: Int, from value: Rational, with numbers: [Int]
  ) throws(PointsSearchError) -> Bool {
    guard numbers.count < cardCounts.upperBound else {
      throw .cardCountOutOfRange(numbers.count + 1)
    }
    for number in numbers where !PointsSearch.numbers.contains(number) {
      throw .numberOutOfRange(number)
    }
    guard targets.contains(target) else { throw .targetOutOfRange(target) }
    guard !numbers.isEmpty else { return value == Rational(target) }
    let values = [value] + numbers.map { Rational($0) }
    guard ValueScan.fits(values) else { throw .overflow(value) }
    var isHit = false
    ValueScan.run(values, target: target) { _ in
      isHit = true
      return false
    }
    return isHit
  }

  static func firstHit(_ cards: HandCards) -> ValueScan.Hit? {
    var first: ValueScan.Hit?
    ValueScan.run(cards.numbers, target: cards.target) { hit in
      first = hit
      return false
    }
    return first
  }
}
