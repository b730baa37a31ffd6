/// Trainings in order, but for those that must wait for a base model.
struct TrainingQueue {
  private var waiting: [ModelTraining]
  private var bases: [ModelTraining] = []

  init(_ trainings: [ModelTraining]) { waiting = trainings }

  var isEmpty: Bool { waiting.isEmpty }

  /// Takes out the first that can begin; `nil` if all must wait, or none is left.
  mutating func next() -> ModelTraining? {
    waiting.firstIndex(where: isReady).map { waiting.remove(at: $0) }
  }

  /// Says that a training has ended.
  mutating func finish(_ training: ModelTraining) {
    if training.arm == nil { bases.append(training) }
  }

  private func isReady(_ training: ModelTraining) -> Bool {
    !training.needsBase
      || bases.contains {
        $0.task.family == training.task.family && $0.seed == training.seed
      }
  }
}
