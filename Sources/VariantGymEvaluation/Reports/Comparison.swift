import VariantGymCore

/// Two evaluations of the same tasks, compared play by play.
public struct Comparison: Hashable, Codable, Sendable {
  /// What was evaluated first.
  public let first: String
  /// What was evaluated second.
  public let second: String
  /// The sets, in order.
  public let rows: [Row]
  /// The largest loss of success that does not matter.
  public let margin: Double
  /// The plays that only one of the two holds; they are part of no figure.
  public let unpaired: Int

  /// What was found on one set.
  public struct Row: Hashable, Codable, Sendable {
    /// The set.
    public let set: String
    /// Whether success rewards disobedience there.
    public let isFake: Bool
    /// Success of both, play by play.
    public let pairs: Pairs
    /// The success of the second less that of the first.
    public let success: Estimate?
    /// The p-value of McNemar's exact test, corrected by Holm over all sets; `nil` where instances
    /// were played several times.
    public let pValue: Double?
    /// Whether the second is not worse than the first by more than the margin; `nil` where instances
    /// were played several times.
    public let isNonInferior: Bool?
    /// The second less the first, for each further measure that both have, by its name.
    public let differences: [String: Estimate]
  }

  /// Compares.
  ///
  /// - Parameters:
  ///   - first: The one that is compared with.
  ///   - second: The one that is asked about.
  ///   - margin: The largest loss of success that does not matter, above 0; to be chosen beforehand.
  ///   - bootstrap: How intervals of measures other than success are found.
  /// - Throws: `JournalError` if they are not about the same tasks.
  public init(
    _ first: EvaluationRun, _ second: EvaluationRun, margin: Double = 0.05,
    bootstrap: Bootstrap = Bootstrap()
  ) throws(JournalError) {
    guard first.header.tasks == second.header.tasks else {
      throw .badParts(
        reason: "'\(first.header.policy)' and '\(second.header.policy)' were given other tasks")
    }
    self.first = first.header.policy
    self.second = second.header.policy
    self.margin = margin
    let others = Dictionary(
      second.results.filter(\.isPlayed).map { ($0.unit, $0) },
      uniquingKeysWith: { first, _ in first })
    var couples: [String: [Couple]] = [:]
    var count = 0
    for result in first.results where result.isPlayed {
      guard let other = others[result.unit] else { continue }
      couples[result.set, default: []].append(Couple(first: result, second: other))
      count += 1
    }
    unpaired = first.results.count(where: \.isPlayed) + others.count - 2 * count
    let names = first.header.sets.map(\.name).filter { couples[$0] != nil }
    let drafts = names.map { couples[$0]! }
    let pValues = Holm.adjusted(drafts.map { Self.pairs($0).pValue })
    rows = zip(zip(names, drafts), pValues).map { set, pValue in
      Self.row(set.0, set.1, pValue, margin, Estimator(bootstrap: bootstrap))
    }
  }

  private struct Couple {
    let first: EpisodeResult
    let second: EpisodeResult
  }

  private static func pairs(_ couples: [Couple]) -> Pairs {
    var pairs = Pairs()
    for couple in couples { pairs.add(couple.first.isSuccess, couple.second.isSuccess) }
    return pairs
  }

  private static func row(
    _ set: String, _ couples: [Couple], _ pValue: Double, _ margin: Double, _ estimator: Estimator
  ) -> Row {
    let pairs = pairs(couples)
    func difference(_ measure: Measure) -> Estimate? {
      estimator.difference(
        [
          couples.compactMap { couple in
            guard let one = measure.value(couple.first), let other = measure.value(couple.second)
            else { return nil }
            return (couple.first.key, other - one)
          }
        ], measure.kind)
    }
    var differences: [String: Estimate] = [:]
    for measure in Measure.all where measure.name != Measure.success.name {
      differences[measure.name] = difference(measure)
    }
    // Plays of one instance are no independent pairs.
    let areIndependent = Set(couples.map(\.first.key)).count == couples.count
    let swapped = Pairs(
      both: pairs.both, onlyFirst: pairs.onlySecond, onlySecond: pairs.onlyFirst,
      neither: pairs.neither)
    return Row(
      set: set, isFake: couples[0].first.announcement == .fake, pairs: pairs,
      success: areIndependent
        ? swapped.difference(confidence: estimator.bootstrap.confidence) : difference(.success),
      pValue: areIndependent ? pValue : nil,
      isNonInferior: areIndependent ? swapped.isNonInferior(margin: margin) : nil,
      differences: differences)
  }
}

extension Comparison {
  /// The table, a row a set: the second less the first, in percentage points for shares.
  public var table: TextTable {
    let measures = Measure.all.filter { measure in
      rows.contains { $0.differences[measure.name].map { $0.low != 0 || $0.high != 0 } ?? false }
    }
    var table = TextTable(
      ["set", "pairs", "only first", "only second", "success", "p", "not worse"]
        + measures.map(\.name))
    for row in rows {
      table.add(
        [
          row.set, "\(row.pairs.count)", "\(row.pairs.onlyFirst)", "\(row.pairs.onlySecond)",
          row.success?.text(.event) ?? "-",
          row.pValue.map(ObedienceTable.text) ?? "-",
          row.isNonInferior.map { $0 ? "yes" : "not shown" } ?? "-",
        ] + measures.map { row.differences[$0.name]?.text($0.kind) ?? "-" })
    }
    return table.leavingOut(columnsOf: ["-"])
  }

  /// What must be known to read the table, a sentence a line.
  public var notes: [String] {
    var notes = [
      "'\(second)' less '\(first)', on the same tasks; shares in percentage points, with intervals.",
      "p: McNemar's exact test, corrected by Holm over the sets. Not worse: by no more than "
        + "\((margin * 100).fixed(0)) points, one-sided at 5%.",
    ]
    if rows.contains(where: \.isFake) {
      notes.append("On fakes, success is earned by disobeying: compare with the honest twins.")
    }
    if unpaired > 0 { notes.append("\(unpaired) plays have no counterpart and are left out.") }
    return notes
  }
}
