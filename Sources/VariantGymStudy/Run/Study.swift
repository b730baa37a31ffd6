public import Foundation
import TinyTransformer
import VariantGym

/// A study in a folder: it trains a base model, the arms that begin with it, and tries all of them.
///
/// What is done is kept, so that the same call goes on after an interruption. Plan and results suffice
/// for that: a model whose weights are gone is trained again where an arm that begins with it is
/// missing. A plan with more seeds, arms or large sets goes on with what was done for the smaller one.
public struct Study: Sendable {
  /// What is studied.
  public let plan: StudyPlan
  private let folder: StudyFolder

  /// A study in a folder, which is made where there is none.
  ///
  /// - Parameters:
  ///   - plan: What is studied.
  ///   - url: The folder.
  /// - Throws: `StudyError` where the plan cannot be carried out, or does not go on with that of the folder;
  ///   errors of the file system.
  public init(_ plan: StudyPlan, in url: URL) throws {
    self.plan = plan
    // What cannot be trained is found before hours of training.
    if let fault = plan.fault { throw StudyError.badPlan(fault) }
    folder = StudyFolder(url: url)
    try folder.open(for: plan)
  }

  /// Trains and tries whatever is missing.
  ///
  /// - Parameters:
  ///   - threads: How many models are trained at once, at least 1. It changes no result.
  ///   - progress: Called after each step of a model, from several threads, one call at a time.
  /// - Throws: `StudyError.busy` where another process trains in the folder; what data sets, models,
  ///   journals and the file system throw; `CancellationError`.
  public func run(
    threads: Int, progress: @escaping @Sendable (StudyProgress) -> Void = { _ in }
  ) async throws {
    precondition(threads > 0, "a study needs a thread")
    try await folder.locked {
      // Another process may have grown the folder meanwhile.
      try folder.open(for: plan)
      try folder.grow(to: plan)
      try await train(threads: threads, progress: progress)
    }
  }

  private func train(
    threads: Int, progress: @escaping @Sendable (StudyProgress) -> Void
  ) async throws {
    let bases = trainings { _ in [nil] }
    let arms = trainings { $0.arms }
    let tally = ProgressTally(
      totalSteps: (bases + arms).reduce(0) { $0 + $1.steps }, report: progress)
    // What an arm begins with stands before it.
    var starts: Set<ModelName> = []
    for arm in arms.reversed() where try arm.isUntrained(keepsWeights: starts.contains(arm.id)) {
      if let start = arm.start { starts.insert(start) }
    }
    try await run(bases + arms, threads: threads, tally, starts: starts)
  }

  /// All seeds of an arm follow one another, so that the first arms are soon compared.
  private func trainings(_ arms: (StudyTask) -> [Arm?]) -> [ModelTraining] {
    let most = plan.tasks.map { arms($0).count }.max() ?? 0
    return (0..<most).flatMap { index in
      plan.tasks.filter { index < arms($0).count }.flatMap { task in
        plan.seeds.map { seed in
          ModelTraining(task: task, arm: arms(task)[index], seed: seed, folder: folder)
        }
      }
    }
  }

  private func run(
    _ trainings: [ModelTraining], threads: Int, _ tally: ProgressTally, starts: Set<ModelName>
  ) async throws {
    try await withThrowingTaskGroup(of: ModelTraining.self) { group in
      var queue = TrainingQueue(trainings)
      var underWay = 0
      func begin() {
        while underWay < threads, let training = queue.next() {
          underWay += 1
          group.addTask {
            let name = "\(training.task.family) \(training.name), seed \(training.seed)"
            try await training.run(keepsWeights: starts.contains(training.id)) {
              tally.advance(name, to: $0)
            }
            return training
          }
        }
      }
      begin()
      while let training = try await group.next() {
        queue.finish(training)
        underWay -= 1
        begin()
      }
    }
  }
}

/// How far a study has come, in steps of all its models together.
public struct StudyProgress: Hashable, Sendable {
  /// The steps that have been taken.
  public let steps: Int
  /// Those of them that an earlier run had taken.
  public let earlierSteps: Int
  /// The steps of the whole study.
  public let totalSteps: Int
  /// The model that advanced.
  public let model: String
}

/// Counts steps from several threads.
private final class ProgressTally: @unchecked Sendable {
  private let lock = NSLock()
  private let totalSteps: Int
  private let report: @Sendable (StudyProgress) -> Void
  private var earlierSteps = 0
  private var steps: [String: Int] = [:]

  init(totalSteps: Int, report: @escaping @Sendable (StudyProgress) -> Void) {
    self.totalSteps = totalSteps
    self.report = report
  }

  func advance(_ model: String, to step: Int) {
    lock.withLock {
      // What a model reports first it has not done now.
      if steps[model] == nil { earlierSteps += step }
      steps[model] = step
      report(
        StudyProgress(
          steps: steps.values.reduce(0, +), earlierSteps: earlierSteps, totalSteps: totalSteps,
          model: model))
    }
  }
}
