import Testing

@testable import VariantGymGeneralPoints

@Suite("Classes of formulas")
struct FormulaClassesTests {
  @Test("1, 6, 68 and 1,170 functions of 1 to 4 distinct cards", arguments: [1, 2, 3, 4])
  func counts(cards: Int) {
    #expect(FormulaClasses.of(cards).count == [0, 1, 6, 68, 1_170][cards])
    #expect(marks(FormulaClasses.of(cards)).count == FormulaClasses.of(cards).count)
  }

  @Test("27,142 functions of five distinct cards")
  func five() {
    let classes = FormulaClasses.of(5)
    #expect(classes.count == 27_142)
    if isRelease { #expect(marks(classes).count == 27_142) }
  }

  @Test("All formulas over three cards fall into the 68 classes, each written once")
  func three() {
    let numbers = [97, 53, 31]
    let classes = FormulaClasses.of(3)
    let all = BruteForce.entries(numbers)
    let packed = HandCards(numbers, target: 0).packedNumbers
    let texts = classes.wordings.map { $0.text(packed) }
    #expect(Set(all.map(\.mark)) == marks(classes))
    #expect(Set(texts).count == 68)
    let fewest = Dictionary(grouping: all, by: \.mark).mapValues { entries in
      entries.map { $0.formula.description.count { $0 == "(" } }.min()
    }
    for wording in classes.wordings {
      #expect(fewest[BruteForce.mark(wording.formula(packed))] == wording.parentheses)
    }
  }

  /// Values at a random point modulo another prime than the one that told the classes apart.
  private func marks(_ classes: FormulaClasses) -> Set<UInt64> {
    let packed = HandCards([97, 53, 31, 17, 11], target: 0).packedNumbers
    return Set(classes.wordings.map { BruteForce.mark($0.formula(packed)) })
  }
}
