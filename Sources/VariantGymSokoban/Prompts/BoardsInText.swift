/// Finds every board in a text by its shape: rows of symbols that begin and end with a wall.
///
/// It reads the symbols of the paper and those of level files; rows of differing length; cells set
/// apart by white space; rows in quotation marks, brackets or a quoted block; a first row behind
/// words on the same line, and a last row before them. What encloses no player, or has no box or
/// not as many targets as boxes, is no board and is passed over.
struct BoardsInText {
  private var boards: [Board] = []
  private var rows: [Row] = []

  /// The boards of a text, in order. Linear in its length.
  static func boards(in text: String) -> [Board] {
    var finder = BoardsInText()
    var text = text
    text.withUTF8 { bytes in
      for line in bytes.split(omittingEmptySubsequences: false, whereSeparator: { $0 == 0x0A }) {
        // Most lines hold no wall at all.
        if line.contains(UInt8(ascii: "#")) {
          finder.take(line)
        } else {
          finder.endBoard()
        }
      }
    }
    finder.endBoard()
    return finder.boards
  }

  /// A row of a picture, with one byte a cell.
  private struct Row {
    /// How far from the start of the line it begins.
    let indent: Int
    let cells: [UInt8]
    /// Whether white space stands between any two cells.
    let isSpaced: Bool

    var isWall: Bool { cells.allSatisfy { $0 == UInt8(ascii: "#") } }

    /// The row without the white space between its cells.
    var closed: Row {
      Row(indent: indent, cells: cells.filter { !$0.isBlank }, isSpaced: false)
    }
  }

  private mutating func take(_ line: Slice<UnsafeBufferPointer<UInt8>>) {
    if let row = Self.row(line) {
      // Two boards may follow each other without a line between them.
      if row.isWall, rows.last?.isWall == true, rows.count > 2 { endBoard() }
      rows.append(row)
      return
    }
    // A wall before words can only close a board, a wall behind words only open one.
    let hashes = line.prefix { $0 == UInt8(ascii: "#") }.count
    if hashes >= 3, let last = rows.last, last.cells.count == hashes {
      rows.append(Row(indent: last.indent, cells: last.cells.map { _ in 0x23 }, isSpaced: false))
    }
    endBoard()
    let end = line.reversed().drop { $0.isBlank }
    let wall = end.prefix { $0 == UInt8(ascii: "#") }.count
    if wall >= 3 {
      rows = [
        Row(indent: Self.unknown, cells: Array(repeating: 0x23, count: wall), isSpaced: false)
      ]
    }
  }

  /// The indent of a row that stands behind words.
  private static let unknown = -1

  /// The row that a line is, whatever encloses it; `nil` if it is none.
  private static func row(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Row? {
    let wall = UInt8(ascii: "#")
    guard let first = line.firstIndex(where: { !$0.isDecoration }), line[first] == wall,
      let last = line.lastIndex(where: { !$0.isDecoration }), last > first + 1, line[last] == wall
    else { return nil }
    var cells: [UInt8] = []
    cells.reserveCapacity(last - first + 1)
    var isSpaced = true
    var place = first
    while place <= last {
      let byte = line[place]
      if byte == 0xE2, place + 2 <= last, line[place + 1] == 0x88, line[place + 2] == 0x9A {
        place += 2
        cells.append(boxOnTarget)
      } else if byte.isBlank || cell(byte) != nil {
        cells.append(byte)
      } else {
        return nil
      }
      if cells.count > 1, !byte.isBlank, !cells[cells.count - 2].isBlank { isSpaced = false }
      place += 1
    }
    return Row(indent: first - line.startIndex, cells: cells, isSpaced: isSpaced)
  }

  /// Stands for `√`, which is the only symbol beyond ASCII.
  private static let boxOnTarget: UInt8 = 0x80

  private static func cell(_ byte: UInt8) -> (cell: Board.Cell, isPlayer: Bool)? {
    switch byte {
    case UInt8(ascii: "#"): (.wall, false)
    case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: " "): ([], false)
    case UInt8(ascii: "O"), UInt8(ascii: "."): (.target, false)
    case UInt8(ascii: "X"), UInt8(ascii: "$"): (.box, false)
    case UInt8(ascii: "*"), boxOnTarget: ([.box, .target], false)
    case UInt8(ascii: "P"), UInt8(ascii: "@"): ([], true)
    case UInt8(ascii: "S"), UInt8(ascii: "+"): (.target, true)
    default: nil
    }
  }

  private mutating func endBoard() {
    defer { rows.removeAll(keepingCapacity: true) }
    guard rows.count >= 3 else { return }
    // A row of walls alone may be spaced or not; a level has rows that are not.
    if rows.dropFirst().allSatisfy(\.isSpaced) { rows = rows.map(\.closed) }
    if rows[0].indent == Self.unknown {
      guard rows[0].cells.count == rows[1].cells.count else { return }
      rows[0] = Row(indent: rows[1].indent, cells: rows[0].cells, isSpaced: false)
    }
    if let board = Self.board(rows) { boards.append(board) }
  }

  private static func board(_ rows: [Row]) -> Board? {
    let left = rows.reduce(Int.max) { min($0, $1.indent) }
    let width = rows.reduce(0) { max($0, $1.indent + $1.cells.count) } - left
    guard width <= Level.maximumCells / rows.count else { return nil }
    var cells = [Board.Cell](repeating: [], count: width * rows.count)
    var player: Int?
    for (number, row) in rows.enumerated() {
      for (column, byte) in row.cells.enumerated() {
        guard let (cell, isPlayer) = cell(byte) else { return nil }
        let place = number * width + row.indent - left + column
        cells[place] = cell
        guard isPlayer else { continue }
        guard player == nil else { return nil }
        player = place
      }
    }
    guard let player else { return nil }
    // What is out of reach is decoration, as in level files.
    let reached = Board(trusted: cells, width: width, player: player).reachIgnoringBoxes
    for cell in cells.indices where !reached[cell] { cells[cell] = .wall }
    return try? Board(width: width, cells: cells, player: player)
  }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0D }

  /// What may enclose a row: white space, quotation marks, brackets, the bars of a table or a quote.
  fileprivate var isDecoration: Bool {
    switch self {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","),
      UInt8(ascii: "|"), UInt8(ascii: ">"):
      true
    default: isBlank
    }
  }
}
