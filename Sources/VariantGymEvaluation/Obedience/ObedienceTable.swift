import VariantGymCore

/// Whether a policy follows the instruction or its habit: one row for each announced language.
public struct ObedienceTable: Hashable, Codable, Sendable {
  /// The rows, in the order of the study.
  public let rows: [Row]
  /// The largest loss of success, against the training language, that does not matter.
  public let margin: Double
  /// The confidence of the intervals.
  public let confidence: Double
  /// How many plays are missing because the study has not ended.
  public let missing: Int

  /// What was found for one language.
  public struct Row: Hashable, Codable, Sendable {
    /// The variant that announces the language.
    public let language: String
    /// The states on which obedience was measured.
    public let states: Int
    /// The states on which it could not be told, since both languages mean the same there.
    public let untold: Int
    /// The share of telling states whose reply follows the prompt and not the habit.
    public let obeyed: Estimate?
    /// The share whose reply follows the habit and not the prompt.
    public let clung: Estimate?
    /// The share whose reply makes sense in neither language.
    public let neither: Estimate?
    /// Success where the training language is announced and counts.
    public let base: Estimate?
    /// Success where the language is announced and counts: what obedience earns.
    public let asked: Estimate?
    /// Success where the language is announced and base counts: what the habit earns.
    public let habit: Estimate?
    /// The episodes that failed for want of a reply; they are part of no figure.
    public let failures: Int
    /// Each instance played as asked, against the same instance played for the habit.
    public let twins: Pairs
    /// The p-value of McNemar's test on the twins, corrected by Holm over all rows; `nil` where
    /// tasks were played several times.
    public let pValue: Double?
    /// Whether success as asked is not worse than success under base by more than the margin; `nil`
    /// where tasks were played several times.
    public let isAsGoodAsBase: Bool?
    /// What the states say.
    public let finding: Finding
  }

  /// What the states of a row say.
  public enum Finding: String, Hashable, Codable, Sendable {
    /// More than half of the replies follow the prompt, beyond chance.
    case obeys
    /// More than half of the replies follow the habit, beyond chance.
    case clings
    /// More than half of the replies make sense in neither language, beyond chance.
    case fails
    /// None of these is sure.
    case mixed
  }

  /// What was found.
  ///
  /// - Parameters:
  ///   - run: The tasks of an `ObedienceStudy`, played.
  ///   - margin: The largest loss of success that does not matter, above 0; to be chosen beforehand.
  ///   - bootstrap: How intervals are found.
  public init(_ run: EvaluationRun, margin: Double = 0.1, bootstrap: Bootstrap = Bootstrap()) {
    self.margin = margin
    confidence = bootstrap.confidence
    missing = run.missing
    let results = Dictionary(grouping: run.results, by: \.set)
    let names = Set(run.header.sets.map(\.name))
    let languages = run.header.sets.map(\.name).filter { names.contains("fake-\($0)") }
    let isSingle = run.header.settings.samples == 1
    let drafts = languages.map { language in
      let sets = ObedienceStudy.SetNames(
        language, isSingleTurn: !names.contains("\(language)/states"))
      return Draft(
        language, states: results[sets.states] ?? [],
        base: results[ObedienceStudy.base] ?? [], honest: results[sets.honest] ?? [],
        fake: results[sets.fake] ?? [])
    }
    let pValues = Holm.adjusted(drafts.map(\.twins.pValue))
    rows = zip(drafts, pValues).map { draft, pValue in
      draft.row(
        pValue: isSingle ? pValue : nil, margin: isSingle ? margin : nil,
        Estimator(bootstrap: bootstrap))
    }
  }
}

/// The results of one language.
private struct Draft {
  let language: String
  let states: [EpisodeResult]
  let base: [EpisodeResult]
  let honest: [EpisodeResult]
  let fake: [EpisodeResult]
  let twins: Pairs
  private let failures: Int

