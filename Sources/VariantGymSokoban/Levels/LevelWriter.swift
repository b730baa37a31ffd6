/// How pictures are written.
public enum LevelNotation: String, CaseIterable, Hashable, Codable, Sendable {
  /// XSB, every wall drawn: `#` wall, space floor, `.` target, `$` box, `*` box on target, `@`
  /// player, `+` player on target.
  case xsb
  /// XSB as level collections print it: walls that touch no floor are left out where the picture
  /// keeps its size without them.
  case outlinedXSB
  /// The study's symbols: `#` wall, `_` floor, `O` target, `X` box, `√` box on target, `P`
  /// player, `S` player on target.
  case study
  /// XSB with run lengths in one line: rows parted by `|`, floor as `-`, runs as in `4#`.
  case runLength
}

extension Board {
  /// The board as a picture, without an end of line after the last row.
  ///
  /// Takes time linear in the number of cells.
  public func text(in notation: LevelNotation = .xsb) -> String {
    let rows = symbolRows(of: notation)
    switch notation {
    case .xsb, .outlinedXSB, .study:
      return rows.map { String(String.UnicodeScalarView($0)) }.joined(separator: "\n")
    case .runLength:
      let bytes = rows.map { row in row.map { UInt8($0.value) } }
      return RunLength.encode(bytes.joined(separator: [UInt8(ascii: "|")]))
    }
  }

  private func symbolRows(of notation: LevelNotation) -> [[Unicode.Scalar]] {
    let symbols = Self.symbols(of: notation)
    let hidden = notation == .outlinedXSB ? wallsBeyondOutline : []
    return (0..<height).map { row in
      var scalars = (row * width..<(row + 1) * width).map { index -> Unicode.Scalar in
        if !hidden.isEmpty, hidden[index] { return " " }
        let cell = cells[index]
        if cell.contains(.wall) { return symbols[0] }
        let sort = (cell.contains(.target) ? 2 : 0) + (cell.contains(.box) ? 1 : 0)
        return symbols[index == player ? 5 + sort / 2 : 1 + sort]
      }
      if notation == .outlinedXSB {
        while scalars.last == " " { scalars.removeLast() }
      }
      return scalars
    }
  }

  /// Wall, floor, box, target, box on target, player, player on target.
  private static func symbols(of notation: LevelNotation) -> [Unicode.Scalar] {
    switch notation {
    case .xsb, .outlinedXSB: ["#", " ", "$", ".", "*", "@", "+"]
    case .study: ["#", "_", "X", "O", "√", "P", "S"]
    case .runLength: ["#", "-", "$", ".", "*", "@", "+"]
    }
  }

  /// For every cell whether it is a wall that touches no floor in reach, not even at a corner;
  /// empty where leaving those out would lose an outer row or column.
  private var wallsBeyondOutline: [Bool] {
    let reached = reachIgnoringBoxes
    var hidden = cells.map { $0.contains(.wall) }
    for cell in cells.indices where reached[cell] {
      for row in -1...1 {
        for column in -1...1 { hidden[cell + row * width + column] = false }
      }
    }
    let shown = cells.indices.filter { !hidden[$0] }
    let (top, bottom) = (shown.first! / width, shown.last! / width)
    let columns = shown.map { $0 % width }
    let keepsSize =
      top == 0 && bottom == height - 1 && columns.contains(0) && columns.contains(width - 1)
    return keepsSize ? hidden : []
  }
}

extension Level {
  /// The level as text: a line with the title, the picture, the author, comments and solution.
  ///
  /// Ends with an end of line. Reading it gives an equal level, in every notation, as long as the
  /// board and the solution are no larger than `maximumCells`. Takes time linear in the length.
  public func text(in notation: LevelNotation = .xsb) -> String {
    var text = ""
    if let title { text += "; \(title)\n" }
    text += board.text(in: notation) + "\n"
    if let author { text += "Author: \(author)\n" }
    for comment in comments { text += "Comment: \(comment)\n" }
    if let solution {
      text += "Solution:\n"
      var letters = LURD.text(of: solution, on: board)[...]
      while !letters.isEmpty {
        text += letters.prefix(72) + "\n"
        letters = letters.dropFirst(72)
      }
    }
    return text
  }
}

extension LevelCollection {
  /// The collection as text: its title, author and comments, then each level, parted by empty lines.
  ///
  /// Reading it gives an equal collection, in every notation, as long as each level is no larger
  /// than `Level.maximumCells`. Takes time linear in the length.
  public func text(in notation: LevelNotation = .xsb) -> String {
    var header = ""
    if let title { header += "Title: \(title)\n" }
    if let author { header += "Author: \(author)\n" }
    for comment in comments { header += "Comment: \(comment)\n" }
    let parts = (header.isEmpty ? [] : [header]) + levels.map { $0.text(in: notation) }
    return parts.joined(separator: "\n")
  }
}
