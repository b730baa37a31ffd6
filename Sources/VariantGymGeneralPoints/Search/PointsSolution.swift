/// One formula over all numbers of a hand that equals the target.
///
/// It is kept in four words; its text and its tree are made on demand.
public struct PointsSolution: Hashable, Sendable {
  let wording: Wording
  /// The numbers by place, eight bits each.
  let numbers: UInt64

  /// The formula as a tree. Makes one allocation a node.
  public var formula: Formula { wording.formula(numbers) }

  /// The number of pairs of parentheses in the text.
  public var parentheses: Int { wording.parentheses }
}

extension PointsSolution: CustomStringConvertible {
  /// The formula with the fewest parentheses, such as `8 / (3 - 8 / 3)`: what
  /// ``Formula/description`` gives for ``formula``.
  public var description: String { wording.text(numbers) }
}

extension PointsSolution: Comparable {
  /// Whether a solution stands before another one of the same hand, in the order that
  /// ``PointsSearch/solutions(of:target:limit:)`` states.
  public static func < (left: PointsSolution, right: PointsSolution) -> Bool {
    left.wording == right.wording
      ? left.numbers < right.numbers : left.wording < right.wording
  }
}

extension PointsSolution {
  init(_ hit: ValueScan.Hit, in hand: HandCards) {
    let left = Int(hit.left)
    let right = (1 << hand.count) - 1 ^ left
    wording = Clause.joined(
      Clause(left, Int(hit.leftClass), in: hand), hit.symbol,
      Clause(right, Int(hit.rightClass), in: hand))
    numbers = hand.packedNumbers
  }
}

extension Clause {
  /// A class over some places of a hand, equal numbers taken as one symbol.
  fileprivate init(_ places: Int, _ index: Int, in hand: HandCards) {
    let classes = FormulaClasses.of(places.nonzeroBitCount)
    self.init(
      wording: classes.wordings[index], symbol: classes.symbol(index),
      places: hand.symbols(of: places))
  }
}
