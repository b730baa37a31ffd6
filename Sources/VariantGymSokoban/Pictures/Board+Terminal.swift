/// How a board is drawn with text.
public struct TerminalStyle: Hashable, Sendable {
  /// Whether to colour the picture with the eight standard ANSI colours.
  public var colour: Bool
  /// Whether to draw with box-drawing and geometric characters rather than ASCII.
  public var unicode: Bool

  /// Makes a style; without arguments the plain one that any screen and log can show.
  public init(colour: Bool = false, unicode: Bool = false) {
    self.colour = colour
    self.unicode = unicode
  }
}

extension Board {
  /// The board as a picture for terminals: one line a row, each cell two columns wide so that
  /// cells look square, without an end of line after the last row.
  ///
  /// Walls that touch no floor in reach are left blank, and so is floor out of reach. In ASCII the
  /// symbols are those of XSB;
  /// in Unicode walls are lines (`┌──┐`), boxes `■` (on a target `▣`), targets `○`, the player `☻`
  /// (on a target `☺`). Takes time linear in the number of cells.
  public func terminalText(_ style: TerminalStyle = TerminalStyle()) -> String {
    let shown = PictureCells(self)
    var lines: [String] = []
    for row in 0..<height {
      var line = ""
      for column in 0..<width {
        let index = row * width + column
        let text = style.unicode ? shown.glyph(index) : shown.symbol(index)
        line += style.colour ? shown.coloured(text, index) : text
      }
      while line.last == " " { line.removeLast() }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }
}

/// What of a board is worth drawing: floor in reach, and the walls around it.
struct PictureCells {
  /// The sorts of cell that a picture tells apart.
  enum Sort {
    case blank, wall, floor, target, box, boxOnTarget, player, playerOnTarget
  }

  let width: Int
  let height: Int
  let sorts: [Sort]

  init(_ board: Board) {
    width = board.width
    height = board.height
    let reached = board.reachIgnoringBoxes
    var sorts = [Sort](repeating: .blank, count: board.cells.count)
    for index in board.cells.indices where reached[index] {
      let cell = board.cells[index]
      let isTarget = cell.contains(.target)
      if index == board.player {
        sorts[index] = isTarget ? .playerOnTarget : .player
      } else if cell.contains(.box) {
        sorts[index] = isTarget ? .boxOnTarget : .box
      } else {
        sorts[index] = isTarget ? .target : .floor
      }
      // What is reached never lies on the edge, so that all eight neighbours exist.
      for row in -1...1 {
        for column in -1...1 {
          let neighbour = index + row * board.width + column
          if board.cells[neighbour].contains(.wall) { sorts[neighbour] = .wall }
        }
      }
    }
    self.sorts = sorts
  }

  func isWall(_ row: Int, _ column: Int) -> Bool {
    row >= 0 && column >= 0 && row < height && column < width
      && sorts[row * width + column] == .wall
  }

  /// Two columns of ASCII.
  func symbol(_ index: Int) -> String {
    switch sorts[index] {
    case .blank, .floor: "  "
    case .wall: "##"
    case .target: ". "
    case .box: "$ "
    case .boxOnTarget: "* "
    case .player: "@ "
    case .playerOnTarget: "+ "
    }
  }

  /// Two columns of Unicode; the second one carries a wall on to its neighbour.
  func glyph(_ index: Int) -> String {
    switch sorts[index] {
    case .blank, .floor: "  "
    case .wall: line(index)
    case .target: "○ "
    case .box: "■ "
    case .boxOnTarget: "▣ "
    case .player: "☻ "
    case .playerOnTarget: "☺ "
    }
  }

  /// The line character that meets exactly the neighbours that are walls.
  private func line(_ index: Int) -> String {
    let (row, column) = (index / width, index % width)
    let right = isWall(row, column + 1)
    let pattern =
      (isWall(row - 1, column) ? 1 : 0) + (isWall(row + 1, column) ? 2 : 0)
      + (isWall(row, column - 1) ? 4 : 0) + (right ? 8 : 0)
    let lines: [Character] = [
      "▪", "│", "│", "│", "─", "┘", "┐", "┤", "─", "└", "┌", "├", "─", "┴", "┬", "┼",
    ]
    return String(lines[pattern]) + (right ? "─" : " ")
  }

  func coloured(_ text: String, _ index: Int) -> String {
    let colour =
      switch sorts[index] {
      case .blank, .floor: 0
      case .wall: 34
      case .target: 31
      case .box: 33
      case .boxOnTarget: 32
      case .player, .playerOnTarget: 36
      }
    return colour == 0 ? text : "\u{1B}[\(colour)m\(text)\u{1B}[0m"
  }
}
