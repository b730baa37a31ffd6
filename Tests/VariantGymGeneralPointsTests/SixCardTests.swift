import Testing
import VariantGymCore

@testable import VariantGymGeneralPoints

/// Six cards confirmed by plain dynamic programming over all formula trees, in all orders of the
/// cards.
///
/// It shares with the library exact fractions and the list of operators, but neither the classes
/// of formulas nor the scan nor the prime. Trees that are equal functions with defined values are
/// kept once, which loses nothing: what a larger tree is depends on nothing else.
/// `swift test -c release -Xswiftc -enable-testing --filter SixCard`, in seconds.
@Suite("Six cards by another method")
struct SixCardTests {
  /// Proves, up to two functions that agree at a random point modulo a prime near 2^62, how many
  /// functions there are.
  @Test(
    "1,170, 27,142 and 793,002 functions of four, five and six distinct cards",
    arguments: [(4, 1_170), (5, 27_142), (6, 793_002)])
  func distinctFunctions(cards: Int, count: Int) {
    guard isRelease || cards == 4 else { return }
    // No formula over these takes the value zero as a function, whatever its value here.
    let marks = Self.functions(of: (0..<cards).map { 31 + $0 }, valued: false)
    #expect(marks.count == count)
  }

  /// Proves for these hands that solutions are complete and told apart rightly, and that the
  /// decision is right for each target that was drawn.
  @Test(
    "Solutions and reachable targets, over all trees",
    .enabled(if: isRelease, "needs a release build"),
    arguments: [
      [1, 2, 3, 4, 5, 6], [2, 2, 6, 6, 8, 13], [3, 3, 3, 7, 7, 7], [0, 0, 1, 5, 5, 5],
      [95, 96, 97, 98, 99, 99], [13, 11, 7, 99, 0, 1],
    ])
  func hands(hand: [Int]) throws {
    var functions: [Int: Int] = [:]
    for value in Self.functions(of: hand, valued: true).values {
      if let value, value.isWhole { functions[value.numerator, default: 0] += 1 }
    }
    for target in [24, 0, 1, -7] {
      let solutions = try PointsSearch.solutions(of: hand, target: target)
      #expect(solutions.count == functions[target, default: 0], "\(hand) at \(target)")
    }
    var random = Random(seed: 6)
    let drawn = (0..<300).map { _ in random.within(-10_000...10_000) }
    for target in Array(-60...60) + drawn + [-10_000, 10_000] {
      let isSolvable = try PointsSearch.isSolvable(hand, target: target)
      #expect(isSolvable == (functions[target] != nil), "\(hand) at \(target)")
    }
  }

  /// Every function that a tree over all cards can be, by its value at a random point, with its
  /// value at the cards. Trees that divide by zero at the cards are left out, if values are asked
  /// for.
  private static func functions(of hand: [Int], valued: Bool) -> [UInt64: Rational?] {
    var table = [[UInt64: Rational?]](repeating: [:], count: 1 << hand.count)
    for (place, number) in hand.enumerated() {
      table[1 << place] = [BruteForce.mark(.number(number)): Rational(number)]
    }
    for places in 1..<table.count where places.nonzeroBitCount > 1 {
      var found: [UInt64: Rational?] = [:]
      for left in 1..<places where left & places == left {
        for (a, leftValue) in table[left] {
          for (b, rightValue) in table[places ^ left] {
            for symbol in Formula.Operator.allCases where symbol != .over || b != 0 {
              var value: Rational?
              if valued {
                guard let leftValue, let rightValue,
                  let joined = symbol.apply(leftValue, rightValue)
                else { continue }
                value = joined
              }
              found.updateValue(value, forKey: BruteForce.mark(symbol, a, b))
            }
          }
        }
      }
      table[places] = found
    }
    return table[table.count - 1]
  }
}
