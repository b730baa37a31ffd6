/// A growing set of 64-bit digests: open addressing, 8 bytes for each of at most twice the members.
struct DigestSet: ~Copyable {
  /// Slots hold digests; 0 is an empty slot.
  private var slots: Arena<UInt64>
  private(set) var count = 0

  init() {
    slots = Arena(repeating: 0, count: 16)
  }

  /// How many bytes it holds.
  var bytes: Int { slots.bytes }

  /// Adds a digest; false if it was there already.
  mutating func insert(_ digest: UInt64) -> Bool {
    // Digests are mixed well; losing one of 2^64 to the mark of emptiness changes nothing.
    let digest = max(digest, 1)
    if count * 2 >= slots.count { grow() }
    let slot = Self.slot(of: digest, slots)
    if slots[slot] == digest { return false }
    slots[slot] = digest
    count += 1
    return true
  }

  private mutating func grow() {
    let larger = Arena<UInt64>(repeating: 0, count: slots.count * 2)
    for slot in 0..<slots.count where slots[slot] != 0 {
      larger[Self.slot(of: slots[slot], larger)] = slots[slot]
    }
    slots = larger
  }

  @inline(__always)
  private static func slot(of digest: UInt64, _ slots: borrowing Arena<UInt64>) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: digest) & mask
    while slots[slot] != 0, slots[slot] != digest { slot = (slot + 1) & mask }
    return slot
  }
}
