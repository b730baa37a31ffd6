/// One turn on four boards at once, without a branch: no processor foresees what random players run
/// into.
///
/// Each lane holds a plane of 8x8 cells in a word, bit `8 * r + c` for row `r` and column `c`. Four
/// lanes are the most that registers hold on machines with 128-bit vectors.
struct BatchTurn {
  typealias Words = SIMD4<UInt64>

  /// The boxes after the turn.
  let boxes: Words
  /// The bit of the player after the turn.
  let player: Words
  /// For each lane the bits of a `SokobanBatch.Outcome`, save truncation.
  let outcome: Words

  @inline(__always)
  init(actions: SIMD4<UInt8>, walls: Words, targets: Words, boxes: Words, player: Words) {
    let ways = Ways(actions)
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
    let onto = Self.mask(pushedTo & targets)
    let off = Self.mask(pushedFrom & targets)
    let solved = ~Self.mask(self.boxes ^ targets)
    outcome = (moved & 1) | (pushed & 2) | (onto & 4) | (off & 8) | (solved & 16)
  }

  /// All ones where a word has a bit, else 0.
  @inline(__always)
  static func mask(_ words: Words) -> Words {
    // Comparing lanes would take them apart; the sign of `words | -words` is as good.
    Words(
      truncatingIfNeeded: SIMD4<Int64>(truncatingIfNeeded: words | (Words.zero &- words)) &>> 63)
  }

  /// For each lane the direction of its step, as masks of the cells that it may reach.
  private struct Ways {
    let up: Words
    let down: Words
    let left: Words
    let right: Words

    @inline(__always)
    init(_ actions: SIMD4<UInt8>) {
      let action = Words(truncatingIfNeeded: pointwiseMin(actions, SIMD4(repeating: 4)))
      let isOdd = Words.zero &- (action & 1)
      let isAcross = Words.zero &- ((action &>> 1) & 1)
      let isNone = Words.zero &- (action &>> 2)
      up = ~(isOdd | isAcross | isNone)
      down = isOdd & ~isAcross
      // Without the column that a shift would wrap into.
      left = isAcross & ~isOdd & 0x7F7F_7F7F_7F7F_7F7F
      right = isAcross & isOdd & 0xFEFE_FEFE_FEFE_FEFE
    }

    @inline(__always)
    func ahead(of plane: Words) -> Words {
      ((plane &>> 8) & up) | ((plane &<< 8) & down) | ((plane &>> 1) & left)
        | ((plane &<< 1) & right)
    }
  }
}
