import Foundation
import Testing
import VariantGymCore

@testable import VariantGymGeneralPoints

@Suite("Decisions")
struct DecisionTests {
  @Test("1,362 of the 1,820 classic hands and 566 of 715 up to ten are solvable")
  func classic() throws {
    let solvable = try allHands(4, 1...13).filter { try PointsSearch.isSolvable($0) }
    #expect(solvable.count == 1_362)
    #expect(solvable.count { ($0.last ?? 0) <= 10 } == 566)
  }

  @Test("A witness is exact, uses the hand, and exists where a solution does")
  func witnesses() throws {
    var random = Random(seed: 7)
    for _ in 0..<(isRelease ? 2_000 : 60) {
      let hand = (0..<random.within(2...(isRelease ? 6 : 4))).map { _ in random.within(0...20) }
      let target = random.within(-40...60)
      let witness = try PointsSearch.witness(for: hand, target: target)
      let solutions = try PointsSearch.solutions(of: hand, target: target)
      #expect((witness == nil) == solutions.isEmpty)
      if let witness {
        #expect(witness.value == Rational(target))
        #expect(witness.numbers.sorted() == hand.sorted())
      }
    }
  }

  @Test("A partial value can be completed exactly where the slow search says so")
  func partial() throws {
    let part = try #require(Rational(8, over: 3))
    #expect(try PointsSearch.canReach(24, from: part, with: [3, 8]))
    #expect(try !PointsSearch.canReach(24, from: Rational(11), with: [3, 8]))
    #expect(try PointsSearch.canReach(24, from: Rational(24), with: []))
    #expect(try !PointsSearch.canReach(24, from: part, with: []))

    var random = Random(seed: 8)
    for _ in 0..<(isRelease ? 300 : 20) {
      let used = random.pick(from: BruteForce.entries((0..<2).map { _ in random.within(0...9) }))
      let rest = (0..<random.within(1...2)).map { _ in random.within(0...9) }
      let expected = slowlyReaches(24, [used.value] + rest.map { Rational($0) })
      #expect(try PointsSearch.canReach(24, from: used.value, with: rest) == expected)
    }
  }

  @Test("Partial values that could overflow are refused, the others never are")
  func partialLimits() throws {
    let huge = Rational(.min)
    #expect(throws: PointsSearchError.overflow(huge)) {
      try PointsSearch.canReach(24, from: huge, with: [1])
    }
    #expect(throws: PointsSearchError.cardCountOutOfRange(7)) {
      try PointsSearch.canReach(24, from: Rational(1), with: [1, 1, 1, 1, 1, 1])
    }
    let power = Rational(99 * 99 * 99 * 99 * 99)
    #expect(try !PointsSearch.canReach(10_000, from: power, with: [99]))
    #expect(try !PointsSearch.canReach(0, from: Rational(.max), with: []))
    #expect(throws: PointsSearchError.overflow(Rational(.max))) {
      try PointsSearch.canReach(0, from: Rational(.max), with: [99])
    }
  }

  /// `swift test -c release --filter everyCountedRow` with `VARIANTGYM_LEVELS` set.
  @Test(
    "The solvable hands are as many as counted elsewhere",
    .enabled(if: isRelease && truth() != nil, "needs a release build and VARIANTGYM_LEVELS"))
  func everyCountedRow() throws {
    let rows = try #require(DecisionTests.truth()).split(separator: "\n").dropFirst()
    #expect(!rows.isEmpty)
    for row in rows {
      let fields = row.split(separator: ",").compactMap { Int($0) }
      try #require(fields.count == 6)
      let hands = allHands(fields[0], fields[1]...fields[2])
      #expect(hands.count == fields[4])
      let solvable = try hands.count { try PointsSearch.isSolvable($0, target: fields[3]) }
      #expect(solvable == fields[5], "\(row)")
    }
  }

  private static func truth() -> String? {
    guard let levels = ProcessInfo.processInfo.environment["VARIANTGYM_LEVELS"] else { return nil }
    return try? String(contentsOfFile: "\(levels)/../truth/points.csv", encoding: .utf8)
  }

  private func slowlyReaches(_ target: Int, _ values: [Rational]) -> Bool {
    if values.count == 1 { return values[0] == Rational(target) }
    for i in values.indices {
      for j in values.indices where i != j {
        let rest = values.indices.filter { $0 != i && $0 != j }.map { values[$0] }
        for symbol in Formula.Operator.allCases {
          if let joined = symbol.apply(values[i], values[j]),
            slowlyReaches(target, rest + [joined])
          {
            return true
          }
        }
      }
    }
    return false
  }
}
