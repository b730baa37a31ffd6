import VariantGymCore

extension Evaluator {
  /// Plays what a journal lacks, and keeps each episode in it as it ends.
  ///
  /// What the journal holds is not asked again, save for what a policy failed to answer. What was
  /// cancelled, or lies beyond a cap on the policy, is not written: it stays missing.
  ///
  /// - Parameters:
  ///   - tasks: The tasks that the journal was opened for.
  ///   - journal: Where the episodes are kept.
  ///   - progress: Called after each episode.
  /// - Returns: Everything played so far, that of earlier runs included.
  /// - Throws: `JournalError` where an episode cannot be written.
  @discardableResult
  public func play(
    _ tasks: TaskList, into journal: Journal, progress: (PlayProgress) -> Void = { _ in }
  ) async throws(JournalError) -> EvaluationRun {
    precondition(journal.header.settings == settings, "a journal keeps plays of its own settings")
    let missing = units(of: tasks, missingFrom: journal.earlier)
    let known = journal.header.plays - missing.count
    var results: [EpisodeResult] = []
    var state = PlayProgress(
      episodes: known, earlierEpisodes: known, totalEpisodes: journal.header.plays)
    progress(state)
    try await play(
      tasks, missing,
      finish: { play in
        let result = play.result()
        return (result: result, line: result.line)
      },
      hand: { ended throws(JournalError) in
        if ended.result.failure?.isUnasked == true { return }
        try journal.append(line: ended.line)
        state.add(ended.result)
        progress(state)
        results.append(ended.result)
      })
    let played = Set(results.map(\.unit))
    return EvaluationRun(
      header: journal.header,
      results: journal.earlier.results.filter { !played.contains($0.unit) } + results)
  }

  /// Plays what playing into a journal would play, and keeps it nowhere: so a dry run counts what is left.
  ///
  /// - Parameters:
  ///   - tasks: The tasks of the evaluation.
  ///   - run: The evaluation as far as it was played, with as many samples as these settings have.
  /// - Returns: What was played now.
  public func play(_ tasks: TaskList, missingFrom run: EvaluationRun) async -> [EpisodeResult] {
    precondition(run.header.settings.samples == settings.samples, "an evaluation has its samples")
    var results: [EpisodeResult] = []
    await play(tasks, units(of: tasks, missingFrom: run), finish: { $0.result() }) {
      results.append($0)
    }
    return results.sorted { ($0.task, $0.sample) < ($1.task, $1.sample) }
  }

  /// The plays of a run's shard that it lacks, or that the policy failed to answer.
  private func units(of tasks: TaskList, missingFrom run: EvaluationRun) -> [Unit] {
    let known = Set(run.results.filter(\.isPlayed).map(\.unit))
    return units(of: run.header.shard.run(of: tasks.count)).filter { !known.contains($0) }
  }
}

/// How far an evaluation has come.
public struct PlayProgress: Hashable, Sendable {
  /// The episodes that have ended.
  public private(set) var episodes: Int
  /// Those of them that an earlier run had played.
  public let earlierEpisodes: Int
  /// The episodes of the whole evaluation, or of its shard.
  public let totalEpisodes: Int
  /// The turns that this run has played.
  public private(set) var turns = 0
  /// The episodes that this run failed to play.
  public private(set) var failures = 0

  init(episodes: Int, earlierEpisodes: Int, totalEpisodes: Int) {
    self.episodes = episodes
    self.earlierEpisodes = earlierEpisodes
    self.totalEpisodes = totalEpisodes
  }

  mutating func add(_ result: EpisodeResult) {
    episodes += 1
    turns += result.turns.count
    if !result.isPlayed { failures += 1 }
  }
}

extension EpisodeResult {
  var unit: Evaluator.Unit { Evaluator.Unit(task: task, sample: sample) }
}

extension PolicyFailure {
  /// Whether the request was given up rather than failed.
  var isUnasked: Bool { cause == .cancelled || cause == .capReached }
}
