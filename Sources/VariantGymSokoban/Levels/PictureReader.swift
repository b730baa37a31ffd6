/// Turns the rows of a picture into a board.
struct PictureReader {
  /// One row of cells; each token's position is its column, counted from 0.
  private struct Row {
    let line: Int
    var cells: [RunLength.Token]
  }

  private var rows: [Row] = []
  private var isStudy: Bool?

  /// Reads a picture.
  ///
  /// - Parameter budget: How many more cells the whole text may ask for; reduced by the picture's.
  /// - Throws: `LevelError` with the first fault found.
  static func board(
    of lines: [LevelText.Line], in text: LevelText, budget: inout Int
  ) throws(LevelError) -> Board {
    var reader = PictureReader()
    for line in lines { try reader.append(line, of: text, &budget) }
    return try reader.board(&budget, firstLine: lines[0].number)
  }

  private mutating func append(
    _ line: LevelText.Line, of text: LevelText, _ budget: inout Int
  ) throws(LevelError) {
    let bar = UInt8(ascii: "|")
    let tokens = text.tokens[line.tokens]
    var row = Row(line: line.number, cells: [])
    let isEncoded = tokens.contains { RunLength.isControl($0) || $0 == bar }
    for (column, token) in tokens.enumerated() {
      if !RunLength.isControl(token), token != bar { try learnNotation(token, line, column) }
      row.cells.append(RunLength.Token(token, at: Int32(clamping: column)))
      // A tab reaches to the next multiple of eight columns, as terminals and editors show it.
      if token == UInt8(ascii: "\t"), !isEncoded {
        while !row.cells.count.isMultiple(of: 8) {
          row.cells.append(row.cells[row.cells.count - 1])
        }
      }
    }
    guard isEncoded else {
      while let last = row.cells.last, LevelText.isFloor(last.byte) { row.cells.removeLast() }
      rows.append(row)
      return
    }
    let expanded: [RunLength.Token]
    do {
      expanded = try RunLength.expand(row.cells, limit: min(2 * Level.maximumCells, budget))
    } catch {
      throw LevelError(
        error.isTooLong ? .tooLarge : .badRunLength, line: line.number,
        column: Int(error.position) + 1)
    }
    budget -= expanded.count
    for part in expanded.split(omittingEmptySubsequences: false, whereSeparator: { $0.byte == bar })
    {
      rows.append(Row(line: line.number, cells: Array(part)))
    }
  }

  /// `P S O X √` and `@ + . $ *` never stand in one picture.
  private mutating func learnNotation(
    _ token: UInt8, _ line: LevelText.Line, _ column: Int
  ) throws(LevelError) {
    switch token {
    case UInt8(ascii: "#"): return
    case _ where LevelText.isFloor(token): return
    case UInt8(ascii: "P"), UInt8(ascii: "S"), UInt8(ascii: "O"), UInt8(ascii: "X"),
      LevelText.boxOnTarget:
      if isStudy != false {
        isStudy = true
        return
      }
    case UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "$"),
      UInt8(ascii: "*"):
      if isStudy != true {
        isStudy = false
        return
      }
    default: break
    }
    throw LevelError(.unknownSymbol, line: line.number, column: column + 1)
  }

  private func board(_ budget: inout Int, firstLine: Int) throws(LevelError) -> Board {
    // Rows and columns around the picture that hold nothing are no part of it.
    let spans = rows.map { row -> Range<Int>? in
      guard let first = row.cells.firstIndex(where: { !LevelText.isFloor($0.byte) }),
        let last = row.cells.lastIndex(where: { !LevelText.isFloor($0.byte) })
      else { return nil }
      return first..<last + 1
    }
    guard let top = spans.firstIndex(where: { $0 != nil }),
      let bottom = spans.lastIndex(where: { $0 != nil })
    else { throw LevelError(.noPlayer, line: firstLine, column: 1) }
    let left = spans.reduce(Int.max) { min($0, $1?.lowerBound ?? .max) }
    let width = spans.reduce(0) { max($0, $1?.upperBound ?? 0) } - left
    let height = bottom - top + 1
    guard width <= min(Level.maximumCells, budget) / height else {
      throw LevelError(.tooLarge, line: firstLine, column: 1)
    }
    budget -= width * height
    var cells = [Board.Cell](repeating: [], count: width * height)
    var player: Int?
    for row in 0..<height {
      guard let span = spans[top + row] else { continue }
      for column in span {
        let token = rows[top + row].cells[column]
        let index = row * width + column - left
        cells[index] = Self.cell(token.byte)
        guard Self.isPlayer(token.byte) else { continue }
        if player != nil {
          throw LevelError(
            .severalPlayers, line: rows[top + row].line, column: Int(token.position) + 1)
        }
        player = index
      }
    }
    guard let player else { throw LevelError(.noPlayer, line: firstLine, column: 1) }

    func fault(_ reason: LevelError.Reason, at cell: Int) -> LevelError {
      let row = rows[top + cell / width]
      let column = left + cell % width
      if column < row.cells.count {
        return LevelError(reason, line: row.line, column: Int(row.cells[column].position) + 1)
      }
      return LevelError(reason, line: row.line, column: Int(row.cells.last?.position ?? -1) + 2)
    }
    let (reached, gap) = Self.explore(cells, width: width, from: player)
    if let gap { throw fault(.notEnclosed, at: gap) }
    var (boxes, targets) = (0, 0)
    for index in cells.indices {
      if reached[index] {
        boxes += cells[index].contains(.box) ? 1 : 0
        targets += cells[index].contains(.target) ? 1 : 0
        continue
      }
      // A box on a target is decoration out here: nothing about it can or need change.
      if cells[index] == .box || cells[index] == .target { throw fault(.unreachable, at: index) }
      cells[index] = .wall
    }
    guard boxes > 0 else { throw LevelError(.noBox, line: firstLine, column: 1) }
    guard boxes == targets else {
      throw LevelError(.unequalBoxesAndTargets, line: firstLine, column: 1)
    }
    return Board(trusted: cells, width: width, player: player)
  }

  /// Floods the room from the player; stops at the nearest cell on the edge of the picture.
  private static func explore(
    _ cells: [Board.Cell], width: Int, from player: Int
  ) -> (reached: [Bool], gap: Int?) {
    let height = cells.count / width
    var reached = [Bool](repeating: false, count: cells.count)
    reached[player] = true
    var (queue, next) = ([player], 0)
    while next < queue.count {
      let cell = queue[next]
      next += 1
      let (row, column) = (cell / width, cell % width)
      guard row > 0, column > 0, row < height - 1, column < width - 1 else {
        return (reached, cell)
      }
      for neighbour in [cell - width, cell + width, cell - 1, cell + 1]
      where !reached[neighbour] && !cells[neighbour].contains(.wall) {
        reached[neighbour] = true
        queue.append(neighbour)
      }
    }
    return (reached, nil)
  }

  private static func isPlayer(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "P"), UInt8(ascii: "S"): true
    default: false
    }
  }

  private static func cell(_ byte: UInt8) -> Board.Cell {
    switch byte {
    case UInt8(ascii: "#"): .wall
    case UInt8(ascii: "."), UInt8(ascii: "O"), UInt8(ascii: "+"), UInt8(ascii: "S"): .target
    case UInt8(ascii: "$"), UInt8(ascii: "X"): .box
    case UInt8(ascii: "*"), LevelText.boxOnTarget: [.box, .target]
    default: []
    }
  }
}
