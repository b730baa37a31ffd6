import TinyTransformer
import VariantGym

extension StudyReport {
  /// How little diversity is enough; `nil` where no arm has a place in it.
  func doses(_ task: StudyTask) -> String? {
    let arms = task.arms.filter { $0.dose != nil }
    if arms.isEmpty { return nil }
    var table = TextTable([
      "share of other languages", "how many", "base", "unseen", "unseen: in the language asked for",
      "fake",
    ])
    for arm in arms {
      guard let dose = arm.dose else { continue }
      let unseen = task.trial.languages
      table.add([
        "\(dose.share)%",
        dose.languages.map(String.init) ?? (dose.share == 0 ? "none" : "many"),
        text(.success, task, arm, ["base"]), text(.success, task, arm, unseen),
        text(.validity, task, arm, unseen),
        text(.success, task, arm, unseen.map { "fake-\($0)" }),
      ])
    }
    return """
      ### Dose and response

      Success, and validity where it says so; unseen and fake are means over all languages of the \
      trials.

      ![Dose and response](\(task.family)-dose.svg)

      \(table.markdown)
      """
  }

  /// The same as a shaded matrix; `nil` where no arm has a place in it.
  func doseFigure(_ task: StudyTask) -> MatrixFigure? {
    let arms = task.arms.filter { $0.dose != nil }
    if arms.isEmpty { return nil }
    let unseen = task.trial.languages
    let columns: [(name: String, measure: StudyMeasure, sets: [String])] = [
      ("base", .success, ["base"]), ("unseen", .success, unseen),
      ("unseen: valid", .validity, unseen), ("fake", .success, unseen.map { "fake-\($0)" }),
    ]
    return MatrixFigure(
      rows: arms.map { arm in
        let languages = arm.dose?.languages.map(String.init) ?? "many"
        let share = arm.dose?.share ?? 0
        return share == 0 ? "0%" : "\(share)% of \(languages)"
      },
      columns: columns.map(\.name),
      shares: arms.map { arm in
        columns.map { results.estimate($0.measure, task.family, arm.name, $0.sets)?.value }
      })
  }

  private func text(
    _ measure: StudyMeasure, _ task: StudyTask, _ arm: Arm, _ sets: [String]
  ) -> String {
    results.estimate(measure, task.family, arm.name, sets)?.text(measure.kind) ?? "-"
  }

  /// How the arms came to what they are.
  func course(_ task: StudyTask) -> String {
    let language = task.trial.validation
    var table = TextTable([
      "arm", "tokens", "loss", "base", language, "\(language): in the language asked for",
      "fake-\(language)",
    ])
    for arm in task.arms {
      let models = results.models(task.family, arm.name)
      let steps = arm.steps ?? task.practice.steps
      let tokens = models.map(\.trials.tokens).reduce(0, +) / max(1, models.count)
      let validity = way(task, arm.name, language, \.validity)
      func mean(_ values: [Double]) -> String? {
        values.isEmpty ? nil : (values.reduce(0, +) / Double(values.count)).fixed(3)
      }
      func share(_ points: [LossCurves.Point], _ step: Int) -> String {
        points.first { $0.step == step }.map { "\(($0.value * 100).fixed(0))%" } ?? "-"
      }
      for point in way(task, arm.name, "base") {
        let losses = models.compactMap { $0.trials.loss(before: point.step / arm.stepsPerLesson) }
        let payments = models.compactMap { $0.trials.payment(before: point.step) }
        table.add([
          arm.name, "\((Double(tokens) / 1e6 * Double(point.step) / Double(steps)).fixed(1)) M",
          mean(losses) ?? mean(payments).map { "paid \($0)" } ?? "-", share([point], point.step),
          share(way(task, arm.name, language), point.step), share(validity, point.step),
          share(way(task, arm.name, "fake-\(language)"), point.step),
        ])
      }
    }
    let isPaid = task.arms.contains { $0.reinforcement != nil }
    let paid = isPaid ? " Where replies are paid, that is told in place of a loss." : ""
    return """
      ### On the way

      Success on \(task.trial.checkpointInstances) instances of the \(task.trial.validationSplit.rawValue) \
      split, in the training language and in `\(language)`, which no trial announces; means over seeds.\(paid)

      ![On the way, over steps](\(task.family)-way.svg)

      ![Loss](\(task.family)-loss.svg)

      \(table.markdown)
      """
  }

  /// How far models have moved from where they began.
  func drift(_ task: StudyTask) -> String {
    let parts = results.models.first { $0.task.family == task.family }?.trials.changes.map(\.part)
    var table = TextTable(["arm", "distance", "KL"] + (parts ?? []))
    for arm in task.arms {
      let models = results.models(task.family, arm.name)
      func mean(_ value: (PastTrials) -> Double?) -> String {
        let values = models.compactMap { value($0.trials) }
        return values.isEmpty
          ? "-" : (values.reduce(0, +) / Double(values.count)).fixed(2)
      }
      table.add(
        [arm.name, mean { $0.drifts.last?.distance }, mean { $0.drifts.last?.divergence }]
          + (parts ?? []).indices.map { index in
            mean { index < $0.changes.count ? $0.changes[index].relative : nil }
          })
    }
    return """
      ### Distance from the start

      The length of the difference in weights, KL(start || model) in nats for each token of gold \
      replies, and the change of each part relative to the length of its weights; means over seeds.

      ![Distance](\(task.family)-drift.svg)

      \(table.markdown)
      """
  }
}
