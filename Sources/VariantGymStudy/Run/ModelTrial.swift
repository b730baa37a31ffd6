import Foundation
import TinyTransformer
import VariantGym
import VariantGymTraining

/// What models of one framing are tried on: obedience on fixed states, twins of every language, harder
/// instances, and instances of training; on the way, a language and instances kept for validation.
struct ModelTrial: Sendable {
  /// What is played at the end, in parts of which a later plan may add the second.
  private let parts: [Part]
  private let short: TaskList
  private let seed: UInt64
  private let replyTokens: Int

  private struct Part {
    /// What the name of its journal ends in.
    let suffix: String
    let tasks: TaskList
  }

  /// - Parameter isBase: Whether it is a base model that is tried, to which no instance is one of
  ///   training, and which solves nothing.
  init(task: StudyTask, framing: Framing, seed: UInt64, isBase: Bool) throws {
    self.seed = seed
    let trial = task.trial
    let sets = Sets(task: task, framing: framing, seed: seed)
    let unseen =
      try sets.twins(trial.languages, .test, trial.instances, states: trial.statesPerInstance)
      + trial.harder.map { try sets.plain($0, named: $0, .test, trial.instances) }
    var parts = [Part(suffix: "", tasks: TaskList(unseen + (isBase ? [] : try sets.seen())))]
    if !isBase, let many = trial.many {
      let sets = try sets.many(many, apartFrom: unseen)
      parts.append(Part(suffix: "-many", tasks: TaskList(sets)))
    }
    self.parts = parts
    let few = trial.checkpointInstances
    short = TaskList(
      try sets.twins([trial.validation], trial.validationSplit, few, states: 2)
        + trial.harder.prefix(1).map { try sets.plain($0, named: $0, trial.validationSplit, few) })
    replyTokens = Self.replyTokens(of: task, framing)
  }

  /// The sets that are played at the end.
  var sets: [EvaluationSet] { parts.flatMap(\.tasks.sets) }

  /// The most tokens of a reply. The longest answer has some hundred; one that never ends should not
  /// take all of the context.
  static func replyTokens(of task: StudyTask, _ framing: Framing) -> Int {
    framing.asksForThought ? task.model.context : 160
  }

  /// The set of instances of training.
  static let seenSet = "seen"

  /// The name of a set in which a language is announced on content of training.
  static func seenSet(_ name: String) -> String { "\(seenSet)-\(name)" }

  /// The names of the large sets: that of the difficulty of training, then those of harder ones.
  static func manySets(_ task: StudyTask) -> [String] {
    task.trial.many.map { ["many"] + $0.harder.map { "many-\($0)" } } ?? []
  }

  /// What the sets of a task have in common.
  private struct Sets {
    let task: StudyTask
    let framing: Framing
    let seed: UInt64

    /// The training language, and twins of each language.
    func twins(
      _ languages: [String], _ split: Split, _ instances: Int, states: Int
    ) throws -> [EvaluationSet] {
      let study = try ObedienceStudy(
        try Catalog.study.family(named: task.family),
        settings: ObedienceStudy.Settings(
          difficulty: task.difficulty, languages: languages, instances: instances,
          statesPerInstance: states, framing: framing, split: split, seed: Seeds.trial))
      return study.tasks.sets.map { limited($0, named: $0.name) }
    }

    /// The training language on other instances.
    func plain(
      _ difficulty: String, named name: String, _ split: Split, _ instances: Int,
      cohort: [String]? = nil, seed: UInt64 = Seeds.trial
    ) throws -> EvaluationSet {
      let recipe = Recipe(
        name: name, family: task.family, difficulty: Mixture(difficulty), split: split,
        variant: "base", cohort: cohort, framing: framing, content: .prompts,
        sampling: .distinctStarts, rows: instances, seed: seed)
      return limited(
        EvaluationSet(name: name, episodes: try recipe.episodes(in: Catalog.study)), named: name)
    }

    /// The very instances of training, and languages announced on content of training.
    func seen() throws -> [EvaluationSet] {
      let (trial, languages) = (task.trial, task.trial.seenLanguages)
      let own = try plain(
        task.difficulty, named: seenSet, .train, trial.instances, cohort: task.cohort,
        seed: Seeds.data(of: seed))
      if languages.isEmpty { return [own] }
      let sets = try twins(languages, .train, trial.seenInstances, states: trial.statesPerInstance)
      return [own] + sets.map { limited($0, named: seenSet($0.name)) }
    }

    /// Large sets, without the instances of the given sets.
    func many(
      _ many: StudyTask.Trial.Many, apartFrom others: [EvaluationSet]
    ) throws -> [EvaluationSet] {
      let known = Set(others.flatMap { $0.episodes.map(\.facts.identityKey) })
      return try zip(manySets(task), [task.difficulty] + many.harder).map { name, difficulty in
        let split = difficulty == task.difficulty ? many.split : .test
        // What belongs to another split is none of theirs.
        let spare = split == .test ? known.count : 0
        let drawn = try plain(
          difficulty, named: name, split, many.instances + spare, seed: Seeds.many)
        let apart = drawn.episodes.filter { !known.contains($0.facts.identityKey) }
        return limited(
          EvaluationSet(name: name, episodes: Array(apart.prefix(many.instances))), named: name)
      }
    }

    private func limited(_ set: EvaluationSet, named name: String) -> EvaluationSet {
      EvaluationSet(
        name: name, episodes: set.episodes, trained: set.trained,
        turnLimit: set.turnLimit ?? task.trial.turnLimit)
    }
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

  /// The trial of the trained model, kept in journals; what an earlier plan asked for is not played
  /// again.
  ///
  /// - Parameter journal: Where episodes are kept, by what the name ends in.
  func atTheEnd(
    _ model: LanguageModel, arm: String, after known: [SetOutcome], journal: (String) -> URL
  ) async throws -> [SetOutcome] {
    let evaluator = evaluator(model, analyses: true)
    var outcomes = known
    for part in parts {
      let sets = part.tasks.sets.map(\.name)
      if sets.allSatisfy({ name in known.contains { $0.set == name } }) { continue }
      let header = JournalHeader(
        policy: arm, tasks: part.tasks, settings: evaluator.settings, trainingSeed: seed)
      let run = try await evaluator.play(
        part.tasks, into: Journal(journal(part.suffix), header: header))
      try Task.checkCancellation()
      outcomes += sets.map { name in
        SetOutcome(
          run.results.filter { $0.set == name }, set: name, hasShortest: !part.suffix.isEmpty)
      }
    }
    return outcomes
  }

  private func evaluator(_ model: LanguageModel, analyses: Bool) -> Evaluator {
    let policy = ModelPolicy(model, maximumTokens: replyTokens, threads: 1)
    return Evaluator(
      policy: RememberingPolicy(policy), settings: Evaluator.Settings(analyses: analyses))
  }
}
