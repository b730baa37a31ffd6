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

  private let target: Int
  private let tops: UnsafeMutablePointer<Int>
  private let bottoms: UnsafeMutablePointer<Int>

  /// Scans a hand of whole numbers until `visit` returns `false`.
  @inline(__always)
  static func run(_ numbers: [Int], target: Int, _ visit: (Hit) -> Bool) {
    run(ScanProgram.of(numbers.count), target: target, visit) { scan in
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
    run(ScanProgram.of(values.count), target: target, visit) { scan in
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
      bound = doubled
    }
    return true
  }

  @inline(__always)
  private static func run(
    _ program: ScanProgram, target: Int, _ visit: (Hit) -> Bool, fill: (ValueScan) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 2 * program.capacity) { words in
      guard let base = words.baseAddress else { return }
      let scan = ValueScan(target: target, tops: base, bottoms: base + program.capacity)
      fill(scan)
      program.steps.withUnsafeBufferPointer { steps in
        program.operands.withUnsafeBufferPointer { operands in
          guard let operands = operands.baseAddress else { return }
          let all = (1 << program.cardCount) - 1
          for step in steps {
            if step.kind != .join {
              scan.evaluate(step, operands + Int(step.operands))
            } else if !scan.join(step, all, visit) {
              return
            }
          }
        }
      }
    }
  }

  /// Makes the values of a run of classes.
  @inline(__always)
  private func evaluate(_ step: ScanProgram.Step, _ operands: UnsafePointer<SIMD2<UInt16>>) {
    let (a, b) = (tops + Int(step.left), bottoms + Int(step.left))
    let (c, d) = (tops + Int(step.right), bottoms + Int(step.right))
    let (top, bottom) = (tops + Int(step.results), bottoms + Int(step.results))
    let count = Int(step.count)
    switch step.kind {
    case .plus:
      for index in 0..<count {
        let (i, j) = (Int(operands[index].x), Int(operands[index].y))
        top[index] = a[i] &* d[j] &+ c[j] &* b[i]
        bottom[index] = b[i] &* d[j]
      }
    case .minus:
      for index in 0..<count {
        let (i, j) = (Int(operands[index].x), Int(operands[index].y))
        top[index] = a[i] &* d[j] &- c[j] &* b[i]
        bottom[index] = b[i] &* d[j]
      }
    case .times:
      for index in 0..<count {
        let (i, j) = (Int(operands[index].x), Int(operands[index].y))
        top[index] = a[i] &* c[j]
        bottom[index] = b[i] &* d[j]
      }
    case .over:
      for index in 0..<count {
        let (i, j) = (Int(operands[index].x), Int(operands[index].y))
        top[index] = c[j] == 0 ? 0 : a[i] &* d[j]
        bottom[index] = b[i] &* c[j]
      }
    case .join:
      break
    }
  }

  /// Joins all pairs of values of two sides; `false` if `visit` has asked to stop.
  @inline(__always)
  private func join(_ step: ScanProgram.Step, _ all: Int, _ visit: (Hit) -> Bool) -> Bool {
    let (c, d) = (tops + Int(step.right), bottoms + Int(step.right))
    let rightCount = Int(step.operands)
    for i in 0..<Int(step.count) {
      let a = tops[Int(step.left) + i]
      let b = bottoms[Int(step.left) + i]
      if b == 0 { continue }
      let (goalTop, goalBottom) = (target &* a, target &* b)
      for j in 0..<rightCount {
        let (ad, bc, ac) = (a &* d[j], b &* c[j], a &* c[j])
        let goal = goalBottom &* d[j]
        // An undefined right side makes all of these true; `report` looks closer.
        let isSum = ad &+ bc == goal || ad &- bc == goal || bc &- ad == goal
        let isProduct = ac == goal || ad == goalBottom &* c[j] || bc == goalTop &* d[j]
        guard isSum || isProduct else { continue }
        if d[j] != 0 && !report(step, all, i, j, visit) { return false }
      }
    }
    return true
  }

  /// Visits the operators that hit the target for one pair of defined values.
  @inline(never)
  private func report(
    _ step: ScanProgram.Step, _ all: Int, _ i: Int, _ j: Int, _ visit: (Hit) -> Bool
  ) -> Bool {
    let a = tops[Int(step.left) + i]
    let b = bottoms[Int(step.left) + i]
    let c = tops[Int(step.right) + j]
    let d = bottoms[Int(step.right) + j]
    let goal = target &* b &* d
    let left = Int(step.places)
    func straight(_ symbol: Formula.Operator) -> Bool {
      visit(Hit(symbol: symbol, left: left, leftClass: i, rightClass: j))
    }
    func reversed(_ symbol: Formula.Operator) -> Bool {
      visit(Hit(symbol: symbol, left: all ^ left, leftClass: j, rightClass: i))
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
