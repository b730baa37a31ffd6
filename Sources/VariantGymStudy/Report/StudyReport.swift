public import Foundation
import TinyTransformer
import VariantGym

/// The report of a study: tables in Markdown, and pictures.
///
/// It is made from the plan and the results alone, so that whoever has those can make it again.
public struct StudyReport: Sendable {
  let results: StudyResults

  init(_ results: StudyResults) { self.results = results }

  /// The report of a study's folder, as far as the study has come.
  ///
  /// - Throws: `StudyError` where the folder holds no study, or a damaged one.
  public init(reading url: URL) throws {
    self.init(try StudyResults(reading: url))
  }

  /// The report and its pictures, by the names of their files.
  public var files: [(name: String, text: String)] {
    [("report.md", markdown)]
      + results.plan.tasks.flatMap { task in
        [
          ("\(task.family)-success.svg", successFigure(task).svg),
          ("\(task.family)-way.svg", wayFigure(task).svg),
          ("\(task.family)-loss.svg", lossFigure(task).svg),
          ("\(task.family)-drift.svg", driftFigure(task).svg),
        ]
          + (lengths(task) == nil
            ? [] : [("\(task.family)-lengths.svg", lengthFigure(task).svg)])
          + (doseFigure(task).map { [("\(task.family)-dose.svg", $0.svg)] } ?? [])
      }
  }

  /// Writes the report and its pictures into a folder.
  ///
  /// - Throws: Errors of the file system.
  public func write(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in files {
      try Data(file.text.utf8).write(
        to: folder.appendingPathComponent(file.name), options: .atomic)
    }
  }

  /// The tables, as Markdown.
  public var markdown: String {
    let contrasts = ContrastResult.all(in: results)
    let sections =
      [
        "# The study `\(results.plan.name)`", summary,
        "## Findings\n\n\(findingTable(contrasts).markdown)",
        Self.contrastTable(contrasts),
      ] + results.plan.tasks.map(section)
    return sections.joined(separator: "\n\n") + "\n"
  }

  private var summary: String {
    let seeds = results.plan.seeds.map(String.init).joined(separator: ", ")
    var text =
      "Seeds \(seeds). Success and validity are means over seeds and instances with 95% intervals: "
      + "Wilson's where one seed plays independent instances, else the bootstrap over seeds and "
      + "instances within them."
    if results.missing > 0 {
      text += " **\(results.missing) models are not finished yet, and are left out.**"
    }
    return text
  }

  // MARK: Findings

  /// The findings of the paper with their verdicts, for a terminal.
  public var findings: String { findingTable(ContrastResult.all(in: results)).plain }

  private func findingTable(_ contrasts: [ContrastResult]) -> TextTable {
    var table = TextTable(["finding", "contrasts that hold", "verdict"])
    for finding in Finding.all(contrasts, of: results.plan) {
      let held = finding.results.count(where: \.holds)
      table.add([
        "\(finding.number). \(finding.claim)", "\(held) of \(finding.contrasts)",
        finding.verdict,
      ])
    }
    return table
  }

  private static func contrastTable(_ contrasts: [ContrastResult]) -> String {
    var table = TextTable([
      "finding", "environment", "claim", "first", "second", "difference", "p", "verdict",
    ])
    for result in contrasts {
      let contrast = result.contrast
      table.add([
        "\(contrast.finding)", contrast.family,
        contrast.claim + ["", " (second look)", " (third look)"][contrast.looks - 1],
        "\(label(contrast.first)): \((result.first * 100).fixed(0))%",
        "\(label(contrast.second)): \((result.second * 100).fixed(0))%",
        result.difference.text(.share), result.adjusted.fixed(4),
        result.holds ? "holds" : result.isRefuted ? "refuted" : "undecided",
      ])
    }
    let hasThird = contrasts.contains { $0.contrast.looks == 3 }
    let third =
      hasThird
      ? """
       Those of a third look had been judged by other models on half of the instances, and their p \
      counts three times.
      """ : ""
    return """
      ## Contrasts

      Written down before the runs; those of a second look before its instances were drawn, after a \
      first one at 100 instances of each set had left them undecided, and their p counts twice.\(third) p: by \
      instances, seeds averaged first, so conditional on these seeds: a randomization test, or for "no \
      more than 5 points" empirical likelihood. Both directions are tested, and Holm's correction is \
      over all rows. That something costs nothing is said only where the second side succeeds half of \
      the time. All else in this report is exploration.

      \(table.markdown)
      """
  }

  private static func label(_ side: Contrast.Side) -> String {
    "\(side.arm) on \(side.sets.joined(separator: ", "))"
  }

