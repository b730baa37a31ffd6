/// One turn on four boards at once, without a branch: no processor foresees what random players run
/// into.
///
/// Each lane holds a plane of 8x8 cells in a word, bit `8 * r + c` for row `r` and column `c`. Four
/// lanes are the most that registers hold on machines with 128-bit vectors.
struct BatchTurn {
  typealias Words = SIMD4<UInt64>
  typealias Flags = SIMD4<UInt32>

  /// The boxes after the turn.
  let boxes: Words
  /// The bit of the player after the turn.
  let player: Words
  /// For each lane the bits of a `SokobanBatch.Outcome`, save truncation.
  let outcome: Flags

  @inline(__always)
  init(ways: BatchWays, walls: Words, targets: Words, boxes: Words, player: Words) {
    let free = ~(walls | boxes)
    // Each of these words has one bit at most, or none where something is in the way.
    let next = ways.ahead(of: player)
    let hit = next & boxes
    let pushedTo = ways.ahead(of: hit) & free
    let pushed = Self.mask(pushedTo)
    let pushedFrom = hit & pushed
    let place = (next & free) | pushedFrom
    let moved = Self.mask(place)
    self.boxes = boxes ^ pushedTo ^ pushedFrom
    self.player = place | (player & ~moved)
    // Flags are made in half the width, which takes half as many instructions.
    let onto = Self.isZero(pushedTo & targets)
    let off = Self.isZero(pushedFrom & targets)
    let unsolved = self.boxes ^ targets
    outcome =
      (Flags(truncatingIfNeeded: moved) & 1) | (Flags(truncatingIfNeeded: pushed) & 2)
      | (~onto & 4) | (~off & 8) | (Self.isZero(unsolved) & 16)
  }

  /// All ones where a word has a bit, else 0.
  @inline(__always)
  static func mask(_ words: Words) -> Words {
    // Comparing lanes would take them apart; the sign of `words | -words` is as good.
    Words(
      truncatingIfNeeded: SIMD4<Int64>(truncatingIfNeeded: words | (Words.zero &- words)) &>> 63)
  }

  /// All ones where a word has no bit, else 0.
  @inline(__always)
  static func isZero(_ words: Words) -> Flags {
    isZero(Flags(truncatingIfNeeded: words) | Flags(truncatingIfNeeded: words &>> 32))
  }

  @inline(__always)
  static func isZero(_ flags: Flags) -> Flags {
    ~Flags(
      truncatingIfNeeded: SIMD4<Int32>(truncatingIfNeeded: flags | (Flags.zero &- flags)) &>> 31)
  }
}

/// For each lane the direction of its step, as masks of the cells that it may reach.
struct BatchWays {
  private let up: BatchTurn.Words
  private let down: BatchTurn.Words
  private let left: BatchTurn.Words
  private let right: BatchTurn.Words

  /// The masks of each action: up, down, left, right. Those that are no direction have none.
  static let masks: [UInt64] = {
    var masks = [UInt64](repeating: 0, count: 4 * 256)
    masks[0] = ~0
    masks[5] = ~0
    // Without the column that a shift would wrap into.
    masks[10] = 0x7F7F_7F7F_7F7F_7F7F
    masks[15] = 0xFEFE_FEFE_FEFE_FEFE
    return masks
  }()

  /// - Parameter masks: The elements of `BatchWays.masks`.
  @inline(__always)
  init(_ actions: SIMD4<UInt8>, _ masks: UnsafePointer<UInt64>) {
    let first = masks + 4 &* Int(actions[0])
    let second = masks + 4 &* Int(actions[1])
    let third = masks + 4 &* Int(actions[2])
    let fourth = masks + 4 &* Int(actions[3])
    up = SIMD4(first[0], second[0], third[0], fourth[0])
    down = SIMD4(first[1], second[1], third[1], fourth[1])
    left = SIMD4(first[2], second[2], third[2], fourth[2])
    right = SIMD4(first[3], second[3], third[3], fourth[3])
  }

  /// The cells one step ahead; none where the board ends.
  @inline(__always)
  func ahead(of plane: BatchTurn.Words) -> BatchTurn.Words {
    ((plane &>> 8) & up) | ((plane &<< 8) & down) | ((plane &>> 1) & left) | ((plane &<< 1) & right)
  }
}
