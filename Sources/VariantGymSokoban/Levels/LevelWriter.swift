/// How pictures are written.
public enum LevelNotation: String, CaseIterable, Hashable, Codable, Sendable {
  /// XSB, every wall drawn: `#` wall, space floor, `.` target, `$` box, `*` box on target, `@`
  /// player, `+` player on target.
  case xsb
  /// XSB as level collections print it: walls that touch no floor are left out where the picture
  /// keeps its size without them.
  case outlinedXSB
  /// The paper's symbols: `#` wall, `_` floor, `O` target, `X` box, `√` box on target, `P`
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
    switch notation {
    case .xsb: return picture(.xsb)
    case .study: return picture(.study)
    case .outlinedXSB: return outline
    case .runLength:
      let rows = picture(.dashedXSB).utf8.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: "|") : $0 }
      return RunLength.encode(rows)
    }
  }

  private var outline: String {
    let hidden = wallsBeyondOutline
    if hidden.isEmpty { return picture(.xsb) }
    let rows = (0..<height).map { row in
      var symbols = (row * width..<(row + 1) * width).map { index in
        hidden[index]
          ? " " : BoardSymbols.xsb.symbol(of: cells[index], withPlayer: index == player)
      }
      while symbols.last == " " { symbols.removeLast() }
      return String(String.UnicodeScalarView(symbols))
    }
    return rows.joined(separator: "\n")
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
