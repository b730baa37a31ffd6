import VariantGym

/// Shares in a grid, shaded by their size, as an SVG picture.
struct MatrixFigure: Hashable, Sendable {
  let rows: [String]
  let columns: [String]
  /// The share of each row and column, `nil` where there is none.
  let shares: [[Double?]]

  private static let (cellWidth, cellHeight, left, top) = (58, 26, 150, 140)

  var svg: String {
    let width = Self.left + columns.count * Self.cellWidth + 50
    let height = Self.top + rows.count * Self.cellHeight + 10
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" "
        + "font-family=\"sans-serif\" font-size=\"12\">",
      "<rect width=\"\(width)\" height=\"\(height)\" fill=\"white\"/>",
    ]
    for (index, column) in columns.enumerated() {
      let x = Self.left + index * Self.cellWidth + Self.cellWidth / 2
      lines.append(
        "<text transform=\"translate(\(x) \(Self.top - 6)) rotate(-40)\">\(column)</text>")
    }
    for (place, row) in rows.enumerated() {
      let y = Self.top + place * Self.cellHeight
      lines.append("<text x=\"\(Self.left - 8)\" y=\"\(y + 17)\" text-anchor=\"end\">\(row)</text>")
      for index in columns.indices {
        lines.append(Self.cell(shares[place][index], x: Self.left + index * Self.cellWidth, y: y))
      }
    }
    lines.append("</svg>\n")
    return lines.joined(separator: "\n")
  }

  private static func cell(_ share: Double?, x: Int, y: Int) -> String {
    guard let share else { return "" }
    let percent = Int((share * 100).rounded())
    let ink = share > 0.55 ? "white" : "black"
    return "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(cellWidth - 2)\" height=\"\(cellHeight - 2)\" "
      + "fill=\"#1b6ca8\" fill-opacity=\"\((0.06 + 0.94 * share).fixed(3))\"/>"
      + "<text x=\"\(x + cellWidth / 2 - 1)\" y=\"\(y + 17)\" text-anchor=\"middle\" "
      + "fill=\"\(ink)\">\(percent)</text>"
  }
}
