import VariantGymCore

/// Finds the classes of formulas over distinct cards from those over fewer cards.
///
/// Every formula joins two smaller ones, each of which may be replaced by the representative of
/// its class without changing the function; so joining all pairs of representatives meets every
/// class. Of the formulas that meet in one class the first in the canonical order represents it.
/// That one never divides by a quotient (`a * c / b` has fewer parentheses than `a / (b / c)`), and
/// so is defined wherever any formula of its class is.
struct FormulaClassBuilder {
  private struct Candidate {
    let wording: Wording
    let symbol: Formula.Operator
    let leftPlaces: Int
    let left: Int
    let right: Int
  }

  private let cardCount: Int
  private let points: [FieldElement]
  /// The best formula of each class so far, by the number of its fingerprint.
  private var candidates: [Candidate] = []
  private var index = FingerprintIndex(expected: 0)

  init(cardCount: Int) {
    self.cardCount = cardCount
    points = Fingerprints.points(cardCount)
  }

  func build() -> FormulaClasses {
    var builder = self
    for division in Places.divisions(cardCount) {
      builder.join(division.left, division.right)
    }
    return builder.table()
  }

  private mutating func join(_ left: Int, _ right: Int) {
    let leftValues = Fingerprints.values(of: left, at: points)
    let rightValues = Fingerprints.values(of: right, at: points)
    let leftInverses = FieldElement.inverses(of: leftValues)
    let rightInverses = FieldElement.inverses(of: rightValues)
    let leftClauses = Clause.all(on: left)
    let rightClauses = Clause.all(on: right)

    for (i, x) in leftValues.enumerated() {
      for (j, y) in rightValues.enumerated() {
        let (a, b) = (leftClauses[i], rightClauses[j])
        func straight(_ symbol: Formula.Operator) -> Candidate {
          Candidate(
            wording: Clause.joined(a, symbol, b), symbol: symbol, leftPlaces: left, left: i,
            right: j)
        }
        func reversed(_ symbol: Formula.Operator) -> Candidate {
          Candidate(
            wording: Clause.joined(b, symbol, a), symbol: symbol, leftPlaces: right, left: j,
            right: i)
        }
        add(straight(.plus), x + y)
        add(straight(.minus), x - y)
        add(reversed(.minus), y - x)
        add(straight(.times), x * y)
        add(straight(.over), x * rightInverses[j])
        add(reversed(.over), y * leftInverses[i])
      }
    }
  }

  private mutating func add(_ candidate: Candidate, _ fingerprint: FieldElement) {
    let number = index.number(of: fingerprint)
    if number == candidates.count {
      candidates.append(candidate)
    } else if candidate.wording < candidates[number].wording {
      candidates[number] = candidate
    }
  }

  private func table() -> FormulaClasses {
    func key(_ candidate: Candidate) -> Int {
      (Int(candidate.symbol.rawValue) << 8 | candidate.leftPlaces) << 32
        | candidate.left << 16 | candidate.right
    }
    let sorted = candidates.sorted { key($0) < key($1) }
    var runs: [FormulaClasses.Run] = []
    var runOfClass: [UInt8] = []
    var start = 0
    while start < sorted.count {
      var end = start
      while end < sorted.count && key(sorted[end]) >> 32 == key(sorted[start]) >> 32 {
        runOfClass.append(UInt8(runs.count))
        end += 1
      }
      runs.append(
        FormulaClasses.Run(
          symbol: sorted[start].symbol, leftPlaces: sorted[start].leftPlaces,
          classes: start..<end))
      start = end
    }
    return FormulaClasses(
      cardCount: cardCount, runs: runs, left: sorted.map { UInt16($0.left) },
      right: sorted.map { UInt16($0.right) }, runOfClass: runOfClass,
      wordings: sorted.map(\.wording))
  }
}

extension Clause {
  /// The clauses of all classes over a set of places.
  static func all(on places: Int) -> [Clause] {
    let classes = FormulaClasses.of(places.nonzeroBitCount)
    let packed = Places.packed(places)
    return (0..<classes.count).map { index in
      Clause(wording: classes.wordings[index], symbol: classes.symbol(index), places: packed)
    }
  }
}
