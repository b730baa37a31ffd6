/// A residue modulo the Mersenne prime 2^61 - 1: where formulas are fingerprinted.
struct FieldElement: Hashable, Sendable {
  static let modulus: UInt64 = (1 << 61) - 1
  static let zero = FieldElement(reduced: 0)
  static let one = FieldElement(reduced: 1)

  /// The residue, below the modulus.
  let residue: UInt64

  init(_ word: UInt64) {
    residue = word % FieldElement.modulus
  }

  private init(reduced residue: UInt64) {
    self.residue = residue
  }

  static func + (left: FieldElement, right: FieldElement) -> FieldElement {
    let sum = left.residue &+ right.residue
    return FieldElement(reduced: sum >= modulus ? sum &- modulus : sum)
  }

  static func - (left: FieldElement, right: FieldElement) -> FieldElement {
    let lacks = left.residue < right.residue
    return FieldElement(reduced: left.residue &- right.residue &+ (lacks ? modulus : 0))
  }

  static func * (left: FieldElement, right: FieldElement) -> FieldElement {
    // 2^61 is 1, so the product's bits from 61 on are added to those below.
    let product = left.residue.multipliedFullWidth(by: right.residue)
    let sum = (product.low & modulus) &+ (product.high << 3 | product.low >> 61)
    return FieldElement(reduced: sum >= modulus ? sum &- modulus : sum)
  }

  /// The multiplicative inverse by Fermat's little theorem; zero for zero.
  var inverse: FieldElement {
    var (power, base, exponent) = (FieldElement.one, self, FieldElement.modulus - 2)
    while exponent > 0 {
      if exponent & 1 == 1 { power = power * base }
      base = base * base
      exponent >>= 1
    }
    return power
  }

  /// The inverses of many elements for the price of one and three products each (Montgomery's
  /// trick).
  ///
  /// - Precondition: No element is zero.
  static func inverses(of elements: [FieldElement]) -> [FieldElement] {
    var inverses: [FieldElement] = []
    inverses.reserveCapacity(elements.count)
    var product = one
    for element in elements {
      precondition(element != zero, "zero has no inverse")
      inverses.append(product)
      product = product * element
    }
    var rest = product.inverse
    for index in elements.indices.reversed() {
      inverses[index] = inverses[index] * rest
      rest = rest * elements[index]
    }
    return inverses
  }
}
