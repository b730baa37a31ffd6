/// Which cards of a hand something has named so far, each at most once.
struct CardUse {
  // One word of bits serves every hand that is played; only longer ones ask for memory.
  private var open: UInt64
  private var furtherOpen: [Bool]
  /// Whether all that was named was in the hand.
  private(set) var isWithinHand = true

  /// No card of so many has been named.
  init(cards count: Int) {
    open = count < 64 ? 1 << UInt64(count) - 1 : .max
    furtherOpen = Array(repeating: true, count: max(0, count - 64))
  }

  /// Whether every card, and nothing else, has been named.
  var isWhole: Bool { isWithinHand && open == 0 && !furtherOpen.contains(true) }

  /// The places of the cards that have not been named.
  var rest: [Int] {
    (0..<64).filter { open >> UInt64($0) & 1 == 1 }
      + furtherOpen.indices.filter { furtherOpen[$0] }.map { $0 + 64 }
  }

  /// Takes the first card of those not yet named that is the one meant.
  mutating func take(where isMeant: (_ place: Int) -> Bool) {
    var candidates = open
    while candidates != 0 {
      if isMeant(candidates.trailingZeroBitCount) {
        open &= ~(candidates & (0 &- candidates))
        return
      }
      candidates &= candidates - 1
    }
    let further = furtherOpen.indices.first { furtherOpen[$0] && isMeant($0 + 64) }
    if let further { furtherOpen[further] = false } else { isWithinHand = false }
  }
}
