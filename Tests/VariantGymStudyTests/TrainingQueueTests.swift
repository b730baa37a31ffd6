import Foundation
import Testing

@testable import VariantGymStudy

@Suite("Order of trainings")
struct TrainingQueueTests {
  private func training(_ arm: Int?, seed: UInt64) -> ModelTraining {
    let task = StudyPlan.small.tasks[0]
    return ModelTraining(
      task: task, arm: arm.map { task.arms[$0] }, seed: seed,
      folder: StudyFolder(url: URL(fileURLWithPath: "/")))
  }

  @Test("an arm begins once the base model of its seed is there, without waiting for others")
  func order() throws {
    let bases = (1...3).map { training(nil, seed: $0) }
    let arms = [0, 1].flatMap { arm in (1...3).map { training(arm, seed: $0) } }
    var queue = TrainingQueue(bases + arms)
    func names(_ count: Int) -> [String] {
      (0..<count).map { _ in queue.next().map { "\($0.name) \($0.seed)" } ?? "wait" }
    }
    #expect(names(4) == ["base 1", "base 2", "base 3", "wait"])
    queue.finish(bases[1])
    #expect(names(3) == ["frozen-answer 2", "diverse-thought 2", "wait"])
    // The end of an arm that none starts from frees nothing.
    queue.finish(arms[1])
    #expect(names(1) == ["wait"] && !queue.isEmpty)
    queue.finish(bases[0])
    queue.finish(bases[2])
    #expect(
      names(5) == [
        "frozen-answer 1", "frozen-answer 3", "diverse-thought 1", "diverse-thought 3", "wait",
      ])
    #expect(queue.isEmpty)
  }

  @Test("an arm that starts from another waits for that one, of its own seed")
  func chain() throws {
    var task = StudyPlan.small.tasks[0]
    task.arms[1].start = .arm("frozen-answer")
    let trainings = [nil, task.arms[0], task.arms[1]].flatMap { arm in
      [1, 2].map { seed in
        ModelTraining(
          task: task, arm: arm, seed: seed, folder: StudyFolder(url: URL(fileURLWithPath: "/")))
      }
    }
    var queue = TrainingQueue(trainings)
    #expect(queue.next()?.id == trainings[0].id && queue.next()?.id == trainings[1].id)
    queue.finish(trainings[1])
    #expect(queue.next()?.id == trainings[3].id && queue.next() == nil)
    queue.finish(trainings[0])
    #expect(queue.next()?.id == trainings[2].id && queue.next() == nil)
    queue.finish(trainings[3])
    #expect(queue.next()?.id == trainings[5].id && queue.next() == nil && !queue.isEmpty)
  }
}
