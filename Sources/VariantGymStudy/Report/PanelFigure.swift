import TinyTransformer
import VariantGym

/// Shares over steps, a small plot for each arm, as an SVG picture.
struct PanelFigure: Hashable, Sendable {
  /// What each curve of a panel stands for.
  let legend: [String]
  let panels: [Panel]

  struct Panel: Hashable, Sendable {
    let name: String
    /// A curve for each word of the legend, of values within 0...1.
    let curves: [[LossCurves.Point]]
  }

  private static let colours = ["#1b6ca8", "#2e8b57", "#c8553d", "#8e8e8e"]
  private static let dashes = ["", "", "", "3 3"]
  private static let perRow = 3
  /// The plot of a panel, and how far panels are apart.
  private static let (width, height, across, down) = (190, 110, 240, 170)
  private static let (left, top) = (42, 56)

  var svg: String {
    let rows = (panels.count + Self.perRow - 1) / Self.perRow
    let size = (Self.left + Self.perRow * Self.across, Self.top + rows * Self.down)
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(size.0) \(size.1)\" "
        + "font-family=\"sans-serif\" font-size=\"12\">",
      "<rect width=\"\(size.0)\" height=\"\(size.1)\" fill=\"white\"/>",
    ]
    for (index, word) in legend.enumerated() {
      let x = Self.left + index * 150
      lines.append(
        "<path d=\"M\(x) 16H\(x + 20)\" \(Self.stroke(index))/>"
          + "<text x=\"\(x + 26)\" y=\"20\">\(word)</text>")
    }
    let last = max(1, panels.flatMap { $0.curves.joined() }.reduce(1) { max($0, $1.step) })
    for (index, panel) in panels.enumerated() {
      let x = Self.left + index % Self.perRow * Self.across
      let y = Self.top + index / Self.perRow * Self.down
      lines += Self.plot(panel, x: x, y: y, last: last)
    }
    lines.append("</svg>\n")
    return lines.joined(separator: "\n")
  }

  private static func plot(_ panel: Panel, x: Int, y: Int, last: Int) -> [String] {
    var lines = ["<text x=\"\(x)\" y=\"\(y - 8)\" font-weight=\"bold\">\(panel.name)</text>"]
    for share in [0, 50, 100] {
      let level = y + height - height * share / 100
      lines.append(
        "<path d=\"M\(x) \(level)H\(x + width)\" stroke=\"#dddddd\"/>"
          + "<text x=\"\(x - 6)\" y=\"\(level + 4)\" text-anchor=\"end\">\(share)%</text>")
    }
    for (step, anchor) in [(0, "start"), (last, "end")] {
      lines.append(
        "<text x=\"\(x + width * step / last)\" y=\"\(y + height + 16)\" "
          + "text-anchor=\"\(anchor)\">\(step)</text>")
    }
    for (index, curve) in panel.curves.enumerated() where !curve.isEmpty {
      let path = curve.map { point in
        let across = Double(x) + Double(width * point.step) / Double(last)
        let above = Double(y) + Double(height) * (1 - point.value)
        return "\(across.fixed(1)) \(above.fixed(1))"
      }
      lines.append("<path d=\"M\(path.joined(separator: "L"))\" fill=\"none\" \(stroke(index))/>")
    }
    return lines
  }

  private static func stroke(_ index: Int) -> String {
    let dash = dashes[index % dashes.count]
    return "stroke=\"\(colours[index % colours.count])\" stroke-width=\"1.5\""
      + (dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"")
  }
}
