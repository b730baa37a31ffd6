import Foundation
import TinyTransformer
import VariantGym
import VariantGymTraining

/// Which model of a study.
struct ModelName: Hashable {
  let family: String
  /// The name of the arm, or that of the base model.
  let name: String
  let seed: UInt64
}

/// The training of one model of a study, and its trials on the way and at the end.
///
/// It runs on one thread, so that a machine trains as many models side by side as it has cores, and
/// the number of cores changes no bit of any model.
struct ModelTraining: Sendable {
  let task: StudyTask
  /// The arm; `nil` for the base model.
  let arm: Arm?
  let seed: UInt64
  let folder: StudyFolder

  static let baseName = "base"

  /// The arm's name, or that of the base model.
  var name: String { arm?.name ?? Self.baseName }

  private var practice: StudyTask.Practice {
    guard let arm else { return task.base }
    var practice = task.practice
    practice.steps = arm.steps ?? practice.steps
    practice.learningRate = arm.learningRate ?? practice.learningRate
    return practice
  }

  /// How many steps it takes.
  var steps: Int { practice.steps }

  var id: ModelName { ModelName(family: task.family, name: name, seed: seed) }

  /// The model that it begins with; `nil` where it begins with random weights.
  var start: ModelName? {
    guard let arm else { return nil }
    let name: String? =
      switch arm.start {
      case .base: Self.baseName
      case .scratch: nil
      case .arm(let name): name
      }
    return name.map { ModelName(family: task.family, name: $0, seed: seed) }
  }

  /// Whether it has still to be trained, so that what it begins with is needed.
  ///
  /// - Parameter keepsWeights: Whether the weights are wanted too.
  func isUntrained(keepsWeights: Bool) throws -> Bool {
    guard let earlier = try earlier() else { return true }
    return (keepsWeights || !isWhole(earlier)) && weights == nil
  }

  /// The results of an earlier run.
  private func earlier() throws -> PastTrials? {
    try PastTrials(reading: folder.results(task, name, seed))
  }

  /// Whether results have all sets that the plan asks for: a plan goes on with another only if it adds
  /// none but large ones, which base models are not tried on.
  private func isWhole(_ past: PastTrials) -> Bool {
    arm == nil
      || ModelTrial.manySets(task).allSatisfy { name in past.atTheEnd.contains { $0.set == name } }
  }

  /// The weights of an earlier run.
  private var weights: LanguageModel? {
    try? Checkpoint(folder: folder.model(task, name, seed).path).model
  }

  /// Trains and tries the model, or goes on where an earlier run was interrupted. Results that are whole
  /// stand: a model that is trained again for its weights alone is not tried again.
  ///
  /// - Parameters:
  ///   - keepsWeights: Whether the weights are wanted too, where results are all that is left of an
  ///     earlier run.
  ///   - progress: Called with the steps that an earlier run had taken, then after each step.
  func run(keepsWeights: Bool, progress: @Sendable (Int) -> Void) async throws {
    let known = try earlier()
    if let known, try await isDone(known, keepsWeights: keepsWeights) { return progress(steps) }
    let trials = known.map(isWhole) == true ? nil : try trial()
    try FileManager.default.createDirectory(
      at: folder.model(task, name, seed), withIntermediateDirectories: true)
    let start = try firstModel()
    var settings = TrainingSettings(steps: practice.steps)
    settings.learningRate = practice.learningRate
    settings.warmUpSteps = min(settings.warmUpSteps, practice.steps / 10)
    let trainer = Trainer(
      start, base: arm?.isHeld == true ? start : nil, settings: settings, threads: 1)
    var past = PastTrials()
    if let earlier = try PastTrials(reading: partial), let step = earlier.drifts.last?.step {
      try trainer.resume(from: folder.trainer(task, name, seed, step: step).path)
      past = earlier
    }
    progress(trainer.step)
    var lessons = try await Lessons(task: task, arm: arm, batch: practice.batch, seed: seed)
    let player = arm?.reinforcement.map { self.player($0, trainer) }
    for checkpoint in checkpoints where checkpoint > trainer.step {
      while trainer.step < checkpoint {
        try Task.checkCancellation()
        try lessons.step(trainer, player, into: &past)
        progress(trainer.step)
        await Task.yield()
      }
      past.drifts.append(try drift(trainer, from: start, on: lessons.sample()))
      if let trials {
        past.onTheWay += try await trials.onTheWay(trainer.model, step: trainer.step)
      }
      if checkpoint < steps {
        // A later run must find the trainer as it was when the trials were written.
        let earlier = past.drifts.dropLast().last?.step
        try trainer.write(to: folder.trainer(task, name, seed, step: trainer.step).path)
        try past.write(to: partial)
        if let earlier { remove(folder.trainer(task, name, seed, step: earlier)) }
      } else {
        try Checkpoint(model: trainer.model, tokenizer: .standard)
          .write(to: folder.model(task, name, seed).path)
        past.changes = trainer.model.changes(since: start).map {
          PartChange(part: $0.part, relative: $0.relative.rounded(toDecimals: 4))
        }
        if let trials {
          past.atTheEnd = try await trials.atTheEnd(
            trainer.model, arm: name, after: [], journal: journal)
        }
      }
    }
    if trials != nil { try past.write(to: folder.results(task, name, seed)) }
    remove(partial)
    for step in checkpoints { remove(folder.trainer(task, name, seed, step: step)) }
  }

