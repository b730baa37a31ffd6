import Testing

@testable import VariantGymGeneralPoints

@Suite("Formula")
struct FormulaTests {
  @Test("8 / (3 - 8 / 3) is exactly 24 and prints with the fewest parentheses")
  func exactness() {
    let formula = Formula.operation(
      .over, .number(8),
      .operation(.minus, .number(3), .operation(.over, .number(8), .number(3))))
    #expect(formula.value == Rational(24))
    #expect(formula.description == "8 / (3 - 8 / 3)")
  }
}
