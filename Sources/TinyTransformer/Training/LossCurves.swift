internal import Foundation

/// Loss over steps, drawn as an SVG picture.
public struct LossCurves: Hashable, Sendable {
  /// What is drawn.
  public var curves: [Curve]

  /// One line of the picture.
  public struct Curve: Hashable, Sendable {
    /// What the legend says.
    public var name: String
    /// The steps and their values; values that are not finite are left out.
    public var points: [Point]

    /// A line.
    public init(name: String, points: [Point]) {
      self.name = name
      self.points = points
    }

    /// The loss of each step.
    public init(name: String, _ reports: [StepReport]) {
      self.init(name: name, points: reports.map { Point(step: $0.step, value: $0.loss) })
    }
  }

  /// A value at a step.
  public struct Point: Hashable, Sendable {
    /// The step.
    public var step: Int
    /// The value.
    public var value: Double

    /// A point.
    public init(step: Int, value: Double) {
      self.step = step
      self.value = value
    }
  }

  /// A picture of several curves.
  public init(_ curves: [Curve]) {
    self.curves = curves
  }

  private static let colours = ["#1b6ca8", "#c8553d", "#2e8b57", "#8e5ea2", "#b8860b", "#444444"]
  /// The plot, within a picture of 720 by 400.
  private static let (left, right, top, bottom) = (60.0, 700.0, 20.0, 360.0)

  /// What is not drawn: a training that diverged has no curve to be looked at.
  private static let largest = 1e12

  /// The picture. More than 400 points of a curve are drawn as the means of equal stretches; values that are not
  /// finite, or of a million millions and more, are left out.
  public var svg: String {
    let drawn = curves.map {
      ($0.name, Self.thinned($0.points.filter { abs($0.value) < Self.largest }))
    }
    let points = drawn.flatMap(\.1)
    let last = max(1, points.reduce(1) { max($0, $1.x) })
    let most = points.reduce(1e-9) { max($0, $1.y) }
    let least = min(0, points.reduce(0) { min($0, $1.y) })
    func x(_ step: Double) -> String {
      Self.text(Self.left + (Self.right - Self.left) * step / last)
    }
    func y(_ value: Double) -> String {
      Self.text(Self.bottom - (Self.bottom - Self.top) * (value - least) / (most - least))
    }
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 400\" "
        + "font-family=\"sans-serif\" font-size=\"12\">",
      "<rect width=\"720\" height=\"400\" fill=\"white\"/>",
    ]
    for share in 0...4 {
      let value = least + (most - least) * Double(share) / 4
      let step = last * Double(share) / 4
      lines.append(
        "<path d=\"M\(x(0)) \(y(value))H\(x(last))\" stroke=\"#dddddd\"/>"
          + "<text x=\"54\" y=\"\(y(value))\" dy=\"4\" text-anchor=\"end\">"
          + "\(Self.text(value))</text>"
          + "<text x=\"\(x(step))\" y=\"380\" text-anchor=\"middle\">\(Int(step))</text>")
    }
    for (index, (name, points)) in drawn.enumerated() {
      let colour = Self.colours[index % Self.colours.count]
      let path = points.map { "\(x($0.x)) \(y($0.y))" }.joined(separator: "L")
      if !points.isEmpty {
        lines.append("<path d=\"M\(path)\" fill=\"none\" stroke=\"\(colour)\"/>")
      }
      lines.append(
        "<text x=\"690\" y=\"\(36 + 16 * index)\" fill=\"\(colour)\" text-anchor=\"end\">"
          + "\(Self.escaped(name))</text>")
    }
    lines.append("</svg>\n")
    return lines.joined(separator: "\n")
  }

  private static func thinned(_ points: [Point]) -> [(x: Double, y: Double)] {
    let stretch = (points.count + 399) / 400
    return stride(from: 0, to: points.count, by: max(1, stretch)).map { first in
      let part = points[first..<min(first + stretch, points.count)]
      let count = Double(part.count)
      return (
        part.reduce(0) { $0 + Double($1.step) } / count, part.reduce(0) { $0 + $1.value } / count
      )
    }
  }

  /// Three decimals, the same on every platform.
  private static func text(_ value: Double) -> String {
    let thousandths = Int((abs(value) * 1000).rounded())
    let digits = String(1000 + thousandths % 1000).dropFirst()
    return "\(value < 0 && thousandths > 0 ? "-" : "")\(thousandths / 1000).\(digits)"
  }

  private static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
  }
}