  /// Whether training is not needed: results are whole, or become so by trials of the weights.
  private func isDone(_ earlier: PastTrials, keepsWeights: Bool) async throws -> Bool {
    if isWhole(earlier) { return !keepsWeights || weights != nil }
    guard let weights else { return false }
    var past = earlier
    past.atTheEnd = try await trial().atTheEnd(
      weights, arm: name, after: earlier.atTheEnd, journal: journal)
    try past.write(to: folder.results(task, name, seed))
    return true
  }

  private func trial() throws -> ModelTrial {
    try ModelTrial(task: task, framing: framing, seed: seed, isBase: arm == nil)
  }

  private func journal(_ suffix: String) -> URL { folder.journal(task, name, seed, suffix) }

  /// Removes a file that is no longer needed, if it is there.
  private func remove(_ file: URL) {
    try? FileManager.default.removeItem(at: file)
  }

  /// The trials of an interrupted run.
  private var partial: URL {
    folder.model(task, name, seed).appendingPathComponent("trials.json")
  }

  private var framing: Framing {
    arm?.framing ?? Framing(asksForThought: false, wording: .compact)
  }

  /// The steps after which the model is tried: equal stretches, and the end.
  private var checkpoints: [Int] {
    let count = task.trial.checkpoints
    let stretches = (1..<max(1, count)).map { steps * $0 / max(1, count) }
    return stretches.filter { $0 > 0 } + [steps]
  }

  private func firstModel() throws -> LanguageModel {
    if let start {
      return try Checkpoint(folder: folder.model(task, start.name, seed).path).model
    }
    return LanguageModel(try task.shape, seed: Seeds.weights(of: seed))
  }

  private func player(_ arm: Arm.Reinforcement, _ trainer: Trainer) -> ReinforcementTrainer {
    ReinforcementTrainer(
      trainer,
      settings: ReinforcementSettings(
        groupSize: arm.groupSize, payment: arm.payment,
        objective: PolicyObjective(referenceKL: arm.referenceKL),
        maximumTokens: ModelTrial.replyTokens(of: task, framing)),
      seed: Seeds.plays(of: seed))
  }

  /// How far the model is from where it began, in weights and in what it predicts.
  private func drift(
    _ trainer: Trainer, from start: LanguageModel, on rows: [TokenRow]
  ) throws -> Drift {
    let model = trainer.model
    // A trainer of its own, which is thrown away, measures the divergence in its report.
    let probe = Trainer(model, base: start, settings: trainer.settings, threads: 1)
    let report = try probe.step(
      rows, objective: TinyTransformer.Objective(reweighting: .ignored, forwardKL: 1))
    let squares = model.changes(since: start).reduce(0) { $0 + $1.distance * $1.distance }
    return Drift(
      step: trainer.step, distance: squares.squareRoot().rounded(toDecimals: 3),
      divergence: report.divergence.rounded(toDecimals: 4))
  }
}

extension Double {
  /// The number with few decimals, for files that are read by people too.
  func rounded(toDecimals decimals: Int) -> Double {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    return (self * scale).rounded() / scale
  }
}
