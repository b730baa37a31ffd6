import TinyTransformer
import VariantGym

extension StudyReport {
  /// Success by arm and set, as a shaded matrix.
  func successFigure(_ task: StudyTask) -> MatrixFigure {
    let arms = [ModelTraining.baseName] + task.arms.map(\.name)
    let sets = playedSets(task)
    return MatrixFigure(
      rows: arms, columns: sets,
      shares: arms.map { arm in
        sets.map { results.estimate(.success, task.family, arm, [$0])?.value }
      })
  }

  /// Success in the training language, under the language of validation and on its fake, over training
  /// steps.
  func wayFigure(_ task: StudyTask) -> LossCurves {
    let language = task.trial.validation
    return LossCurves(
      task.arms.flatMap { arm in
        ["base", language, "fake-\(language)"].map { set in
          LossCurves.Curve(name: "\(arm.name): \(set)", points: way(task, arm.name, set))
        }
      })
  }

  /// The mean over seeds of a measure of a set, by default its success, at each checkpoint.
  func way(
    _ task: StudyTask, _ arm: String, _ set: String,
    _ measure: (CheckpointOutcome) -> Double = \.success
  ) -> [LossCurves.Point] {
    var bySteps: [Int: (sum: Double, count: Double)] = [:]
    for model in results.models(task.family, arm) {
      for outcome in model.trials.onTheWay where outcome.set == set {
        let earlier = bySteps[outcome.step] ?? (0, 0)
        bySteps[outcome.step] = (earlier.sum + measure(outcome), earlier.count + 1)
      }
    }
    return bySteps.sorted { $0.key < $1.key }.map {
      LossCurves.Point(step: $0.key, value: $0.value.sum / $0.value.count)
    }
  }

  /// The loss of each arm over steps, of its first seed.
  func lossFigure(_ task: StudyTask) -> LossCurves {
    LossCurves(
      task.arms.compactMap { arm in
        results.models(task.family, arm.name).first.map { model in
          LossCurves.Curve(
            name: arm.name,
            points: model.trials.losses.enumerated().map {
              LossCurves.Point(step: ($0 + 1) * PastTrials.stretch * arm.stepsPerLesson, value: $1)
            })
        }
      })
  }
}

extension StudyReport {
  /// The distance of each arm's first seed from where it began, over steps.
  func driftFigure(_ task: StudyTask) -> LossCurves {
    LossCurves(
      task.arms.compactMap { arm in
        results.models(task.family, arm.name).first.map { model in
          LossCurves.Curve(
            name: arm.name,
            points: model.trials.drifts.map { LossCurves.Point(step: $0.step, value: $0.distance) })
        }
      })
  }
}

/// Shares in a grid, shaded by their size, as an SVG picture.
struct MatrixFigure: Hashable, Sendable {
  let rows: [String]
  let columns: [String]
  /// The share of each row and column, `nil` where there is none.
  let shares: [[Double?]]

  private static let (cellWidth, cellHeight, left, top) = (58, 26, 150, 110)

  var svg: String {
    let width = Self.left + columns.count * Self.cellWidth + 50
    let height = Self.top + rows.count * Self.cellHeight + 10
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" "
        + "font-family=\"sans-serif\" font-size=\"12\">",
      "<rect width=\"\(width)\" height=\"\(height)\" fill=\"white\"/>",
    ]
    for (index, column) in columns.enumerated() {
      let x = Self.left + index * Self.cellWidth + Self.cellWidth / 2
      lines.append(
        "<text transform=\"translate(\(x) \(Self.top - 6)) rotate(-40)\">\(column)</text>")
    }
    for (place, row) in rows.enumerated() {
      let y = Self.top + place * Self.cellHeight
      lines.append("<text x=\"\(Self.left - 8)\" y=\"\(y + 17)\" text-anchor=\"end\">\(row)</text>")
      for index in columns.indices {
        lines.append(Self.cell(shares[place][index], x: Self.left + index * Self.cellWidth, y: y))
      }
    }
    lines.append("</svg>\n")
    return lines.joined(separator: "\n")
  }

  private static func cell(_ share: Double?, x: Int, y: Int) -> String {
    guard let share else { return "" }
    let percent = Int((share * 100).rounded())
    let ink = share > 0.55 ? "white" : "black"
    return "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(cellWidth - 2)\" height=\"\(cellHeight - 2)\" "
      + "fill=\"#1b6ca8\" fill-opacity=\"\((0.06 + 0.94 * share).fixed(3))\"/>"
      + "<text x=\"\(x + cellWidth / 2 - 1)\" y=\"\(y + 17)\" text-anchor=\"middle\" "
      + "fill=\"\(ink)\">\(percent)</text>"
  }
}
