/// Exact distances in 4x4 rooms with one box, all 256 states at once.
///
/// Bit `16 * box + player` of 256 stands for a state, so each row of box cells is one word. A
/// step of the breadth-first search from the solved states backwards moves all states of a
/// layer with some thirty word operations a row.
struct TinyKernel: ~Copyable {
  typealias Layer = (UInt64, UInt64, UInt64, UInt64)

  /// The states at each distance from the solved ones; there are at most 240 states.
  private let layers = Arena<Layer>(repeating: (0, 0, 0, 0), count: 258)
  private(set) var expanded = 0

  static func fits(_ room: SmallRoom) -> Bool {
    room.width == 4 && room.floor >> 16 == 0 && room.boxes & (room.boxes &- 1) == 0
  }

  /// The least number of moves, or nil if there is no solution.
  mutating func distance(_ room: SmallRoom) -> Int? {
    let box = room.boxes.trailingZeroBitCount
    return search(
      room, for: 1 << UInt64((box & 3) * 16 + room.player), inRow: box >> 2, through: .max)
  }

  /// Finds the layers of all states that are at most so many moves from a solution; returns the
  /// depth of the last layer, which may be empty.
  mutating func explore(_ room: SmallRoom, through depth: Int) -> Int {
    search(room, for: 0, inRow: 0, through: depth) ?? expanded
  }

  func layer(_ depth: Int) -> Layer { layers[depth] }

  @inline(__always)
  private mutating func search(
    _ room: SmallRoom, for start: UInt64, inRow startRow: Int, through last: Int
  ) -> Int? {
    let valid: Layer = (
      Self.validRow(0, room.floor), Self.validRow(1, room.floor),
      Self.validRow(2, room.floor), Self.validRow(3, room.floor)
    )
    let target = room.targets.trailingZeroBitCount
    let lane = (room.floor & ~room.targets) << UInt64((target & 3) * 16)
    var layer: Layer = (
      target >> 2 == 0 ? lane : 0, target >> 2 == 1 ? lane : 0,
      target >> 2 == 2 ? lane : 0, target >> 2 == 3 ? lane : 0
    )
    var fresh = valid
    var depth = 0
    while true {
      layers[depth] = layer
      let here =
        startRow < 2
        ? (startRow == 0 ? layer.0 : layer.1) : (startRow == 2 ? layer.2 : layer.3)
      if here & start != 0 || depth == last { break }
      if layer.0 | layer.1 | layer.2 | layer.3 == 0 {
        expanded = depth
        return nil
      }
      fresh = (fresh.0 & ~layer.0, fresh.1 & ~layer.1, fresh.2 & ~layer.2, fresh.3 & ~layer.3)
      layer = (
        (Self.walks(layer.0) | Self.pullsAcross(layer.0, row: 0)
          | Self.pullsUp(layer.1, row: 1)) & fresh.0,
        (Self.walks(layer.1) | Self.pullsAcross(layer.1, row: 1)
          | Self.pullsUp(layer.2, row: 2) | Self.pullsDown(layer.0, row: 0)) & fresh.1,
        (Self.walks(layer.2) | Self.pullsAcross(layer.2, row: 2)
          | Self.pullsUp(layer.3, row: 3) | Self.pullsDown(layer.1, row: 1)) & fresh.2,
        (Self.walks(layer.3) | Self.pullsAcross(layer.3, row: 3)
          | Self.pullsDown(layer.2, row: 2)) & fresh.3
      )
      depth += 1
    }
    expanded = depth
    return depth
  }

  /// Whether a state of the room solved last lies at this distance.
  @inline(__always)
  func holds(box: Int, player: Int, at depth: Int) -> Bool {
    let layer = layers[depth]
    let row =
      switch box >> 2 {
      case 0: layer.0
      case 1: layer.1
      case 2: layer.2
      default: layer.3
      }
    return row >> UInt64((box & 3) * 16 + player) & 1 != 0
  }

  /// The states with the box in a row: both on floor, on different cells.
  @inline(__always)
  private static func validRow(_ row: UInt64, _ floor: UInt64) -> UInt64 {
    let cells = floor >> (row * 4)
    var valid: UInt64 = 0
    for column in 0..<4 as Range<UInt64> {
      let lane = floor & ~(1 << (row * 4 + column))
      valid |= (0 &- (cells >> column & 1)) & lane << (column * 16)
    }
    return valid
  }

  /// The player one step aside, within the 16 bits of each box cell.
  @inline(__always)
  private static func walks(_ row: UInt64) -> UInt64 {
    (row & 0xEEEE_EEEE_EEEE_EEEE) >> 1 | (row & 0x7777_7777_7777_7777) << 1
      | (row & 0xFFF0_FFF0_FFF0_FFF0) >> 4 | (row & 0x0FFF_0FFF_0FFF_0FFF) << 4
  }

  /// Pulls along a row: a player left of a box in columns 2 and 3 takes it left, and mirrored.
  @inline(__always)
  private static func pullsAcross(_ states: UInt64, row: UInt64) -> UInt64 {
    let leftwards: UInt64 = (1 << 33 | 1 << 50) << (row * 4)
    let rightwards: UInt64 = (1 << 1 | 1 << 18) << (row * 4)
    return (states & leftwards) >> 17 | (states & rightwards) << 17
  }

  /// The player of each column above its box, and both move up: the box into the row before.
  @inline(__always)
  private static func pullsUp(_ states: UInt64, row: UInt64) -> UInt64 {
    if row < 2 { return 0 }
    let above: UInt64 = (1 | 1 << 17 | 1 << 34 | 1 << 51) << ((row - 1) * 4)
    return (states & above) >> 4
  }

  /// The player of each column below its box, and both move down.
  @inline(__always)
  private static func pullsDown(_ states: UInt64, row: UInt64) -> UInt64 {
    if row > 1 { return 0 }
    let below: UInt64 = (1 | 1 << 17 | 1 << 34 | 1 << 51) << ((row + 1) * 4)
    return (states & below) << 4
  }
}
