import Foundation
import TinyTransformer
import VariantGym
import VariantGymTraining

/// What models of one framing are tried on: obedience on fixed states, twins of every language, harder
/// instances, and instances of training.
struct ModelTrial: Sendable {
  private let whole: TaskList
  private let short: TaskList
  private let seed: UInt64
  private let replyTokens: Int

  /// - Parameter playsSeen: Whether instances of training are played at the end.
  init(task: StudyTask, framing: Framing, seed: UInt64, playsSeen: Bool) throws {
    self.seed = seed
    let trial = task.trial
    whole = try Self.tasks(
      task, framing, instances: trial.instances, states: trial.statesPerInstance,
      languages: trial.languages, harder: trial.harder, playsSeen: playsSeen, seed)
    short = try Self.tasks(
      task, framing, instances: trial.checkpointInstances, states: 2,
      languages: Array(trial.languages.prefix(1)), harder: Array(trial.harder.prefix(1)),
      playsSeen: false, seed)
    // The longest answer has some hundred; one that never ends should not take all of the context.
    replyTokens = framing.asksForThought ? task.model.context : 160
  }

  /// The name of the set of instances of training.
  static let seenSet = "seen"

  private static func tasks(
    _ task: StudyTask, _ framing: Framing, instances: Int, states: Int, languages: [String],
    harder: [String], playsSeen: Bool, _ seed: UInt64
  ) throws -> TaskList {
    let family = try Catalog.study.family(named: task.family)
    let study = try ObedienceStudy(
      family,
      settings: ObedienceStudy.Settings(
        difficulty: task.difficulty, languages: languages, instances: instances,
        statesPerInstance: states, framing: framing, seed: Seeds.trial))
    var sets = study.tasks.sets.map { limited($0, task) }
    func add(_ name: String, _ recipe: Recipe) throws {
      let episodes = try recipe.episodes(in: Catalog.study)
      sets.append(limited(EvaluationSet(name: name, episodes: episodes), task))
    }
    func recipe(_ difficulty: String, _ split: Split, _ seed: UInt64) -> Recipe {
      Recipe(
        name: difficulty, family: task.family, difficulty: Mixture(difficulty), split: split,
        variant: "base", cohort: split == .train ? task.cohort : nil, framing: framing,
        content: .prompts, sampling: .distinctStarts, rows: instances, seed: seed)
    }
    for difficulty in harder { try add(difficulty, recipe(difficulty, .test, Seeds.trial)) }
    if playsSeen {
      try add(seenSet, recipe(task.difficulty, .train, Seeds.data(of: seed)))
    }
    return TaskList(sets)
  }

  private static func limited(_ set: EvaluationSet, _ task: StudyTask) -> EvaluationSet {
    EvaluationSet(
      name: set.name, episodes: set.episodes, trained: set.trained,
      turnLimit: set.turnLimit ?? task.trial.turnLimit)
  }

  /// A trial on few instances, without the solver.
  func onTheWay(_ model: LanguageModel, step: Int) async throws -> [CheckpointOutcome] {
    let results = await evaluator(model, analyses: false).play(short)
    // A cancelled evaluation has given up some of its episodes.
    try Task.checkCancellation()
    return short.sets.map { set in
      CheckpointOutcome(results.filter { $0.set == set.name }, set: set.name, step: step)
    }
  }

  /// The trial of the trained model, kept in a journal.
  func atTheEnd(
    _ model: LanguageModel, arm: String, journal: URL
  ) async throws -> [SetOutcome] {
    let evaluator = evaluator(model, analyses: true)
    let header = JournalHeader(
      policy: arm, tasks: whole, settings: evaluator.settings, trainingSeed: seed)
    let run = try await evaluator.play(whole, into: Journal(journal, header: header))
    try Task.checkCancellation()
    return whole.sets.map { set in
      SetOutcome(run.results.filter { $0.set == set.name }, set: set.name)
    }
  }

  private func evaluator(_ model: LanguageModel, analyses: Bool) -> Evaluator {
    let policy = ModelPolicy(model, maximumTokens: replyTokens, threads: 1)
    return Evaluator(
      policy: RememberingPolicy(policy), settings: Evaluator.Settings(analyses: analyses))
  }
}
