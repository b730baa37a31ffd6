import VariantGymCore

extension HTMLReport {
  /// Success by variant and difficulty: a matrix for each policy and environment.
  func matrices(_ bootstrap: Bootstrap) -> String {
    let family = Grouping("environment") { $0.identity.address.family }
    let rows = Report(runs, by: [family, .variant, .difficulty], bootstrap: bootstrap).rows
    var tables: [[String]] = []
    for row in rows where !tables.contains([row.policy, row.group[0]]) {
      tables.append([row.policy, row.group[0]])
    }
    return tables.map { table in
      let own = rows.filter { [$0.policy, $0.group[0]] == table }
      let heading = "\(table[1]): success of \(table[0]), by variant and difficulty"
      return "<h2>\(heading.escapedForHTML)</h2>\n\(Self.matrix(own))"
    }.joined(separator: "\n")
  }

  private static func matrix(_ rows: [Report.Row]) -> String {
    func distinct(_ labels: [String]) -> [String] {
      labels.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
    let variants = distinct(rows.map { $0.group[1] })
    let difficulties = distinct(rows.map { $0.group[2] })
    let head = difficulties.map { "<th>\($0.escapedForHTML)</th>" }.joined()
    let body = variants.map { variant in
      let cells = difficulties.map { difficulty in
        cell(rows.first { $0.group[1] == variant && $0.group[2] == difficulty })
      }
      return "<tr><th>\(variant.escapedForHTML)</th>\(cells.joined())</tr>"
    }
    return """
      <table class="matrix"><thead><tr><th></th>\(head)</tr></thead>
      <tbody>\(body.joined(separator: "\n"))</tbody></table>
      """
  }

  /// On fakes both readings, so that a broken policy is not taken for an obedient one.
  private static func cell(_ row: Report.Row?) -> String {
    guard let row else { return "<td></td>" }
    guard let success = row.measures[Measure.success.name] else {
      return "<td class=\"withheld\">not without its honest twin</td>"
    }
    let text = success.text(.event)
    guard let asked = row.measures[Report.successAsAsked] else {
      return shaded("shade", success, text)
    }
    return shaded("shade fake", success, "by habit \(text)<br>as asked \(asked.text(.event))")
  }

  private static func shaded(_ style: String, _ estimate: Estimate, _ text: String) -> String {
    "<td class=\"\(style)\" style=\"--share: \(estimate.value.fixed(3))\">\(text)</td>"
  }
}
