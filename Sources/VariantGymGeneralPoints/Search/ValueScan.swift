/// Evaluates every class of formulas over the proper parts of a hand, joins each pair of parts that
/// makes up the whole, and reports each joint that hits the target.
///
/// Values are fractions `top / bottom` of whole numbers, held in doubles and never reduced. A top
/// or bottom that is not a number stands for an undefined value; it makes everything undefined that
/// is computed from it, and compares equal to nothing. Two doubles fit one register of SSE2 or
/// NEON, which lack a product of 64-bit integers.
///
/// *Nothing is rounded that matters.* Let each card's top and bottom be at most m >= 1. A sum or
/// difference of values with words at most x and y has words at most 2xy, a product or quotient at
/// most xy. So words over k cards are at most 2^(k-1) m^k: for six cards of at most 99 that is
/// 3.1 * 10^13, where all whole numbers up to 2^53 = 9.0 * 10^15 are exact. Other leaves are let in
/// by ``fits(_:)`` only. Products with the target may be larger. But rounding keeps the order: a
/// product above 2^53 stays at or above it, and so differs from the word that it is compared with,
/// which lies below.
struct ValueScan {
  /// A formula over the whole hand whose value is the target.
  struct Hit {
    let symbol: Formula.Operator
    /// The places on the left side.
    let left: UInt8
    let leftClass: UInt16
    let rightClass: UInt16
  }

  private let target: Double
  private let tops: UnsafeMutablePointer<Double>
  private let bottoms: UnsafeMutablePointer<Double>

  /// Scans a hand of whole numbers until `visit` returns `false`.
  @inline(__always)
  static func run(_ numbers: [Int], target: Int, _ visit: (Hit) -> Bool) {
    run(ScanProgram.of(numbers.count), target: target, visit) { scan in
      for place in numbers.indices {
        scan.tops[place] = Double(numbers[place])
        scan.bottoms[place] = 1
      }
    }
  }

  /// Scans a hand of fractions until `visit` returns `false`.
  ///
  /// - Precondition: The values fit.
  static func run(_ values: [Rational], target: Int, _ visit: (Hit) -> Bool) {
    precondition(fits(values), "a word may be rounded")
    run(ScanProgram.of(values.count), target: target, visit) { scan in
      for place in values.indices {
        scan.tops[place] = Double(values[place].numerator)
        scan.bottoms[place] = Double(values[place].denominator)
      }
    }
  }

  /// Whether all words of a scan of these values stay below 2^53.
  static func fits(_ values: [Rational]) -> Bool {
    var bound: UInt = 1
    for value in values {
      let size = max(value.numerator.magnitude, value.denominator.magnitude)
      let (product, overflows) = bound.multipliedReportingOverflow(by: size)
      guard !overflows, product < 1 << 52 else { return false }
      bound = 2 * product
    }
    return true
  }

  @inline(__always)
  private static func run(
    _ program: ScanProgram, target: Int, _ visit: (Hit) -> Bool, fill: (ValueScan) -> Void
  ) {
    // Joins read two words at a time, for two cards one more than there are.
    let padding = 2
    withUnsafeTemporaryAllocation(
      of: Double.self, capacity: 2 * program.capacity + padding
    ) { words in
      guard let base = words.baseAddress else { return }
      let scan = ValueScan(target: Double(target), tops: base, bottoms: base + program.capacity)
      (base + 2 * program.capacity).initialize(repeating: .nan, count: padding)
      fill(scan)
      program.steps.withUnsafeBufferPointer { steps in
        program.operands.withUnsafeBufferPointer { operands in
          guard let operands = operands.baseAddress else { return }
          let all = UInt8(1 << program.cardCount) - 1
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
        top[index] = a[i] * d[j] + c[j] * b[i]
        bottom[index] = b[i] * d[j]
      }
    case .minus:
      for index in 0..<count {
        let (i, j) = (Int(operands[index].x), Int(operands[index].y))
        top[index] = a[i] * d[j] - c[j] * b[i]
        bottom[index] = b[i] * d[j]
      }
    case .times:
      for index in 0..<count {
        let (i, j) = (Int(operands[index].x), Int(operands[index].y))
        top[index] = a[i] * c[j]
        bottom[index] = b[i] * d[j]
      }
    case .over:
      for index in 0..<count {
        let (i, j) = (Int(operands[index].x), Int(operands[index].y))
        top[index] = a[i] * d[j]
        bottom[index] = c[j] == 0 ? .nan : b[i] * c[j]
      }
    case .join:
      break
    }
  }

  /// Joins all pairs of values of two sides; `false` if `visit` has asked to stop.
  @inline(__always)
  private func join(_ step: ScanProgram.Step, _ all: UInt8, _ visit: (Hit) -> Bool) -> Bool {
    let (rightTops, rightBottoms) = (tops + Int(step.right), bottoms + Int(step.right))
    let rightCount = Int(step.operands)
    for i in 0..<Int(step.count) {
      let a = tops[Int(step.left) + i]
      let b = bottoms[Int(step.left) + i]
      let (goalTop, goalBottom) = (target * a, target * b)
      for j in stride(from: 0, to: rightCount, by: 2) {
        let c = UnsafeRawPointer(rightTops + j).loadUnaligned(as: SIMD2<Double>.self)
        let d = UnsafeRawPointer(rightBottoms + j).loadUnaligned(as: SIMD2<Double>.self)
        let (ad, bc, goal) = (a * d, b * c, goalBottom * d)
        let sums = (ad + bc .== goal) .| (ad - bc .== goal) .| (bc - ad .== goal)
        let products = (a * c .== goal) .| (ad .== goalBottom * c) .| (bc .== goalTop * d)
        let hits = unsafeBitCast(sums .| products, to: SIMD2<UInt64>.self)
        if hits.x | hits.y != 0 {
          if !report(step, all, i, j, visit) { return false }
          if j + 1 < rightCount && !report(step, all, i, j + 1, visit) { return false }
        }
      }
    }
    return true
  }

  /// Visits the operators that hit the target for one pair of values, divisions by zero left out.
  @inline(never)
  private func report(
    _ step: ScanProgram.Step, _ all: UInt8, _ i: Int, _ j: Int, _ visit: (Hit) -> Bool
  ) -> Bool {
    let a = tops[Int(step.left) + i]
    let b = bottoms[Int(step.left) + i]
    let c = tops[Int(step.right) + j]
    let d = bottoms[Int(step.right) + j]
    let goal = target * b * d
    let (left, right) = (step.places, all ^ step.places)
    func straight(_ symbol: Formula.Operator) -> Bool {
      visit(Hit(symbol: symbol, left: left, leftClass: UInt16(i), rightClass: UInt16(j)))
    }
    func reversed(_ symbol: Formula.Operator) -> Bool {
      visit(Hit(symbol: symbol, left: right, leftClass: UInt16(j), rightClass: UInt16(i)))
    }
    if a * d + b * c == goal && !straight(.plus) { return false }
    if a * d - b * c == goal && !straight(.minus) { return false }
    if b * c - a * d == goal && !reversed(.minus) { return false }
    if a * c == goal && !straight(.times) { return false }
    if c != 0 && a * d == target * b * c && !straight(.over) { return false }
    if a != 0 && b * c == target * a * d && !reversed(.over) { return false }
    return true
  }
}
