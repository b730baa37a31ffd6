import Foundation
import VariantGym

/// All that the report of a study is made from.
struct StudyResults: Sendable {
  let plan: StudyPlan
  /// The models that were trained and tried, in the order of the plan.
  let models: [ModelResult]

  /// What one model came to.
  struct ModelResult: Sendable {
    let task: StudyTask
    let arm: String
    let seed: UInt64
    let trials: PastTrials
  }

  /// How many models of the plan are missing.
  var missing: Int {
    plan.tasks.reduce(0) { $0 + $1.arms.count + 1 } * plan.seeds.count - models.count
  }

  func models(_ family: String, _ arm: String) -> [ModelResult] {
    models.filter { $0.task.family == family && $0.arm == arm }
  }

  /// The outcomes of a set at the end of training, by seed, in the order of the plan.
  func outcomes(
    _ family: String, _ arm: String, _ set: String
  ) -> [(seed: UInt64, outcome: SetOutcome)] {
    models(family, arm).compactMap { model in
      model.trials.atTheEnd.first { $0.set == set }.map { (model.seed, $0) }
    }
  }
}

extension StudyResults {
  /// Reads a folder; models that are not finished are left out.
  init(reading url: URL) throws {
    let folder = StudyFolder(url: url)
    let plan = try StudyPlan(reading: folder.plan)
    var models: [ModelResult] = []
    for task in plan.tasks {
      for arm in [ModelTraining.baseName] + task.arms.map(\.name) {
        for seed in plan.seeds {
          guard let trials = try PastTrials(reading: folder.results(task, arm, seed)) else {
            continue
          }
          models.append(ModelResult(task: task, arm: arm, seed: seed, trials: trials))
        }
      }
    }
    self.init(plan: plan, models: models)
  }
}

/// What is measured on an episode of a study.
enum StudyMeasure: String, Hashable, Codable, Sendable {
  /// Whether the task was accomplished.
  case success
  /// The share of turns in the language asked for.
  case validity
  /// The share of turns that follow the prompt.
  case obeyed
  /// The share of turns that follow the habit of training.
  case clung
  /// The share of true statements among those that were read.
  case truth

  var kind: Measure.Kind { self == .success ? .event : .share }

  /// The values of all episodes that have one, each with its instance.
  func values(_ outcome: SetOutcome) -> [(key: ContentKey, value: Double)] {
    outcome.instances.indices.compactMap { index in
      let value: Double?
      switch self {
      case .success: value = Double(outcome.success[index])
      case .validity: value = Self.share(outcome.valid[index], of: outcome.turns[index])
      case .obeyed: value = Self.share(outcome.obeyed[index], of: outcome.turns[index])
      case .clung: value = Self.share(outcome.clung[index], of: outcome.turns[index])
      case .truth:
        value = Self.share(
          outcome.trueStatements?[index] ?? 0, of: outcome.statements?[index] ?? 0)
      }
      return value.map { (ContentKey(digest: UInt64(outcome.instances[index])), $0) }
    }
  }

  private static func share(_ part: Int, of whole: Int) -> Double? {
    whole == 0 ? nil : Double(part) / Double(whole)
  }
}

extension StudyResults {
  /// The mean of a measure over seeds, sets and instances, with its interval; `nil` where nothing was
  /// played.
  func estimate(
    _ measure: StudyMeasure, _ family: String, _ arm: String, _ sets: [String]
  ) -> Estimate? {
    let bySeed = plan.seeds.map { seed in
      sets.flatMap { set in
        outcomes(family, arm, set).filter { $0.seed == seed }.flatMap { measure.values($0.outcome) }
      }
    }
    return Estimator(bootstrap: Bootstrap()).estimate(bySeed, measure.kind)
  }
}
