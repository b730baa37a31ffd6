import Testing
import VariantGymCore

@testable import VariantGymGeneralPoints

@Suite("Complete solution sets")
struct SolutionsTests {
  @Test(
    "Known hands",
    arguments: [
      ([3, 3, 8, 8], 24, ["8 / (3 - 8 / 3)"]),
      ([1, 5, 5, 5], 24, ["5 * (5 - 1 / 5)"]),
      ([2, 6, 2, 6], 24, ["6 * 2 + 6 * 2", "6 * (6 + 2) / 2"]),
      ([4, 7, 8, 9], 24, ["9 * 8 / (7 - 4)", "4 * (8 + 7 - 9)", "(9 - 7) * (8 + 4)"]),
      ([1, 1, 1, 1], 24, []),
      ([3, 8], 24, ["8 * 3"]),
      ([3, 3], 0, ["3 - 3"]),
      ([0, 0], 0, ["0 + 0", "0 - 0", "0 * 0"]),
      ([3, 5], -2, ["3 - 5"]),
    ])
  func known(hand: [Int], target: Int, texts: [String]) throws {
    let solutions = try PointsSearch.solutions(of: hand, target: target)
    #expect(solutions.map(\.description) == texts)
    #expect(solutions.hand == hand && solutions.target == target && solutions.isComplete)
  }

  @Test("A limit keeps the first solutions and the whole count")
  func limit() throws {
    let all = try PointsSearch.solutions(of: [1, 2, 3, 4])
    let two = try PointsSearch.solutions(of: [1, 2, 3, 4], limit: 2)
    #expect(all.total == 4 && two.total == 4 && !two.isComplete)
    #expect(Array(two) == Array(all.prefix(2)))
  }

  @Test("Refusals are typed")
  func refusals() {
    func refusal(_ hand: [Int], _ target: Int = 24, limit: Int = 1) -> PointsSearchError? {
      do throws(PointsSearchError) {
        _ = try PointsSearch.solutions(of: hand, target: target, limit: limit)
        return nil
      } catch { return error }
    }
    #expect(refusal([]) == .emptyHand)
    #expect(refusal([24]) == .cardCountOutOfRange(1))
    #expect(refusal([1, 2, 3, 4, 5, 6, 7]) == .cardCountOutOfRange(7))
    #expect(refusal([1, 100]) == .numberOutOfRange(100))
    #expect(refusal([-1, 1]) == .numberOutOfRange(-1))
    #expect(refusal([1, 2], 10_001) == .targetOutOfRange(10_001))
    #expect(refusal([1, 2], .min) == .targetOutOfRange(.min))
    #expect(refusal([1, 2], limit: -1) == .limitOutOfRange(-1))
    #expect("\(PointsSearchError.numberOutOfRange(100))" == "the number 100 is not within 0...99")
  }

  @Test("The slow search finds the same classes, and no formula that comes first in one")
  func bruteForce() throws {
    var random = Random(seed: 4)
    for _ in 0..<(isRelease ? 1_000 : 40) {
      let count = random.within(2...4)
      // Small numbers meet zero divisors and equal cards often.
      let values = random.pick(from: [0...4, 0...13, 1...13, 0...99])
      let hand = (0..<count).map { _ in random.within(values) }
      let entries = BruteForce.entries(hand)
      let some = entries.map(\.value).filter(\.isWhole).first?.numerator ?? 1
      let target = random.pick(from: [24, 0, some, -6])
      if PointsSearch.targets.contains(target) { try compare(hand, target, with: entries) }
    }
  }

  @Test("Five cards agree with the slow search", .enabled(if: isRelease))
  func bruteForceFive() throws {
    var random = Random(seed: 5)
    for values in [0...4, 0...13, 1...13, 1...13, 1...13, 0...99] {
      let hand = (0..<5).map { _ in random.within(values) }
      try compare(hand, 24, with: BruteForce.entries(hand))
    }
  }

