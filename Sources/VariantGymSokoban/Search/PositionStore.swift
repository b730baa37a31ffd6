/// Every arrangement of boxes that a search met, each with the region where the player is.
///
/// The transposition table: open addressing over 64-bit slots, half hash, half index, so that a
/// probe that fails rarely touches a position.
struct PositionStore<Bits: Bitboard>: ~Copyable {
  struct Position: BitwiseCopyable {
    let boxes: Bits
    let region: Bits
    /// The bound on the pushes to come; `Matching.impossible` or more where there is no way.
    let bound: Int32
  }

  private(set) var positions: Arena<Position>
  private var slots: Arena<UInt64>
  private var mask: UInt64
  private var rehashes = 0

  init() {
    positions = Arena(capacity: 256)
    slots = Arena(repeating: 0, count: 1024)
    mask = 1023
  }

  var count: Int { positions.count }
  var bytes: Int { positions.bytes + slots.bytes }
  var growths: Int { positions.growths + rehashes }
  /// The bytes that the next insertion may allocate.
  var bytesOfNextGrowth: Int {
    positions.bytesOfNextGrowth + (positions.count * 2 >= slots.count ? slots.bytes * 2 : 0)
  }

  @inline(__always)
  subscript(index: Int) -> Position { positions[index] }

  /// The position with these boxes whose region holds the player.
  @inline(__always)
  func find(boxes: Bits, player: Int) -> Int? {
    let hash = boxes.mixed
    var slot = hash & mask
    while true {
      let entry = slots[Int(truncatingIfNeeded: slot)]
      if entry == 0 { return nil }
      if entry &>> 32 == hash &>> 32 {
        let index = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) - 1
        let position = positions.pointer(at: index)
        if position.pointee.boxes == boxes, position.pointee.region.contains(player) {
          return index
        }
      }
      slot = (slot &+ 1) & mask
    }
  }

  @inline(__always)
  mutating func insert(boxes: Bits, region: Bits, bound: Int) -> Int {
    if positions.count * 2 >= slots.count { rehash() }
    let index = positions.count
    positions.append(
      Position(boxes: boxes, region: region, bound: Int32(truncatingIfNeeded: bound)))
    place(index, boxes.mixed)
    return index
  }

  @inline(__always)
  private func place(_ index: Int, _ hash: UInt64) {
    var slot = hash & mask
    while slots[Int(truncatingIfNeeded: slot)] != 0 { slot = (slot &+ 1) & mask }
    slots[Int(truncatingIfNeeded: slot)] =
      (hash & ~0xFFFF_FFFF) | UInt64(truncatingIfNeeded: index + 1)
  }

  @inline(never)
  private mutating func rehash() {
    slots = Arena(repeating: 0, count: slots.count * 2)
    mask = UInt64(slots.count - 1)
    rehashes += 1
    for index in 0..<positions.count { place(index, positions[index].boxes.mixed) }
  }
}
