/// Numbers distinct fingerprints in the order in which they are first met.
///
/// Open addressing: a residue is as good as random, so its low bits choose the slot.
struct FingerprintIndex {
  private var fingerprints: [FieldElement] = []
  /// The number of a fingerprint, or -1. The count is a power of two.
  private var slots: [Int32]

  /// An index that holds an expected number of fingerprints without growing.
  init(expected: Int) {
    var size = 4
    while size < 2 * expected { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
  }

  /// How many distinct fingerprints have been met.
  var count: Int { fingerprints.count }

  /// The number of a fingerprint: the ``count`` before the call if it is new.
  mutating func number(of fingerprint: FieldElement) -> Int {
    let slot = slot(of: fingerprint)
    if slots[slot] >= 0 { return Int(slots[slot]) }
    slots[slot] = Int32(fingerprints.count)
    fingerprints.append(fingerprint)
    if 2 * fingerprints.count > slots.count { grow() }
    return fingerprints.count - 1
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: 2 * slots.count)
    for (number, fingerprint) in fingerprints.enumerated() {
      slots[slot(of: fingerprint)] = Int32(number)
    }
  }

  private func slot(of fingerprint: FieldElement) -> Int {
    var slot = Int(truncatingIfNeeded: fingerprint.residue) & (slots.count - 1)
    while slots[slot] >= 0 && fingerprints[Int(slots[slot])] != fingerprint {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }
}