  private func compare(_ hand: [Int], _ target: Int, with entries: [BruteForce.Entry]) throws {
    let cards = HandCards(hand, target: target)
    var first: [UInt64: Wording] = [:]
    for entry in entries where entry.value == Rational(target) {
      let wording = clause(entry.formula, cards).wording
      first[entry.mark] = min(first[entry.mark] ?? wording, wording)
    }
    let solutions = try PointsSearch.solutions(of: hand, target: target)
    let found = solutions.map { BruteForce.mark($0.formula) }
    #expect(Set(found).count == found.count, "two alike for \(hand) at \(target)")
    #expect(Set(found) == Set(first.keys), "other classes for \(hand) at \(target)")
    for (solution, mark) in zip(solutions, found) {
      let text = first[mark]?.text(cards.packedNumbers) ?? "nothing"
      #expect(solution.wording == first[mark], "\(solution) and not \(text) for \(hand)")
    }
    #expect(try PointsSearch.isSolvable(hand, target: target) == !first.isEmpty)
  }

  @Test("Every solution is exact, uses the hand, prints as its tree, and stands in order")
  func laws() throws {
    var random = Random(seed: 6)
    for index in 0..<(isRelease ? 2_000 : 60) {
      let cards = index % 50 == 0 && isRelease ? 6 : random.within(2...(isRelease ? 5 : 4))
      let hand = (0..<cards).map { _ in random.within(0...random.pick(from: [6, 13, 99])) }
      let target = random.pick(from: [24, 24, 0, random.within(-200...200)])
      let solutions = try PointsSearch.solutions(of: hand, target: target)
      var shuffled = hand
      random.shuffle(&shuffled)
      #expect(try PointsSearch.solutions(of: shuffled, target: target).elementsEqual(solutions))
      #expect(zip(solutions, solutions.dropFirst()).allSatisfy(<))
      for solution in solutions.prefix(300) {
        let formula = solution.formula
        #expect(formula.value == Rational(target), "\(solution)")
        #expect(formula.numbers.sorted() == hand.sorted(), "\(solution) for \(hand)")
        #expect(formula.description == solution.description)
        #expect(solution.description.count { $0 == "(" } == solution.parentheses)
      }
    }
  }

  @Test("The largest words stay exact")
  func largest() throws {
    // 99 * 99 + 99 + 99 = 9999; the words of six cards of 99 come near the stated bound.
    #expect(try PointsSearch.solutions(of: [99, 99, 99, 99], target: 9_999).total == 1)
    #expect(try PointsSearch.isSolvable([99, 99, 99, 99, 99, 99], target: 10_000))
    let hand = [99, 98, 97, 96, 95, 94]
    for target in [-10_000, -9_999, 9_999, 10_000] {
      let solutions = try PointsSearch.solutions(of: hand, target: target)
      #expect(solutions.allSatisfy { $0.formula.value == Rational(target) })
      #expect(try PointsSearch.isSolvable(hand, target: target) == !solutions.isEmpty)
    }
  }

  @Test("All classic hands have the classes that the slow search finds", .enabled(if: isRelease))
  func classic() throws {
    for hand in allHands(4, 1...13) {
      try compare(hand, 24, with: BruteForce.entries(hand))
    }
  }

  @Test("The solutions of all classic hands, their texts and order are the same everywhere")
  func golden() throws {
    var (count, hash) = (0, UInt64(0xCBF2_9CE4_8422_2325))
    for hand in allHands(4, 1...13) {
      for solution in try PointsSearch.solutions(of: hand) {
        count += 1
        // FNV-1a, which is easily computed elsewhere.
        for byte in "\(solution)\n".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      }
    }
    #expect(count == 3_894 && hash == 9_000_746_541_780_263_261)
  }

  /// The formula as it stands, or with the sides of commuting operators exchanged.
  private func clause(_ formula: Formula, _ cards: HandCards) -> Clause {
    switch formula {
    case .number(let number):
      let place = cards.numbers.firstIndex(of: number) ?? 0
      return Clause(wording: .card(place), symbol: nil, places: Places.packed(63))
    case .operation(let symbol, let left, let right):
      let wording = Clause.joined(clause(left, cards), symbol, clause(right, cards))
      return Clause(wording: wording, symbol: symbol, places: Places.packed(63))
    }
  }
}
