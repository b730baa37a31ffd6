/// A set of cells as a fixed number of bits.
protocol Bitboard: BitwiseCopyable, Equatable, Sendable {
  /// How many cells fit.
  static var capacity: Int { get }

  /// The empty set.
  init()
  /// The set of one cell.
  init(bit: Int)

  static func & (left: Self, right: Self) -> Self
  static func | (left: Self, right: Self) -> Self
  static func ^ (left: Self, right: Self) -> Self
  static prefix func ~ (bits: Self) -> Self

  /// The set moved to indices larger by 1...63.
  func raised(by distance: Int) -> Self
  /// The set moved to indices smaller by 1...63.
  func lowered(by distance: Int) -> Self

  /// The bits that `raised(by:)` loses at the top, as the bottom of the next board.
  func overflow(raising distance: Int) -> Self
  /// The bits that `lowered(by:)` loses at the bottom, as the top of the board before.
  func overflow(lowering distance: Int) -> Self

  var isEmpty: Bool { get }
  /// The smallest cell of a set that is not empty.
  var lowest: Int { get }
  func contains(_ bit: Int) -> Bool
  /// The set without its smallest cell.
  var withoutLowest: Self { get }
  /// A fixed mix of all bits.
  var mixed: UInt64 { get }
}

extension Bitboard {
  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    var rest = self
    while !rest.isEmpty {
      body(rest.lowest)
      rest = rest.withoutLowest
    }
  }
}

extension UInt64: Bitboard {
  static var capacity: Int { 64 }

  @inline(__always) init(bit: Int) { self = 1 &<< UInt64(truncatingIfNeeded: bit) }
  @inline(__always) func raised(by distance: Int) -> UInt64 {
    self &<< UInt64(truncatingIfNeeded: distance)
  }
  @inline(__always) func lowered(by distance: Int) -> UInt64 {
    self &>> UInt64(truncatingIfNeeded: distance)
  }
  @inline(__always) func overflow(raising distance: Int) -> UInt64 {
    self &>> UInt64(truncatingIfNeeded: 64 - distance)
  }
  @inline(__always) func overflow(lowering distance: Int) -> UInt64 {
    self &<< UInt64(truncatingIfNeeded: 64 - distance)
  }
  @inline(__always) var isEmpty: Bool { self == 0 }
  @inline(__always) var lowest: Int { trailingZeroBitCount }
  @inline(__always) func contains(_ bit: Int) -> Bool {
    (self &>> UInt64(truncatingIfNeeded: bit)) & 1 != 0
  }
  @inline(__always) var withoutLowest: UInt64 { self & (self &- 1) }
  @inline(__always) var mixed: UInt64 {
    let product = self &* 0x9E37_79B9_7F4A_7C15
    return product ^ (product &>> 32)
  }
}

/// Two bitboards as one of twice the size.
struct Paired<Half: Bitboard>: Bitboard {
  var low: Half
  var high: Half

  static var capacity: Int { Half.capacity * 2 }

  @inline(__always) init(low: Half, high: Half) {
    self.low = low
    self.high = high
  }
  @inline(__always) init() { self.init(low: Half(), high: Half()) }
  @inline(__always) init(bit: Int) {
    if bit < Half.capacity {
      self.init(low: Half(bit: bit), high: Half())
    } else {
      self.init(low: Half(), high: Half(bit: bit - Half.capacity))
    }
  }

  @inline(__always) static func & (left: Self, right: Self) -> Self {
    Self(low: left.low & right.low, high: left.high & right.high)
  }
  @inline(__always) static func | (left: Self, right: Self) -> Self {
    Self(low: left.low | right.low, high: left.high | right.high)
  }
  @inline(__always) static func ^ (left: Self, right: Self) -> Self {
    Self(low: left.low ^ right.low, high: left.high ^ right.high)
  }
  @inline(__always) static prefix func ~ (bits: Self) -> Self {
    Self(low: ~bits.low, high: ~bits.high)
  }
  @inline(__always) func raised(by distance: Int) -> Self {
    Self(
      low: low.raised(by: distance),
      high: high.raised(by: distance) | low.overflow(raising: distance))
  }
  @inline(__always) func lowered(by distance: Int) -> Self {
    Self(
      low: low.lowered(by: distance) | high.overflow(lowering: distance),
      high: high.lowered(by: distance))
  }
  @inline(__always) func overflow(raising distance: Int) -> Self {
    Self(low: high.overflow(raising: distance), high: Half())
  }
  @inline(__always) func overflow(lowering distance: Int) -> Self {
    Self(low: Half(), high: low.overflow(lowering: distance))
  }
  @inline(__always) var isEmpty: Bool { low.isEmpty && high.isEmpty }
  @inline(__always) var lowest: Int {
    low.isEmpty ? Half.capacity + high.lowest : low.lowest
  }
  @inline(__always) func contains(_ bit: Int) -> Bool {
    bit < Half.capacity ? low.contains(bit) : high.contains(bit - Half.capacity)
  }
  @inline(__always) var withoutLowest: Self {
    low.isEmpty
      ? Self(low: low, high: high.withoutLowest) : Self(low: low.withoutLowest, high: high)
  }
  @inline(__always) var mixed: UInt64 {
    (low.mixed &* 0xFF51_AFD7_ED55_8CCD ^ high.mixed).mixed
  }
}
