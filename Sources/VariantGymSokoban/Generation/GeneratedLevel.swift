/// A level with what its generator knows about it.
public struct GeneratedLevel: Hashable, Sendable {
  /// The start, packed; its rectangle is the inside of the board.
  public let room: SmallRoom
  /// How hard it is.
  public let measures: LevelMeasures
  private let height: Int

  init(_ room: SmallRoom, _ measures: LevelMeasures, _ shape: RoomShape) {
    self.room = room
    self.measures = measures
    height = shape.height
  }

  /// The start as a board of the size of the shape; linear in the number of cells.
  public var board: Board { Board(room, height: height) }
}

extension Board {
  /// Unpacks a room whose rectangle is the inside of the board.
  init(_ room: SmallRoom, height: Int) {
    let width = room.width + 2
    var cells = [Cell](repeating: .wall, count: width * height)
    func place(_ bit: Int) -> Int { (bit / room.width + 1) * width + bit % room.width + 1 }
    room.floor.forEach { bit in
      // The bits of target and box, without branches.
      let target = UInt8(truncatingIfNeeded: room.targets >> UInt64(bit) & 1)
      let box = UInt8(truncatingIfNeeded: room.boxes >> UInt64(bit) & 1)
      cells[place(bit)] = Cell(rawValue: target << 1 | box << 2)
    }
    self.init(trusted: cells, width: width, player: place(room.player))
  }
}

extension InnerPlanes {
  /// The planes of a room of at most 8x8.
  init(_ room: SmallRoom) {
    func spread(_ set: UInt64) -> UInt64 {
      if room.width == 8 { return set }
      var (rest, plane, shift) = (set, UInt64(0), UInt64(0))
      let row: UInt64 = 1 << UInt64(room.width) - 1
      while rest != 0 {
        plane |= (rest & row) << shift
        rest >>= UInt64(room.width)
        shift += 8
      }
      return plane
    }
    self.init(
      floor: spread(room.floor), targets: spread(room.targets), boxes: spread(room.boxes),
      player: spread(1 << UInt64(room.player)))
  }
}
