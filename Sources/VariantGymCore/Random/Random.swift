/// A seeded source of random draws that gives the same values on every platform and in every release.
///
/// The sequence is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014). The type is deliberately no `RandomNumberGenerator`: the standard
/// library's `shuffled(using:)` and `random(in:using:)` may change between Swift versions, so
/// bounded draws and shuffles are defined here.
public struct Random: Hashable, Sendable {
  private var state: UInt64

  /// Starts the sequence that belongs to a seed.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Random.mix(state)
  }

  /// A uniform draw from `0..<bound`, without modulo bias (Lemire, "Fast random integer
  /// generation in an interval", 2019).
  ///
  /// - Parameter bound: At least 1.
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "a bounded draw needs a bound of at least 1")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold {
        product = next().multipliedFullWidth(by: bound)
      }
    }
    return Int(product.high)
  }

  /// A uniform draw from a closed range.
  public mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// A uniform draw from a collection that is not empty.
  public mutating func pick<C: RandomAccessCollection>(from choices: C) -> C.Element {
    choices[choices.index(choices.startIndex, offsetBy: below(choices.count))]
  }

  /// Puts the elements of an array into a uniformly random order (Fisher and Yates).
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for last in stride(from: elements.count - 1, through: 1, by: -1) {
      elements.swapAt(last, below(last + 1))
    }
  }

  /// Draws distinct elements of an array, in random order.
  ///
  /// - Parameters:
  ///   - count: At most the number of elements.
  ///   - elements: What is drawn from.
  public mutating func sample<Element>(_ count: Int, of elements: [Element]) -> [Element] {
    precondition(count <= elements.count, "a sample is no larger than what it is drawn from")
    var places = Array(elements.indices)
    for index in 0..<count {
      places.swapAt(index, index + below(places.count - index))
    }
    return places.prefix(count).map { elements[$0] }
  }

  /// A fixed bijection of 64-bit words in which every input bit affects every output bit.
  @inlinable
  public static func mix(_ word: UInt64) -> UInt64 {
    var mixed = word
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
