import Testing
import VariantGymCore

@testable import VariantGymGeneralPoints

@Suite("Rational")
struct RationalTests {
  @Test("The least word is a number like any other")
  func leastWord() throws {
    let least = Rational(.min)
    #expect(Rational(.min, over: 1) == least)
    #expect(Rational(.min, over: -1) == nil)
    #expect(Rational(1, over: .min) == nil)
    #expect(Rational(.min, over: .min) == Rational(1))
    #expect(Rational(2, over: .min) == Rational(-1, over: 1 << 62))
    #expect(least.adding(Rational(0)) == least)
    #expect(least.adding(Rational(-1)) == nil)
    #expect(Rational(-1).subtracting(least) == Rational(.max))
    #expect(Rational(0).subtracting(least) == nil)
    #expect(least.subtracting(least) == Rational(0))
    #expect(least.multiplied(by: Rational(1)) == least)
    #expect(least.multiplied(by: Rational(-1)) == nil)
    #expect(least.divided(by: Rational(1)) == least)
    #expect(least.divided(by: Rational(-1)) == nil)
    #expect(least.divided(by: least) == Rational(1))
    #expect(Rational(0).divided(by: least) == Rational(0))
    #expect(least.divided(by: Rational(0)) == nil)
  }

  @Test("Only results that do not fit are refused, not their making")
  func largeWords() throws {
    let small = try #require(Rational(1, over: 1 << 40))
    #expect(small.adding(small) == Rational(1, over: 1 << 39))
    #expect(small.subtracting(small) == Rational(0))
    #expect(small.multiplied(by: Rational(1 << 50)) == Rational(1 << 10))
    #expect(small.divided(by: small) == Rational(1))
    #expect(Rational(.max).divided(by: Rational(.max)) == Rational(1))
    let nearlyOne = try #require(Rational(.max - 1, over: .max))
    #expect(nearlyOne.multiplied(by: nearlyOne) == nil)
    #expect(nearlyOne.adding(nearlyOne) == nil)
  }

  @Test("Sums, differences, products and quotients undo each other in lowest terms")
  func laws() throws {
    var random = Random(seed: 12)
    func draw() throws -> Rational {
      try #require(Rational(random.within(-200...200), over: random.within(1...200)))
    }
    for _ in 0..<2_000 {
      let (x, y) = (try draw(), try draw())
      let sum = try #require(x.adding(y))
      let product = try #require(x.multiplied(by: y))
      #expect(sum == y.adding(x) && sum.subtracting(y) == x && product == y.multiplied(by: x))
      #expect(y == Rational(0) ? x.divided(by: y) == nil : product.divided(by: y) == x)
      for value in [sum, product] {
        #expect(value == Rational(value.numerator, over: value.denominator))
      }
    }
  }
}
