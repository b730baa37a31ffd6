/// Numbers the arrangements of boxes on the floor of a small room, without gaps.
///
/// Boxes on the floor cells number `c0 < c1 < ...` have the number: sum of `ci` choose `i + 1`
/// (the combinatorial number system).
struct ArrangementIndex: ~Copyable {
  private let ordinals = Arena<Int>(repeating: 0, count: 64)
  private let binomials = table
  private static let tooLarge = 1 << 40

  /// At `box * 65 + ordinal`: `ordinal` choose `box + 1`, or `tooLarge` if it exceeds that.
  ///
  /// Every solver shares the one table, which lasts as long as the program.
  private nonisolated(unsafe) static let table: UnsafePointer<Int> = {
    let binomials = UnsafeMutablePointer<Int>.allocate(capacity: 64 * 65)
    binomials.initialize(repeating: 0, count: 64 * 65)
    for ordinal in 0..<65 { binomials[ordinal] = ordinal }
    for box in 1..<64 {
      for ordinal in 1..<65 {
        let sum = binomials[box * 65 + ordinal - 1] + binomials[(box - 1) * 65 + ordinal - 1]
        binomials[box * 65 + ordinal] = min(sum, tooLarge)
      }
    }
    return UnsafePointer(binomials)
  }()

  /// Sets the floor, and returns how many arrangements it allows.
  func prepare(floor: UInt64, boxes: Int) -> Int {
    var rest = floor
    var count = 0
    while rest != 0 {
      ordinals[rest.lowest] = count
      count += 1
      rest = rest.withoutLowest
    }
    return binomials[(boxes - 1) * 65 + count]
  }

  /// The number of a floor cell.
  @inline(__always)
  func ordinal(_ cell: Int) -> Int { ordinals[cell] }

  /// At `box * 65 + ordinal`: how many arrangements have smaller numbers because of that box.
  func binomial(_ position: Int) -> Int { binomials[position] }

  @inline(__always)
  func callAsFunction(_ boxes: UInt64) -> Int {
    var rest = boxes
    var (sum, row) = (0, 0)
    while rest != 0 {
      sum += binomials[row + ordinals[rest.lowest]]
      rest = rest.withoutLowest
      row += 65
    }
    return sum
  }
}