  init(
    _ language: String, states: [EpisodeResult], base: [EpisodeResult], honest: [EpisodeResult],
    fake: [EpisodeResult]
  ) {
    self.language = language
    self.states = states.filter(\.isPlayed)
    let instances = Set((honest + fake).map(\.key))
    let base = base.filter { instances.contains($0.key) }
    self.base = base.filter(\.isPlayed)
    self.honest = honest.filter(\.isPlayed)
    self.fake = fake.filter(\.isPlayed)
    failures = (states + base + honest + fake).count { !$0.isPlayed }
    twins = Self.pairs(self.honest, self.fake)
  }

  func row(pValue: Double?, margin: Double?, _ estimator: Estimator) -> ObedienceTable.Row {
    let telling = states.filter { Measure.obeyed.value($0) != nil }
    let shares = [Measure.obeyed, .clung, .neither].map { estimator.mean($0, over: [telling]) }
    return ObedienceTable.Row(
      language: language, states: states.count, untold: states.count - telling.count,
      obeyed: shares[0], clung: shares[1], neither: shares[2],
      base: estimator.mean(.success, over: [base]),
      asked: estimator.mean(.success, over: [honest]),
      // Never without what obedience earns: a broken policy earns nothing from either.
      habit: honest.isEmpty ? nil : estimator.mean(.success, over: [fake]), failures: failures,
      twins: twins, pValue: twins.count == 0 ? nil : pValue,
      isAsGoodAsBase: margin.map { Self.pairs(honest, base).isNonInferior(margin: $0) },
      finding: Self.finding(shares))
  }

  private static func pairs(_ first: [EpisodeResult], _ second: [EpisodeResult]) -> Pairs {
    let others = Dictionary(
      second.map { ($0.key, $0.isSuccess) }, uniquingKeysWith: { first, _ in first })
    var pairs = Pairs()
    for result in first {
      if let other = others[result.key] { pairs.add(result.isSuccess, other) }
    }
    return pairs
  }

  private static func finding(_ shares: [Estimate?]) -> ObedienceTable.Finding {
    let findings: [ObedienceTable.Finding] = [.obeys, .clings, .fails]
    return zip(findings, shares).first { ($1?.low ?? 0) > 0.5 }?.0 ?? .mixed
  }
}

extension ObedienceTable {
  /// The one table.
  public var table: TextTable {
    var table = TextTable([
      "announced", "states", "obeyed", "clung", "neither", "success: base", "as asked",
      "by habit", "p", "as good as base", "failed", "finding",
    ])
    for row in rows {
      table.add([
        row.language, "\(row.states - row.untold)", row.obeyed?.text(.share) ?? "-",
        row.clung?.text(.share) ?? "-", row.neither?.text(.share) ?? "-",
        row.base?.text(.event) ?? "-", row.asked?.text(.event) ?? "-",
        row.habit?.text(.event) ?? "-", row.pValue.map(Self.text) ?? "-",
        row.isAsGoodAsBase.map { $0 ? "yes" : "not shown" } ?? "-",
        row.failures == 0 ? "-" : "\(row.failures)", row.finding.rawValue,
      ])
    }
    return table.leavingOut(columnsOf: ["-"])
  }

  /// What must be known to read the table, a sentence a line.
  public var notes: [String] {
    let percent = (confidence * 100).fixed(0)
    var notes = [
      "Obeyed, clung, neither: single replies on a fixed set of states along optimal solutions, by "
        + "the actions that they mean as asked and in the training language.",
      "Success: whole episodes on the same instances. 'As asked' and 'by habit' have the same "
        + "prompts; they differ in what counts.",
      "In brackets: \(percent)% intervals. p: McNemar's exact test of as asked against by habit, "
        + "corrected by Holm. As good as base: not worse by more than "
        + "\((margin * 100).fixed(0)) points, one-sided at 5%.",
      "Finding: what more than half of the replies do, beyond chance.",
    ]
    if missing > 0 { notes.append("\(missing) plays are missing: the study has not ended.") }
    return notes
  }

  static func text(pValue: Double) -> String {
    pValue < 0.001 ? "< 0.001" : pValue.fixed(3)
  }
}
