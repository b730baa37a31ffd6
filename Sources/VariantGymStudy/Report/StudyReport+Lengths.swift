import TinyTransformer
import VariantGym

extension StudyReport {
  /// How success falls with the length of the shortest solution; `nil` where lengths do not differ.
  func lengths(_ task: StudyTask) -> String? {
    let tables = ModelTrial.manySets(task).compactMap { set -> String? in
      let counts = instances(task, set)
      if counts.count < 2 { return nil }
      let columns = counts.keys.sorted()
      var table = TextTable(["arm"] + columns.map { "\($0)" })
      table.add(["instances"] + columns.map { "\(counts[$0] ?? 0)" })
      for arm in task.arms {
        let shares = success(task, arm.name, set)
        table.add(
          [arm.name] + columns.map { shares[$0].map { "\(($0 * 100).fixed(0))%" } ?? "-" })
      }
      return "`\(set)`:\n\n\(table.markdown)"
    }
    if tables.isEmpty { return nil }
    return """
      ### Success by the length of the shortest solution

      Of the large sets, in the training language; means over seeds and instances.

      ![By length](\(task.family)-lengths.svg)

      \(tables.joined(separator: "\n\n"))
      """
  }

  /// The same of the difficulty of training, as curves.
  func lengthFigure(_ task: StudyTask) -> LossCurves {
    LossCurves(
      ModelTrial.manySets(task).prefix(1).flatMap { set in
        task.arms.map { arm in
          LossCurves.Curve(
            name: arm.name,
            points: success(task, arm.name, set).sorted { $0.key < $1.key }.map {
              LossCurves.Point(step: $0.key, value: $0.value)
            })
        }
      })
  }

  /// How many instances there are of each length, of one model: all are tried on the same.
  private func instances(_ task: StudyTask, _ set: String) -> [Int: Int] {
    let outcome = task.arms.lazy.compactMap { results.outcomes(task.family, $0.name, set).first }
      .first?.outcome
    return (outcome?.shortest ?? []).reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  /// The share of solved instances of each length.
  private func success(_ task: StudyTask, _ arm: String, _ set: String) -> [Int: Double] {
    var sums: [Int: (solved: Int, count: Int)] = [:]
    for (_, outcome) in results.outcomes(task.family, arm, set) {
      for (length, solved) in zip(outcome.shortest ?? [], outcome.success) {
        let sum = sums[length] ?? (0, 0)
        sums[length] = (sum.solved + solved, sum.count + 1)
      }
    }
    return sums.mapValues { Double($0.solved) / Double($0.count) }
  }
}
