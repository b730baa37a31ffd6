import Foundation
import Testing
import VariantGymCore

@testable import VariantGymGeneralPoints

/// Fingerprints decide which solutions are the same. Their points are fixed, so whether they are
/// right for a number of cards is a finite question for each pattern of equal cards: answered here.
@Suite("Fingerprints")
struct FingerprintTests {
  @Test("The field keeps its laws, and inverts many elements as it inverts one")
  func field() {
    var random = Random(seed: 10)
    let elements = (0..<50).map { _ in FieldElement(random.next()) }
    #expect(FieldElement.inverses(of: elements) == elements.map(\.inverse))
    #expect(elements.allSatisfy { $0 * $0.inverse == .one && $0 - $0 == .zero })
    #expect(FieldElement(.max).residue == 7 && FieldElement(FieldElement.modulus) == .zero)
    for (x, y) in zip(elements, elements.dropFirst()) {
      let product = (x.residue % FieldElement.modulus).multipliedFullWidth(by: y.residue)
      let slow = FieldElement.modulus.dividingFullWidth(product).remainder
      #expect((x * y).residue == slow && x + y - y == x && (x - y) + y == x)
    }
  }

  @Test("Equal fingerprints are equal functions, by polynomials", arguments: [2, 3, 4, 5])
  func polynomials(cards: Int) {
    guard isRelease || cards < 4 else { return }
    for symbols in patterns(cards) {
      let marks = fingerprints(symbols)
      var first: [UInt64: Joints<Polynomial>.Fraction] = [:]
      let leaves = symbols.map { Polynomial(variable: $0) }
      var index = 0
      Joints(leaves, one: Polynomial.one).visit { fraction in
        defer { index += 1 }
        #expect((marks[index] == nil) == (fraction == nil), "a wrong zero divisor")
        guard let mark = marks[index], let fraction else { return }
        if let known = first[mark] {
          #expect(known.top * fraction.bottom == fraction.top * known.bottom, "\(symbols)")
        } else {
          first[mark] = fraction
        }
      }
      #expect(index == marks.count)
    }
  }

  /// `VARIANTGYM_EXHAUSTIVE=1 swift test -c release --filter sixCards`
  @Test(
    "793,002 functions of six distinct cards; all patterns as told apart by another prime",
    .enabled(
      if: ProcessInfo.processInfo.environment["VARIANTGYM_EXHAUSTIVE"] != nil,
      "needs VARIANTGYM_EXHAUSTIVE, takes minutes"))
  func sixCards() {
    for symbols in patterns(6) {
      let marks = fingerprints(symbols)
      var random = Random(seed: 11)
      let points = (0..<6).map { _ in Residue(value: random.next() % Residue.prime) }
      var pairs: [UInt64: UInt64] = [:]
      var others: Set<UInt64> = []
      var index = 0
      Joints(symbols.map { points[$0] }, one: Residue(value: 1)).visit { fraction in
        defer { index += 1 }
        guard let mark = marks[index], let fraction else { return }
        let other = (fraction.top * fraction.bottom.inverse).value
        others.insert(other)
        if pairs.updateValue(other, forKey: mark) ?? other != other {
          Issue.record("two functions of one fingerprint for \(symbols)")
        }
      }
      #expect(pairs.count == others.count)
      if Set(symbols).count == 6 { #expect(pairs.count == 793_002) }
    }
  }

  /// The symbol on each place, for every way in which sorted cards can be equal.
  private func patterns(_ cards: Int) -> [[Int]] {
    (0..<(1 << (cards - 1))).map { ties in
      var symbols = [0]
      for place in 1..<cards {
        symbols.append(ties >> (place - 1) & 1 == 1 ? symbols[place - 1] : place)
      }
      return symbols
    }
  }

  /// The library's fingerprints of all joints; `nil` where a divisor is zero.
  private func fingerprints(_ symbols: [Int]) -> [UInt64?] {
    let points = Fingerprints.points(symbols.count)
    var tops: [FieldElement?] = []
    var bottoms: [FieldElement] = []
    Joints(symbols.map { points[$0] }, one: .one).visit { fraction in
      tops.append(fraction?.top)
      bottoms.append(fraction?.bottom ?? .one)
    }
    return zip(tops, FieldElement.inverses(of: bottoms)).map { top, inverse in
      top.map { ($0 * inverse).residue }
    }
  }
}

protocol Ring: Equatable {
  var isZero: Bool { get }
  static func + (left: Self, right: Self) -> Self
  static func - (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
}

/// Every joint of two classes that together use all cards, as fractions over a ring.
struct Joints<Element: Ring> {
  typealias Fraction = (top: Element, bottom: Element)
  let leaves: [Element]
  let one: Element

