@testable import VariantGymGeneralPoints

/// A slow search that shares nothing with the fast one but exact fractions and formula trees.
struct BruteForce {
  struct Entry {
    let formula: Formula
    let value: Rational
    /// The formula's value at a random point modulo a prime other than the library's.
    let mark: UInt64
  }

  /// The largest prime below 2^62.
  static let prime: UInt64 = (1 << 62) - 57

  /// Every expression tree over the hand, in every order of the cards, whose value is defined.
  static func entries(_ hand: [Int]) -> [Entry] {
    var table: [[Entry]] = Array(repeating: [], count: 1 << hand.count)
    for places in 1..<table.count {
      if places.nonzeroBitCount == 1 {
        let number = hand[places.trailingZeroBitCount]
        table[places] = [
          Entry(formula: .number(number), value: Rational(number), mark: point(number))
        ]
        continue
      }
      for left in 1..<places where left & places == left {
        for a in table[left] {
          for b in table[places ^ left] {
            for symbol in Formula.Operator.allCases {
              guard let value = symbol.apply(a.value, b.value) else { continue }
              table[places].append(
                Entry(
                  formula: .operation(symbol, a.formula, b.formula), value: value,
                  mark: mark(symbol, a.mark, b.mark)))
            }
          }
        }
      }
    }
    return table[table.count - 1]
  }

  /// The value of a formula at the random point, equal numbers taken as one variable.
  static func mark(_ formula: Formula) -> UInt64 {
    switch formula {
    case .number(let number): point(number)
    case .operation(let symbol, let left, let right): mark(symbol, mark(left), mark(right))
    }
  }

  private static func point(_ number: Int) -> UInt64 {
    var point = UInt64(number) &+ 77
    for _ in 0..<5 {
      point = product(point, 0x1234_5678_9ABC_DEF1) ^ 0x0F0F
    }
    return point % prime
  }

  static func mark(_ symbol: Formula.Operator, _ a: UInt64, _ b: UInt64) -> UInt64 {
    switch symbol {
    case .plus: return (a + b) % prime
    case .minus: return (a + prime - b) % prime
    case .times: return product(a, b)
    case .over:
      var (power, base, exponent) = (UInt64(1), b, prime - 2)
      while exponent > 0 {
        if exponent & 1 == 1 { power = product(power, base) }
        base = product(base, base)
        exponent >>= 1
      }
      return product(a, power)
    }
  }

  static func product(_ a: UInt64, _ b: UInt64) -> UInt64 {
    prime.dividingFullWidth((a % prime).multipliedFullWidth(by: b % prime)).remainder
  }
}

/// All hands of a number of cards, as ascending multisets.
func allHands(_ cards: Int, _ values: ClosedRange<Int>) -> [[Int]] {
  guard cards > 0 else { return [[]] }
  return allHands(cards - 1, values).flatMap { hand in
    ((hand.last ?? values.lowerBound)...values.upperBound).map { hand + [$0] }
  }
}

#if DEBUG
  /// How much work a test may do: debug builds run the search a hundred times slower.
  let isRelease = false
#else
  /// How much work a test may do.
  let isRelease = true
#endif
