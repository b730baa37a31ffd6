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

  /// Over training steps, for each arm: success in the training language, under the language of
  /// validation and on its fake, and how much of the replies to it is in that language.
  func wayFigure(_ task: StudyTask) -> PanelFigure {
    let language = task.trial.validation
    return PanelFigure(
      legend: [
        "base", language, "fake-\(language)", "\(language): in the language asked for",
      ],
      panels: task.arms.map { arm in
        PanelFigure.Panel(
          name: arm.name,
          curves: ["base", language, "fake-\(language)"].map { way(task, arm.name, $0) }
            + [way(task, arm.name, language, \.validity)])
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
        // What was paid is no loss.
        if arm.reinforcement != nil { return nil }
        return results.models(task.family, arm.name).first.map { model in
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
