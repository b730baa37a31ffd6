/// A table of text.
public struct TextTable: Hashable, Sendable {
  /// The heads of the columns.
  public let header: [String]
  /// The rows, each as long as the header.
  public private(set) var rows: [[String]] = []

  /// A table without rows.
  public init(_ header: [String]) {
    self.header = header
  }

  /// Adds a row, as long as the header.
  public mutating func add(_ row: [String]) {
    precondition(row.count == header.count, "a row has a cell for each column")
    rows.append(row)
  }

  /// The table without the columns in which every row has one of the given cells.
  public func leavingOut(columnsOf empty: Set<String>) -> TextTable {
    let kept = header.indices.filter { column in
      column == 0 || rows.isEmpty || !rows.allSatisfy { empty.contains($0[column]) }
    }
    var table = TextTable(kept.map { header[$0] })
    for row in rows { table.add(kept.map { row[$0] }) }
    return table
  }

  /// For a terminal: aligned columns, the first to the left.
  public var plain: String {
    let widths = header.indices.map { column in
      ([header] + rows).reduce(0) { max($0, $1[column].count) }
    }
    return ([header] + rows).map { row in
      zip(row, widths).enumerated().map { column, cell in
        let padding = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + padding : padding + cell.0
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  /// For Markdown.
  public var markdown: String {
    func line(_ cells: [String]) -> String {
      "| \(cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ")) |"
    }
    let rule = header.indices.map { $0 == 0 ? "---" : "---:" }
    return ([line(header), line(rule)] + rows.map(line)).joined(separator: "\n")
  }
}

extension Double {
  /// The number with a fixed count of decimals, the same in every locale.
  package func fixed(_ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (abs(self) * scale).rounded()
    guard scaled < 1e15 else { return description }
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(decimals + 1 - digits.count, 0)) + digits
    let sign = self < 0 && scaled > 0 ? "-" : ""
    if decimals == 0 { return sign + padded }
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }
}

extension Estimate {
  /// The figure with its interval in brackets; shares in percent.
  package func text(_ kind: Measure.Kind) -> String {
    switch kind {
    case .event, .share:
      "\((value * 100).fixed(0))% [\((low * 100).fixed(0)), \((high * 100).fixed(0))]"
    case .number: "\(value.fixed(1)) [\(low.fixed(1)), \(high.fixed(1))]"
    }
  }
}
