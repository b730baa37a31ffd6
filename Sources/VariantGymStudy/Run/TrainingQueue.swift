/// Trainings in order, but for those that must wait for the model that they begin with.
struct TrainingQueue {
  private var waiting: [ModelTraining]
  private var finished: Set<ModelName> = []

  init(_ trainings: [ModelTraining]) { waiting = trainings }

  var isEmpty: Bool { waiting.isEmpty }

  /// Takes out the first that can begin; `nil` if all must wait, or none is left.
  mutating func next() -> ModelTraining? {
    waiting.firstIndex(where: isReady).map { waiting.remove(at: $0) }
  }

  /// Says that a training has ended.
  mutating func finish(_ training: ModelTraining) {
    finished.insert(training.id)
  }

  private func isReady(_ training: ModelTraining) -> Bool {
    training.start.map(finished.contains) ?? true
  }
}
