import VariantGymCore

/// Values of formulas at a fixed random point of the field with 2^61 - 1 elements.
enum Fingerprints {
  /// The point's coordinates for a number of distinct symbols.
  static func points(_ count: Int) -> [FieldElement] {
    (0..<count).map { FieldElement(Random.mix(UInt64($0) + 1)) }
  }

  /// The values of all classes over a set of places.
  ///
  /// - Parameter points: The field element on each place.
  static func values(of places: Int, at points: [FieldElement]) -> [FieldElement] {
    let classes = FormulaClasses.of(places.nonzeroBitCount)
    guard classes.cardCount > 1 else { return [points[places.trailingZeroBitCount]] }
    var values: [FieldElement] = []
    values.reserveCapacity(classes.count)
    for run in classes.runs {
      let leftPlaces = Places.chosen(run.leftPlaces, in: places)
      let left = self.values(of: leftPlaces, at: points)
      let right = self.values(of: places ^ leftPlaces, at: points)
      let inverses = run.symbol == .over ? FieldElement.inverses(of: right) : []
      for index in run.classes {
        let (i, j) = (Int(classes.left[index]), Int(classes.right[index]))
        switch run.symbol {
        case .plus: values.append(left[i] + right[j])
        case .minus: values.append(left[i] - right[j])
        case .times: values.append(left[i] * right[j])
        case .over: values.append(left[i] * inverses[j])
        }
      }
    }
    return values
  }
}

extension Fingerprints {
  /// The values of formulas that hit a target, cards of one value taken as one variable.
  ///
  /// All quotients share one inversion.
  static func values(of hits: [ValueScan.Hit], in hand: HandCards) -> [FieldElement] {
    let all = (1 << hand.count) - 1
    let points = (0..<hand.count).map { place in
      FieldElement(Random.mix((hand.symbols >> UInt64(4 * place) & 15) + 1))
    }
    var tops: [FieldElement] = []
    var bottoms: [FieldElement] = []
    tops.reserveCapacity(hits.count)
    bottoms.reserveCapacity(hits.count)
    for hit in hits {
      let left = Int(hit.left)
      let value = fraction(
        hit.symbol, fraction(of: Int(hit.leftClass), on: left, points),
        fraction(of: Int(hit.rightClass), on: all ^ left, points))
      tops.append(value.top)
      bottoms.append(value.bottom)
    }
    let inverses = FieldElement.inverses(of: bottoms)
    return tops.indices.map { tops[$0] * inverses[$0] }
  }

  private typealias Fraction = (top: FieldElement, bottom: FieldElement)

  private static func fraction(
    of index: Int, on places: Int, _ points: [FieldElement]
  ) -> Fraction {
    let count = places.nonzeroBitCount
    if count == 1 { return (points[places.trailingZeroBitCount], .one) }
    let classes = FormulaClasses.of(count)
    let run = classes.runs[Int(classes.runOfClass[index])]
    let left = Places.chosen(run.leftPlaces, in: places)
    return fraction(
      run.symbol, fraction(of: Int(classes.left[index]), on: left, points),
      fraction(of: Int(classes.right[index]), on: places ^ left, points))
  }

  private static func fraction(
    _ symbol: Formula.Operator, _ left: Fraction, _ right: Fraction
  ) -> Fraction {
    switch symbol {
    case .plus:
      (left.top * right.bottom + right.top * left.bottom, left.bottom * right.bottom)
    case .minus:
      (left.top * right.bottom - right.top * left.bottom, left.bottom * right.bottom)
    case .times: (left.top * right.top, left.bottom * right.bottom)
    case .over: (left.top * right.bottom, left.bottom * right.top)
    }
  }
}
