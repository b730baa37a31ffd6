extension Board {
  /// The board as a self-contained SVG picture: no fonts, no scripts, no references.
  ///
  /// Walls that touch no floor in reach and floor out of reach are left transparent. The same board
  /// gives the same bytes in every process.
  ///
  /// - Parameters:
  ///   - cellSize: The side of a cell in CSS pixels, at least 1; the drawing scales without loss.
  ///   - title: What assistive software reads out; "Sokoban" where it is nil.
  ///
  /// Takes time linear in the number of cells.
  public func svg(cellSize: Int = 32, title: String? = nil) -> String {
    precondition(cellSize > 0, "a cell has at least one pixel")
    let shown = PictureCells(self)
    // One cell is 10 units: whole and half numbers suffice, so that no number is formatted.
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width * cellSize)" \
      height="\(height * cellSize)" viewBox="0 0 \(width * 10) \(height * 10)" role="img">
      <title>\(Self.escaped(title ?? "Sokoban"))</title>

      """
    // Runs of equal ground become one rectangle: smaller, and no seams between cells.
    for row in 0..<height {
      var column = 0
      while column < width {
        let start = column
        let ground = shown.ground(row * width + column)
        while column < width, shown.ground(row * width + column) == ground { column += 1 }
        guard let ground else { continue }
        svg += """
          <rect x="\(start * 10)" y="\(row * 10)" width="\((column - start) * 10)" height="10" \
          fill="\(ground)"/>

          """
      }
    }
    for index in cells.indices {
      svg += shown.figure(index, x: index % width * 10, y: index / width * 10)
    }
    return svg + "</svg>\n"
  }

  /// Text as it may stand in XML; control characters, which may not, become spaces.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        escaped += " "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

extension PictureCells {
  /// The colour of the ground, nil where nothing is drawn.
  fileprivate func ground(_ index: Int) -> String? {
    switch sorts[index] {
    case .blank: nil
    case .wall: "#4a5568"
    default: "#f4efe4"
    }
  }

  /// What stands on a cell, as lines of SVG.
  fileprivate func figure(_ index: Int, x: Int, y: Int) -> String {
    let target = "<circle cx=\"\(x + 5)\" cy=\"\(y + 5)\" r=\"2\" fill=\"#d64545\"/>\n"
    let player = """
      <circle cx="\(x + 5)" cy="\(y + 3)" r="2" fill="#2b6cb0"/>
      <path d="M\(x + 2) \(y + 9)a3 4 0 0 1 6 0z" fill="#2b6cb0"/>

      """
    return switch sorts[index] {
    case .blank, .wall, .floor: ""
    case .target: target
    case .player: player
    case .playerOnTarget: target + player
    case .box: box(x, y, fill: "#c58b3b", edge: "#7a5218")
    case .boxOnTarget: box(x, y, fill: "#4f9d5b", edge: "#2a5f33")
    }
  }

  private func box(_ x: Int, _ y: Int, fill: String, edge: String) -> String {
    """
    <rect x="\(x + 1)" y="\(y + 1)" width="8" height="8" rx="1" fill="\(fill)" stroke="\(edge)"/>
    <path d="M\(x + 3) \(y + 3)l4 4m0-4l-4 4" stroke="\(edge)"/>

    """
  }
}
