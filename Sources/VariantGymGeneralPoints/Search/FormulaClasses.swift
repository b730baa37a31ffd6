/// Every function that a formula over a number of distinct cards can compute, once each.
///
/// A class is one rational function; it is kept as one operation on two smaller classes, so that
/// evaluating all of them for a hand costs one operation each. There are 1, 6, 68, 1,170 and
/// 27,142 classes for 1 to 5 cards (OEIS A140606); the table for five takes 0.6 MB.
///
/// Classes are told apart by their values at one fixed random point modulo 2^61 - 1. Different
/// values prove different functions; that equal ones mean equal functions is confirmed by the
/// counts, which one false merger would lower, and in the tests by polynomials.
///
/// A class rather than a struct, since it is read on every path and never copied.
final class FormulaClasses: Sendable {
  /// Classes in a row that join the same two sets of cards by the same operator. Runs of one
  /// operator stand together.
  struct Run: Sendable {
    let symbol: Formula.Operator
    /// The places on the left side, one bit each; the others stand on the right.
    let leftPlaces: Int
    let classes: Range<Int>
  }

  let cardCount: Int
  let runs: [Run]
  /// The left operand of each class, as an index into the classes of the left side's size.
  let left: [UInt16]
  /// The right operand of each class, as an index into the classes of the right side's size.
  let right: [UInt16]
  /// The operator and the left places of each class: the run that it stands in.
  let runOfClass: [UInt8]
  /// The canonical wording of each class.
  let wordings: [Wording]

  init(
    cardCount: Int, runs: [Run], left: [UInt16], right: [UInt16], runOfClass: [UInt8],
    wordings: [Wording]
  ) {
    self.cardCount = cardCount
    self.runs = runs
    self.left = left
    self.right = right
    self.runOfClass = runOfClass
    self.wordings = wordings
  }

  var count: Int { wordings.count }

  /// The operator that a class applies last; `nil` for a single card.
  func symbol(_ index: Int) -> Formula.Operator? {
    cardCount == 1 ? nil : runs[Int(runOfClass[index])].symbol
  }

  /// The classes for 1 to 5 cards, each table made when it is first asked for.
  static func of(_ cardCount: Int) -> FormulaClasses {
    switch cardCount {
    case 1: ofOne
    case 2: ofTwo
    case 3: ofThree
    case 4: ofFour
    default: ofFive
    }
  }

  private static let ofOne = FormulaClasses(
    cardCount: 1, runs: [], left: [0], right: [0], runOfClass: [0], wordings: [.card(0)])
  private static let ofTwo = FormulaClassBuilder(cardCount: 2).build()
  private static let ofThree = FormulaClassBuilder(cardCount: 3).build()
  private static let ofFour = FormulaClassBuilder(cardCount: 4).build()
  private static let ofFive = FormulaClassBuilder(cardCount: 5).build()
}
