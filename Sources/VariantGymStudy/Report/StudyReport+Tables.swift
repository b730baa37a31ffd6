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
        "\(dose.share)%", dose.languages.map(String.init) ?? "many",
        text(.success, task, arm, ["base"]), text(.success, task, arm, unseen),
        text(.validity, task, arm, unseen),
        text(.success, task, arm, unseen.map { "fake-\($0)" }),
      ])
    }
    return """
      ### Dose and response

      Success, and validity where it says so; unseen and fake are means over all languages of the \
      trials.

      \(table.markdown)
      """
  }

  private func text(
    _ measure: StudyMeasure, _ task: StudyTask, _ arm: Arm, _ sets: [String]
  ) -> String {
    results.estimate(measure, task.family, arm.name, sets)?.text(measure.kind) ?? "-"
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