  // MARK: One environment

  private func section(_ task: StudyTask) -> String {
    [
      "## \(task.family)", modelNote(task),
      table(task, .success, "Success", sets: playedSets(task)),
      "![Success](\(task.family)-success.svg)",
      table(task, .validity, "Replies in the language asked for", sets: playedSets(task)),
      obedience(task), doses(task), lengths(task), truth(task),
      course(task), drift(task),
    ].compactMap(\.self).joined(separator: "\n\n")
  }

  private func modelNote(_ task: StudyTask) -> String {
    var table = TextTable(["arm", "trained on", "thoughts", "start", "rows", "steps", "tokens"])
    func tokens(_ arm: String) -> String {
      let counts = results.models(task.family, arm).map(\.trials.tokens)
      guard let most = counts.max() else { return "not finished" }
      return "\((Double(most) / 1e6).fixed(1)) M"
    }
    table.add([
      ModelTraining.baseName, "\(task.baseVariant.description), random answers", "answer-only",
      "scratch",
      "\(task.base.rows)", "\(task.base.steps)", tokens(ModelTraining.baseName),
    ])
    for arm in task.arms {
      let replies = arm.reinforcement.map { " of \($0.episodes) x \($0.groupSize) replies" } ?? ""
      table.add([
        arm.name, arm.variant.description, arm.style, arm.start.rawValue,
        "\(task.practice.rows)", "\(arm.steps ?? task.practice.steps)\(replies)",
        tokens(arm.name),
      ])
    }
    let weights = (try? task.shape.weightCount) ?? 0
    return """
      A model of \(task.model.layers) layers of width \(task.model.width), \(weights) weights; \
      training on `\(task.difficulty)`, \(task.trial.instances) instances a set. Tokens of the seed \
      with the most.

      \(table.markdown)
      """
  }

  /// The sets in which whole episodes are played.
  func playedSets(_ task: StudyTask) -> [String] {
    let trial = task.trial
    return ["base"] + trial.languages + trial.languages.map { "fake-\($0)" } + trial.harder
      + ModelTrial.manySets(task) + [ModelTrial.seenSet] + seenSets(task)
  }

  /// The sets in which languages are announced on content of training.
  private func seenSets(_ task: StudyTask) -> [String] {
    let languages = task.trial.seenLanguages
    if languages.isEmpty { return [] }
    return (["base"] + languages + languages.map { "fake-\($0)" }).map(ModelTrial.seenSet)
  }

  private func armNames(_ task: StudyTask) -> [String] {
    [ModelTraining.baseName] + task.arms.map(\.name)
  }

  private func table(
    _ task: StudyTask, _ measure: StudyMeasure, _ title: String, sets: [String]
  ) -> String {
    var table = TextTable(["arm"] + sets)
    for arm in armNames(task) {
      table.add(
        [arm]
          + sets.map { set in
            results.estimate(measure, task.family, arm, [set])?.text(measure.kind) ?? "-"
          })
    }
    return "### \(title)\n\n\(table.markdown)"
  }

  /// Obedience on fixed states: every model is asked the same.
  private func obedience(_ task: StudyTask) -> String {
    var table = TextTable(
      ["arm"] + task.trial.languages.flatMap { ["\($0): obeyed", "\($0): clung"] })
    for arm in armNames(task) {
      table.add(
        [arm]
          + task.trial.languages.flatMap { language in
            [StudyMeasure.obeyed, .clung].map { measure in
              results.estimate(measure, task.family, arm, [statesSet(task, language)])?
                .text(.share) ?? "-"
            }
          })
    }
    return """
      ### Obedience on fixed states

      Replies that make sense only as asked, or only in the training language; the rest is neither.

      \(table.markdown)
      """
  }

  private func statesSet(_ task: StudyTask, _ language: String) -> String {
    let states = "\(language)/states"
    let hasStates = results.models.contains { model in
      model.task.family == task.family && model.trials.atTheEnd.contains { $0.set == states }
    }
    return hasStates ? states : language
  }

  /// How true the thoughts are that models tell; `nil` where none tells any.
  private func truth(_ task: StudyTask) -> String? {
    let arms = task.arms.filter { $0.style != answerOnlyStyle }
    if arms.isEmpty { return nil }
    let sets = ["base"] + task.trial.languages + task.trial.harder
    var table = TextTable(["arm"] + sets)
    for arm in arms {
      table.add(
        [arm.name]
          + sets.map { set in
            results.estimate(.truth, task.family, arm.name, [set])?.text(.share) ?? "-"
          })
    }
    return "### True statements in thoughts\n\n\(table.markdown)"
  }
}
