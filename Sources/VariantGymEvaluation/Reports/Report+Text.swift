public import Foundation

extension Report {
  /// Which measures a table shows.
  public enum Detail: Sendable {
    /// The most important ones.
    case brief
    /// All that have values.
    case full
  }

  /// The table, a row a group; columns without values are left out.
  ///
  /// On fakes, success is what the habit of training earns: it stands beside `as asked`, what obeying
  /// earns on the honest twins, or not at all.
  public func table(_ detail: Detail = .brief) -> TextTable {
    let brief = [
      "success", "valid", "obeyed", "clung", "neither", "reward", "turns", "effective", "true",
    ]
    let measures = Measure.all.filter { detail == .full || brief.contains($0.name) }
    let ks = Set(rows.flatMap(\.passAny.keys)).sorted().filter { $0 > 1 }
    var table = TextTable(
      groupings + ["policy", "episodes", "failed"]
        + measures.flatMap { $0.name == "success" ? ["success", "as asked"] : [$0.name] }
        + ks.flatMap { ["pass@\($0)", "pass^\($0)"] })
    let policies = Set(rows.map(\.policy))
    for row in rows {
      var cells = row.group
      let isMixed = rows.contains {
        $0.policy == row.policy && $0.group == row.group && $0.isFake != row.isFake
      }
      cells += [policies.count > 1 || cells.isEmpty ? row.policy : "-"]
      if row.isFake, isMixed { cells[0] += " (fakes)" }
      cells += ["\(row.episodes)", row.failures == 0 ? "-" : "\(row.failures)"]
      for measure in measures {
        cells.append(row.measures[measure.name]?.text(measure.kind) ?? "-")
        if measure.name == "success" {
          cells.append(row.measures[Self.successAsAsked]?.text(.event) ?? "-")
        }
      }
      for k in ks {
        cells.append(row.passAny[k]?.text(.share) ?? "-")
        cells.append(row.passAll[k]?.text(.share) ?? "-")
      }
      table.add(cells)
    }
    return table.leavingOut(columnsOf: ["-"])
  }

  /// What must be known to read the table, a sentence a line.
  public var notes: [String] {
    var notes: [String] = []
    let percent = (confidence * 100).fixed(0)
    notes.append(
      "In brackets: \(percent)% intervals, Wilson's for events of independent instances, else of a "
        + "bootstrap by instance.")
    if rows.contains(where: { $0.isFake && $0.measures[Self.successAsAsked] != nil }) {
      notes.append(
        "On fakes, success is earned by disobeying; 'as asked' is the success of the same prompts "
          + "where they mean what they say.")
    }
    if rows.contains(where: { $0.isFake && $0.measures[Self.successAsAsked] == nil }) {
      notes.append(
        "Success on fakes is left out where the honest twins were not played: a broken model fails "
          + "both.")
    }
    let failures = rows.reduce(0) { $0 + $1.failures }
    if failures > 0 {
      notes.append("\(failures) episodes failed for want of a reply and are part of no figure.")
    }
    if missing > 0 { notes.append("\(missing) plays are missing: the evaluation has not ended.") }
    return notes
  }

  /// The table and its notes as Markdown.
  public func markdown(_ detail: Detail = .brief) -> String {
    table(detail).markdown + "\n\n" + notes.map { "- \($0)\n" }.joined()
  }

  /// The table and its notes for a terminal.
  public func plain(_ detail: Detail = .brief) -> String {
    table(detail).plain + "\n\n" + notes.map { "\($0)\n" }.joined()
  }

  /// The report as JSON; the same report gives the same bytes.
  public func json() throws -> Data {
    let encoder = JSONEncoder.stable
    encoder.outputFormatting.insert(.prettyPrinted)
    return try encoder.encode(self) + Data("\n".utf8)
  }
}
