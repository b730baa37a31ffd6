public import Foundation
import TinyTransformer
import VariantGym

/// A study in a folder: it trains a base model, every arm from it, and tries all of them.
///
/// What is done is kept, so that the same call goes on after an interruption.
public struct Study: Sendable {
  /// What is studied.
  public let plan: StudyPlan
  private let folder: StudyFolder

  /// A study in a folder, which is made where there is none.
  ///
  /// - Parameters:
  ///   - plan: What is studied.
  ///   - url: The folder.
  /// - Throws: `StudyError` where the folder belongs to another plan; what recipes throw that cannot be
  ///   carried out; errors of the file system.
  public init(_ plan: StudyPlan, in url: URL) throws {
    self.plan = plan
    // What cannot be trained is found before hours of training.
    for task in plan.tasks {
      for arm in task.arms {
        _ = try task.recipe(for: arm, seed: plan.seeds[0]).catalog(from: StudyVariants.catalog)
      }
    }
    folder = StudyFolder(url: url)
    try folder.open(for: plan)
  }

  /// Trains and tries whatever is missing.
  ///
  /// - Parameters:
  ///   - threads: How many models are trained at once, at least 1. It changes no result.
  ///   - progress: Called as models advance, from several threads.
  /// - Throws: What data sets, models, journals and the file system throw; `CancellationError`.
  public func run(
    threads: Int, progress: @escaping @Sendable (StudyProgress) -> Void = { _ in }
  ) async throws {
    let bases = trainings { _ in [nil] }
    let arms = trainings { $0.arms }
    let tally = ProgressTally(models: bases.count + arms.count, report: progress)
    // Every arm needs the base model of its seed.
    for stage in [bases, arms] {
      try await run(stage, threads: threads, tally)
    }
  }

  private func trainings(_ arms: (StudyTask) -> [Arm?]) -> [ModelTraining] {
    plan.seeds.flatMap { seed in
      plan.tasks.flatMap { task in
        arms(task).map { ModelTraining(task: task, arm: $0, seed: seed, folder: folder) }
      }
    }
  }

  private func run(
    _ trainings: [ModelTraining], threads: Int, _ tally: ProgressTally
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, training) in trainings.enumerated() {
        if index >= threads { try await group.next() }
        group.addTask {
          let name = "\(training.task.family) \(training.name), seed \(training.seed)"
          try await training.run { tally.advance(name, steps: $0) }
          tally.finish(name)
        }
      }
      try await group.waitForAll()
    }
  }
}

/// How far a study has come.
public struct StudyProgress: Hashable, Sendable {
  /// The models that are trained and tried.
  public let finished: Int
  /// All models.
  public let models: Int
  /// The model that advanced.
  public let model: String
  /// The steps that it has taken.
  public let steps: Int
}

/// Counts models from several threads.
private final class ProgressTally: @unchecked Sendable {
  private let lock = NSLock()
  private let models: Int
  private let report: @Sendable (StudyProgress) -> Void
  private var finished = 0
  private var steps: [String: Int] = [:]

  init(models: Int, report: @escaping @Sendable (StudyProgress) -> Void) {
    self.models = models
    self.report = report
  }

  func advance(_ model: String, steps: Int) {
    lock.withLock {
      self.steps[model] = steps
      report(StudyProgress(finished: finished, models: models, model: model, steps: steps))
    }
  }

  func finish(_ model: String) {
    lock.withLock {
      finished += 1
      report(
        StudyProgress(
          finished: finished, models: models, model: model, steps: steps[model] ?? 0))
    }
  }
}
