/// Evaluates every class of formulas over the proper parts of a hand, joins each pair of parts that
/// makes up the whole, and reports each joint that hits the target.
///
/// Values are fractions `top / bottom` of two words that are never reduced; `0 / 0` stands for an
/// undefined value and makes everything undefined that is computed from it.
///
/// *No word overflows.* Let each card's top and bottom be at most m >= 1. A sum or difference of
/// values with words at most x and y has words at most 2xy, a product or quotient at most xy. So
/// words over k cards are at most 2^(k-1) m^k: for six cards of at most 99 that is 3.1 * 10^13, and
/// 3.1 * 10^17 after a product with a target of 10,000, where a word holds 9.2 * 10^18. Other
/// leaves are let in by ``fits(_:target:)`` only.
struct ValueScan {
  /// A formula over the whole hand whose value is the target.
  struct Hit {
    let symbol: Formula.Operator
    /// The places on the left side.
    let left: Int
    let leftClass: Int
    let rightClass: Int
  }

  let layout: ScanLayout
  let target: Int
  private let tops: UnsafeMutablePointer<Int>
  private let bottoms: UnsafeMutablePointer<Int>

  /// Scans a hand of whole numbers until `visit` returns `false`.
  @inline(__always)
  static func run(_ numbers: [Int], target: Int, _ visit: (Hit) -> Bool) {
    run(ScanLayout.of(numbers.count), target: target, visit) { scan in
      for place in numbers.indices {
        scan.tops[place] = numbers[place]
        scan.bottoms[place] = 1
      }
    }
  }

  /// Scans a hand of fractions until `visit` returns `false`.
  ///
  /// - Precondition: The values fit.
  static func run(_ values: [Rational], target: Int, _ visit: (Hit) -> Bool) {
    precondition(fits(values, target: target), "a word may overflow")
    run(ScanLayout.of(values.count), target: target, visit) { scan in
      for place in values.indices {
        scan.tops[place] = values[place].numerator
        scan.bottoms[place] = values[place].denominator
      }
    }
  }

  /// Whether no word can overflow in a scan of these values.
  static func fits(_ values: [Rational], target: Int) -> Bool {
    var bound = max(target.magnitude, 1)
    for value in values {
      let size = max(value.numerator.magnitude, value.denominator.magnitude)
      let (product, overflows) = bound.multipliedReportingOverflow(by: size)
      let (doubled, overflowsDoubled) = product.multipliedReportingOverflow(by: 2)
      guard !overflows, !overflowsDoubled, doubled <= Int.max.magnitude else { return false }
      bound = max(doubled, 1)
    }
    return true
  }

  @inline(__always)
  private static func run(
    _ layout: ScanLayout, target: Int, _ visit: (Hit) -> Bool, fill: (ValueScan) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 2 * layout.capacity) { words in
      guard let base = words.baseAddress else { return }
      let scan = ValueScan(
        layout: layout, target: target, tops: base, bottoms: base + layout.capacity)
      fill(scan)
      for division in layout.divisions {
        for places in division.preparations { scan.evaluate(places) }
        guard scan.join(division, visit) else { return }
      }
    }
  }

  /// Computes the values of all classes over a set of places.
  private func evaluate(_ places: Int) {
    let classes = FormulaClasses.of(places.nonzeroBitCount)
    let topsHere = tops + layout.offsets[places]
    let bottomsHere = bottoms + layout.offsets[places]
    classes.left.withUnsafeBufferPointer { left in
      classes.right.withUnsafeBufferPointer { right in
        for run in layout.runs[places] {
          let (a, b) = (tops + run.left, bottoms + run.left)
          let (c, d) = (tops + run.right, bottoms + run.right)
          switch run.symbol {
          case .plus:
            for index in run.classes {
              let (i, j) = (Int(left[index]), Int(right[index]))
              topsHere[index] = a[i] &* d[j] &+ c[j] &* b[i]
              bottomsHere[index] = b[i] &* d[j]
            }
          case .minus:
            for index in run.classes {
              let (i, j) = (Int(left[index]), Int(right[index]))
              topsHere[index] = a[i] &* d[j] &- c[j] &* b[i]
              bottomsHere[index] = b[i] &* d[j]
            }
          case .times:
            for index in run.classes {
              let (i, j) = (Int(left[index]), Int(right[index]))
              topsHere[index] = a[i] &* c[j]
              bottomsHere[index] = b[i] &* d[j]
            }
          case .over:
            for index in run.classes {
              let (i, j) = (Int(left[index]), Int(right[index]))
              topsHere[index] = c[j] == 0 ? 0 : a[i] &* d[j]
              bottomsHere[index] = b[i] &* c[j]
            }
          }
        }
      }
    }
  }

  /// Joins all pairs of values of a division; `false` if `visit` has asked to stop.
  @inline(__always)
  private func join(_ division: ScanLayout.Division, _ visit: (Hit) -> Bool) -> Bool {
    let (c, d) = (tops + division.rightOffset, bottoms + division.rightOffset)
    for i in 0..<division.leftCount {
      let a = tops[division.leftOffset + i]
      let b = bottoms[division.leftOffset + i]
      if b == 0 { continue }
      let (goalTop, goalBottom) = (target &* a, target &* b)
      for j in 0..<division.rightCount {
        let (ad, bc, ac) = (a &* d[j], b &* c[j], a &* c[j])
        let goal = goalBottom &* d[j]
        // An undefined right side makes all of these true; `report` looks closer.
        let isSum = ad &+ bc == goal || ad &- bc == goal || bc &- ad == goal
        let isProduct = ac == goal || ad == goalBottom &* c[j] || bc == goalTop &* d[j]
        guard isSum || isProduct else { continue }
        if d[j] != 0 && !report(division, i, j, visit) { return false }
      }
    }
    return true
  }

  /// Visits the operators that hit the target for one pair of defined values.
  @inline(never)
  private func report(
    _ division: ScanLayout.Division, _ i: Int, _ j: Int, _ visit: (Hit) -> Bool
  ) -> Bool {
    let a = tops[division.leftOffset + i]
    let b = bottoms[division.leftOffset + i]
    let c = tops[division.rightOffset + j]
    let d = bottoms[division.rightOffset + j]
    let goal = target &* b &* d
    func straight(_ symbol: Formula.Operator) -> Bool {
      visit(Hit(symbol: symbol, left: division.left, leftClass: i, rightClass: j))
    }
    func reversed(_ symbol: Formula.Operator) -> Bool {
      visit(Hit(symbol: symbol, left: division.right, leftClass: j, rightClass: i))
    }
    if a &* d &+ b &* c == goal && !straight(.plus) { return false }
    if a &* d &- b &* c == goal && !straight(.minus) { return false }
    if b &* c &- a &* d == goal && !reversed(.minus) { return false }
    if a &* c == goal && !straight(.times) { return false }
    if c != 0 && a &* d == target &* b &* c && !straight(.over) { return false }
    if a != 0 && b &* c == target &* a &* d && !reversed(.over) { return false }
    return true
  }
}
