/// Decides whether a hand reaches a target without ever leaving the whole numbers.
///
/// The whole values of every part of the hand are collected, each once; parts join to larger ones.
struct WholeSearch {
  let numbers: [Int]
  /// Whether divisions without remainder are allowed.
  let divides: Bool
  /// The values of each set of places, ascending, once they have been asked for.
  private var values: [[Int]?]

  init(_ numbers: [Int], divides: Bool) {
    self.numbers = numbers
    self.divides = divides
    values = Array(repeating: nil, count: 1 << numbers.count)
  }

  /// Whether some formula over all numbers, every part of which is whole, equals the target.
  mutating func reaches(_ target: Int) -> Bool {
    for division in Places.divisions(numbers.count) {
      let (left, right) = (values(of: division.left), values(of: division.right))
      var isHit = false
      join(left, right) { value in
        isHit = isHit || value == target
        return !isHit
      }
      if isHit { return true }
    }
    return false
  }

  private mutating func values(of places: Int) -> [Int] {
    if let known = values[places] { return known }
    var found: [Int] = []
    if places.nonzeroBitCount == 1 {
      found = [numbers[places.trailingZeroBitCount]]
    } else {
      for division in Places.divisions(places.nonzeroBitCount) {
        let left = values(of: Places.chosen(division.left, in: places))
        let right = values(of: Places.chosen(division.right, in: places))
        join(left, right) { value in
          found.append(value)
          return true
        }
      }
      found.sort()
      var count = 0
      for value in found where count == 0 || found[count - 1] != value {
        found[count] = value
        count += 1
      }
      found.removeSubrange(count...)
    }
    values[places] = found
    return found
  }

  /// Visits the whole results of all operations on two values until `visit` returns `false`.
  @inline(__always)
  private func join(_ left: [Int], _ right: [Int], _ visit: (Int) -> Bool) {
    for a in left {
      for b in right {
        guard visit(a + b), visit(a - b), visit(b - a), visit(a * b) else { return }
        guard divides else { continue }
        if b != 0 && a % b == 0 && !visit(a / b) { return }
        if a != 0 && b % a == 0 && !visit(b / a) { return }
      }
    }
  }
}
