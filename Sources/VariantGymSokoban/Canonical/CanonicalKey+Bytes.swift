/// The floor within reach, cropped to its bounding box.
struct ReachableFloor {
  var height: Int
  var width: Int
  /// For each cell of the bounding box a flag each for floor, target and box, row by row.
  var cells: [Cell]
  /// The index of the player's cell, nil in a layout that has none.
  var player: Int?

  struct Cell: OptionSet {
    let rawValue: UInt8
    static let floor = Cell(rawValue: 1)
    static let target = Cell(rawValue: 2)
    static let box = Cell(rawValue: 4)
  }

  init(_ board: Board) {
    let reached = board.reachIgnoringBoxes
    let (playerRow, playerColumn) = (board.player / board.width, board.player % board.width)
    var (top, bottom, left, right) = (playerRow, playerRow, playerColumn, playerColumn)
    for row in 0..<board.height {
      for column in 0..<board.width where reached[row * board.width + column] {
        (top, bottom) = (min(top, row), max(bottom, row))
        (left, right) = (min(left, column), max(right, column))
      }
    }
    height = bottom - top + 1
    width = right - left + 1
    player = (playerRow - top) * width + playerColumn - left
    cells = []
    cells.reserveCapacity(height * width)
    for row in top...bottom {
      for cell in row * board.width + left...row * board.width + right {
        guard reached[cell] else {
          cells.append([])
          continue
        }
        var flags: Cell = .floor
        if board.cells[cell].contains(.target) { flags.insert(.target) }
        if board.cells[cell].contains(.box) { flags.insert(.box) }
        cells.append(flags)
      }
    }
  }

  init(height: Int, width: Int, cells: [Cell], player: Int?) {
    self.height = height
    self.width = width
    self.cells = cells
    self.player = player
  }

  /// The planes of a floor of at most 8x8 cells, from the top left corner on.
  var planes: InnerPlanes? {
    guard height <= 8, width <= 8 else { return nil }
    var planes = InnerPlanes(floor: 0, targets: 0, boxes: 0, player: 0)
    for index in cells.indices {
      let bit: UInt64 = 1 << UInt64(8 * (index / width) + index % width)
      if cells[index].contains(.floor) { planes.floor |= bit }
      if cells[index].contains(.target) { planes.targets |= bit }
      if cells[index].contains(.box) { planes.boxes |= bit }
      if index == player { planes.player = bit }
    }
    return planes
  }
}

extension CanonicalKey {
  /// The key of a floor of any size.
  init(_ kind: Kind, of floor: ReachableFloor) {
    if let planes = floor.planes {
      self.init(.words(Words(kind, planes)))
    } else {
      self.init(.bytes(Self.smallestBytes(kind, of: floor)))
    }
  }

  /// The smallest byte form among the symmetric pictures of a floor.
  static func smallestBytes(_ kind: Kind, of floor: ReachableFloor) -> [UInt8] {
    var smallest: [UInt8]?
    for picture in Picture.all(of: floor) {
      let bytes = picture.bytes(kind, of: floor)
      if let known = smallest, !bytes.lexicographicallyPrecedes(known) { continue }
      smallest = bytes
    }
    return smallest!
  }

  /// One of the symmetric pictures of a floor, as a way to walk through its cells.
  private struct Picture {
    let height: Int
    let width: Int
    /// The index in the floor of this picture's top left cell.
    let origin: Int
    let rowStep: Int
    let columnStep: Int

    /// The four pictures that are no higher than wide, or all eight of a square: the height comes
    /// first in the bytes, so that the others are never the smallest.
    static func all(of floor: ReachableFloor) -> [Picture] {
      let (height, width) = (floor.height, floor.width)
      var pictures: [Picture] = []
      for (flipsRows, flipsColumns) in [(false, false), (false, true), (true, false), (true, true)]
      {
        let down = flipsRows ? -width : width
        let across = flipsColumns ? -1 : 1
        let origin = (flipsRows ? (height - 1) * width : 0) + (flipsColumns ? width - 1 : 0)
        if height <= width {
          pictures.append(
            Picture(height: height, width: width, origin: origin, rowStep: down, columnStep: across)
          )
        }
        if height >= width {
          pictures.append(
            Picture(height: width, width: height, origin: origin, rowStep: across, columnStep: down)
          )
        }
      }
      return pictures
    }

    func bytes(_ kind: Kind, of floor: ReachableFloor) -> [UInt8] {
      var bytes = [kind.rawValue]
      bytes.reserveCapacity(3 * height * ((width + 7) / 8) + 16)
      CanonicalKey.append(height, to: &bytes)
      CanonicalKey.append(width, to: &bytes)
      append(.floor, of: floor, to: &bytes)
      append(.target, of: floor, to: &bytes)
      guard kind == .state, let player = floor.player else { return bytes }
      append(.box, of: floor, to: &bytes)
      for row in 0..<height {
        for column in 0..<width where origin + row * rowStep + column * columnStep == player {
          CanonicalKey.append(row, to: &bytes)
          CanonicalKey.append(column, to: &bytes)
        }
      }
      return bytes
    }

    private func append(
      _ flag: ReachableFloor.Cell, of floor: ReachableFloor, to bytes: inout [UInt8]
    ) {
      for row in 0..<height {
        var byte: UInt8 = 0
        for column in 0..<width {
          if floor.cells[origin + row * rowStep + column * columnStep].contains(flag) {
            byte |= 1 << UInt8(column & 7)
          }
          if column & 7 == 7 || column == width - 1 {
            bytes.append(byte)
            byte = 0
          }
        }
      }
    }
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 128 {
      bytes.append(UInt8(rest & 127) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Reads a number that `append` wrote; nil where there is none, or where it is not the shortest.
  static func number(in bytes: [UInt8], at position: inout Int) -> Int? {
    var (value, shift) = (0, 0)
    while position < bytes.count, shift < 32 {
      let byte = bytes[position]
      position += 1
      value |= Int(byte & 127) << shift
      if byte < 128 { return byte == 0 && shift > 0 ? nil : value }
      shift += 7
    }
    return nil
  }

  /// The digest of a byte form: kind, height and width, each plane in big-endian words filled up
  /// with zeros, row and column of the player, one after the other through the mixer.
  static func digest(of bytes: [UInt8]) -> UInt64 {
    var position = 1
    let height = number(in: bytes, at: &position)!
    let width = number(in: bytes, at: &position)!
    var digest = chain(chain(UInt64(bytes[0]), UInt64(height)), UInt64(width))
    let size = height * ((width + 7) / 8)
    let isState = bytes[0] == Kind.state.rawValue
    for _ in 0..<(isState ? 3 : 2) {
      for start in stride(from: 0, to: size, by: 8) {
        var word: UInt64 = 0
        for offset in 0..<8 {
          let byte = start + offset < size ? bytes[position + start + offset] : 0
          word = word << 8 | UInt64(byte)
        }
        digest = chain(digest, word)
      }
      position += size
    }
    guard isState else { return digest }
    digest = chain(digest, UInt64(number(in: bytes, at: &position)!))
    return chain(digest, UInt64(number(in: bytes, at: &position)!))
  }
}
