extension HTMLReport {
  /// The course of some shares over policies, such as the checkpoints of a training; nothing for one.
  func curves(_ report: Report) -> String {
    var policies: [String] = []
    for row in report.rows where !policies.contains(row.policy) { policies.append(row.policy) }
    guard policies.count > 1 else { return "" }
    let measures = [Measure.success, .validity, .obeyed, .clung]
    let sets = report.rows.filter { $0.policy == policies[0] }.map { $0.group }
    let charts = measures.compactMap { measure -> String? in
      let curves = sets.compactMap { set -> Curve? in
        let points = policies.map { policy in
          report.rows.first { $0.policy == policy && $0.group == set }?.measures[measure.name]
        }
        return points.contains { $0 != nil }
          ? Curve(name: set.joined(separator: ", "), points: points) : nil
      }
      return curves.isEmpty ? nil : Chart(measure.name, policies, curves).svg
    }
    return
      "<h2>From policy to policy</h2>\n<div class=\"charts\">\(charts.joined(separator: "\n"))</div>"
  }
}

/// One set's values of a measure, one for each policy.
private struct Curve {
  let name: String
  let points: [Estimate?]
}

/// Curves of shares as a picture.
private struct Chart {
  private let title: String
  private let policies: [String]
  private let curves: [Curve]

  private static let (left, top, width, height) = (40.0, 24.0, 380.0, 200.0)

  init(_ title: String, _ policies: [String], _ curves: [Curve]) {
    self.title = title
    self.policies = policies
    self.curves = curves
  }

  var svg: String {
    let legendTop = Self.top + Self.height + 40
    let whole = legendTop + Double(curves.count) * 16 + 4
    let lines = curves.enumerated().map { line($0.element, $0.offset, legendTop) }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 440 \(whole.fixed(0))" width="440" role="img">
      <title>\(title.escapedForHTML)</title>
      <text x="\(Self.left.fixed(0))" y="14" class="head">\(title.escapedForHTML)</text>
      \(axes)
      \(lines.joined(separator: "\n"))
      </svg>
      """
  }

  private func x(_ index: Int) -> Double {
    Self.left + Self.width * (Double(index) + 0.5) / Double(policies.count)
  }

  private func y(_ share: Double) -> Double { Self.top + Self.height * (1 - share) }

  private var axes: String {
    let levels = [0.0, 0.5, 1].map { share in
      """
      <line x1="\(Self.left.fixed(1))" x2="\((Self.left + Self.width).fixed(1))" \
      y1="\(y(share).fixed(1))" y2="\(y(share).fixed(1))" class="axis"/>
      <text x="\((Self.left - 4).fixed(1))" y="\((y(share) + 4).fixed(1))" \
      text-anchor="end">\((share * 100).fixed(0))%</text>
      """
    }
    let names = policies.enumerated().map { index, name in
      """
      <text x="\(x(index).fixed(1))" y="\((Self.top + Self.height + 16).fixed(1))" \
      text-anchor="middle">\(name.escapedForHTML)</text>
      """
    }
    return (levels + names).joined(separator: "\n")
  }

  private func line(_ curve: Curve, _ number: Int, _ legendTop: Double) -> String {
    // Steps of the golden angle keep neighbours apart, however many there are.
    let colour =
      "hsl(\((Double(number) * 137.508).truncatingRemainder(dividingBy: 360).fixed(0)) 65% 42%)"
    var path = ""
    var marks = ""
    for (index, point) in curve.points.enumerated() {
      guard let point else { continue }
      let (place, level) = (x(index).fixed(1), y(point.value).fixed(1))
      path += "\(path.isEmpty ? "M" : "L")\(place) \(level)"
      marks += """
        <line x1="\(place)" x2="\(place)" y1="\(y(point.low).fixed(1))" y2="\(y(point.high).fixed(1))"/>
        <circle cx="\(place)" cy="\(level)" r="3" fill="\(colour)"/>
        """
    }
    let legend = legendTop + Double(number) * 16
    return """
      <g stroke="\(colour)" fill="none"><path d="\(path)" stroke-width="2"/>\(marks)</g>
      <rect x="\(Self.left.fixed(0))" y="\((legend - 8).fixed(0))" width="10" height="10" fill="\(colour)"/>
      <text x="\((Self.left + 16).fixed(0))" y="\((legend + 1).fixed(0))">\(curve.name.escapedForHTML)</text>
      """
  }
}