  init(_ leaves: [Element], one: Element) {
    self.leaves = leaves
    self.one = one
  }

  func visit(_ body: (Fraction?) -> Void) {
    for division in Places.divisions(leaves.count) {
      let right = values(division.right)
      for a in values(division.left) {
        for b in right {
          for symbol in Formula.Operator.allCases {
            body(join(symbol, a, b))
            if symbol == .minus || symbol == .over { body(join(symbol, b, a)) }
          }
        }
      }
    }
  }

  private func values(_ places: Int) -> [Fraction?] {
    let classes = FormulaClasses.of(places.nonzeroBitCount)
    if classes.cardCount == 1 { return [(leaves[places.trailingZeroBitCount], one)] }
    return classes.runs.flatMap { run in
      let leftPlaces = Places.chosen(run.leftPlaces, in: places)
      let (left, right) = (values(leftPlaces), values(places ^ leftPlaces))
      return run.classes.map { index in
        join(run.symbol, left[Int(classes.left[index])], right[Int(classes.right[index])])
      }
    }
  }

  private func join(_ symbol: Formula.Operator, _ a: Fraction?, _ b: Fraction?) -> Fraction? {
    guard let a, let b else { return nil }
    switch symbol {
    case .plus: return (a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)
    case .minus: return (a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom)
    case .times: return (a.top * b.top, a.bottom * b.bottom)
    case .over: return b.top.isZero ? nil : (a.top * b.bottom, a.bottom * b.top)
    }
  }
}

extension FieldElement: Ring {
  var isZero: Bool { self == .zero }
}

/// A residue modulo a prime that the library does not use.
struct Residue: Ring {
  static let prime = BruteForce.prime
  var value: UInt64

  var isZero: Bool { value == 0 }
  var inverse: Residue {
    var (power, base, exponent) = (Residue(value: 1), self, Residue.prime - 2)
    while exponent > 0 {
      if exponent & 1 == 1 { power = power * base }
      base = base * base
      exponent >>= 1
    }
    return power
  }

  static func + (left: Self, right: Self) -> Self {
    Residue(value: (left.value + right.value) % prime)
  }
  static func - (left: Self, right: Self) -> Self {
    Residue(value: (left.value + prime - right.value) % prime)
  }
  static func * (left: Self, right: Self) -> Self {
    Residue(value: BruteForce.product(left.value, right.value))
  }
}

/// A polynomial with whole coefficients in up to five variables, each of degree at most 15.
struct Polynomial: Ring {
  /// Ascending in the exponents, four bits a variable; no coefficient is zero.
  private let terms: [(exponents: Int, coefficient: Int)]

  static let one = Polynomial(terms: [(0, 1)])

  init(variable: Int) {
    terms = [(1 << (4 * variable), 1)]
  }

  private init(terms: [(exponents: Int, coefficient: Int)]) {
    var collected: [(exponents: Int, coefficient: Int)] = []
    for term in terms.sorted(by: { $0.exponents < $1.exponents }) {
      if let last = collected.last, last.exponents == term.exponents {
        collected[collected.count - 1].coefficient += term.coefficient
      } else {
        collected.append(term)
      }
    }
    self.terms = collected.filter { $0.coefficient != 0 }
  }

  var isZero: Bool { terms.isEmpty }

  static func == (left: Self, right: Self) -> Bool {
    left.terms.elementsEqual(right.terms, by: ==)
  }
  static func + (left: Self, right: Self) -> Self {
    Polynomial(terms: left.terms + right.terms)
  }
  static func - (left: Self, right: Self) -> Self {
    Polynomial(terms: left.terms + right.terms.map { ($0.exponents, -$0.coefficient) })
  }
  static func * (left: Self, right: Self) -> Self {
    Polynomial(
      terms: left.terms.flatMap { a in
        right.terms.map { b in (a.exponents + b.exponents, a.coefficient * b.coefficient) }
      })
  }
}
