import Testing
import VariantGymCore

@testable import VariantGymGeneralPoints

@Suite("Difficulty of hands")
struct HandMeasuresTests {
  @Test("8 / (3 - 8 / 3) is the only solution, and needs a fraction")
  func unique() throws {
    let measures = try PointsSearch.measures(of: [3, 3, 8, 8])
    #expect(measures.isUnique && measures.needsFraction && measures.needsDivision)
    #expect(!measures.needsNegative)
  }

  @Test("A hand without solution needs nothing")
  func unsolvable() throws {
    let measures = try PointsSearch.measures(of: [1, 1, 1, 1])
    #expect(!measures.isSolvable && !measures.needsDivision && measures.effort == nil)
  }

  @Test("The plain search visits its nodes as defined")
  func effort() throws {
    func effort(_ hand: [Int], _ target: Int, limit: Int = 100) throws -> SearchEffort? {
      try PointsSearch.measures(of: hand, target: target, effortLimit: limit).effort
    }
    // 6 4, then 10, 2, 24.
    #expect(try effort([4, 6], 24) == .nodes(4))
    // First pass: 3 2, 5, 1, 6. Second pass: 3 2, 5, 1, 6, 3/2, 2/3, -1.
    #expect(try effort([2, 3], -1) == .nodes(11))
    #expect(try effort([2, 3], -1, limit: 10) == .beyond(10))
    #expect(try effort([2, 3], -1, limit: 0) == .beyond(0))
    // 2 2 1; 4 1, 5, 3, 4, 4/1 is a repetition; then 0 1 as 1 0, 1.
    #expect(try effort([2, 2, 1], 1) == .nodes(7))
  }

  @Test("Refusals are typed")
  func refusals() {
    #expect(throws: PointsSearchError.limitOutOfRange(-1)) {
      try PointsSearch.measures(of: [1, 2], effortLimit: -1)
    }
    #expect(throws: PointsSearchError.emptyHand) { try PointsSearch.measures(of: []) }
  }

  @Test("The needs are those of all formulas that the slow search finds")
  func needs() throws {
    var random = Random(seed: 9)
    for _ in 0..<(isRelease ? 200 : 25) {
      let hand = (0..<random.within(2...4)).map { _ in random.within(0...9) }
      let target = random.pick(from: [24, 24, 6, 0, -3])
      let solutions = BruteForce.entries(hand).filter { $0.value == Rational(target) }
      let measures = try PointsSearch.measures(of: hand, target: target, effortLimit: 1_000_000)
      func needed(_ has: (Formula) -> Bool) -> Bool {
        !solutions.isEmpty && solutions.allSatisfy { has($0.formula) }
      }
      #expect(measures.isSolvable == !solutions.isEmpty)
      #expect(measures.needsFraction == needed { has($0) { !$0.isWhole } }, "\(hand) \(target)")
      #expect(measures.needsNegative == needed { has($0) { $0.numerator < 0 } }, "\(hand)")
      #expect(measures.needsDivision == needed { divides($0) }, "\(hand) at \(target)")
      if case .beyond = measures.effort { Issue.record("\(hand) took over a million nodes") }
    }
  }

  @Test("Of the 1,362 classic hands 467 have one solution, 199 need a division, 16 a fraction")
  func classic() throws {
    var (unique, division) = (0, 0)
    var fraction: [[Int]] = []
    for hand in allHands(4, 1...13) {
      let measures = try PointsSearch.measures(of: hand, effortLimit: 0)
      if measures.isUnique { unique += 1 }
      if measures.needsDivision { division += 1 }
      if measures.needsFraction { fraction.append(hand) }
    }
    #expect(unique == 467 && division == 199)
    #expect(
      fraction == [
        [1, 3, 4, 6], [1, 4, 5, 6], [1, 5, 5, 5], [1, 6, 6, 8], [1, 8, 12, 12], [2, 2, 11, 11],
        [2, 2, 13, 13], [2, 3, 5, 12], [2, 4, 10, 10], [2, 5, 5, 10], [2, 7, 7, 10], [3, 3, 7, 7],
        [3, 3, 8, 8], [4, 4, 7, 7], [5, 5, 7, 11], [5, 7, 7, 11],
      ])
  }

  private func has(_ formula: Formula, _ property: (Rational) -> Bool) -> Bool {
    if let value = formula.value, property(value) { return true }
    guard case .operation(_, let left, let right) = formula else { return false }
    return has(left, property) || has(right, property)
  }

  private func divides(_ formula: Formula) -> Bool {
    guard case .operation(let symbol, let left, let right) = formula else { return false }
    return symbol == .over || divides(left) || divides(right)
  }
}
