public import VariantGymCore

/// Plays episodes with a policy: many at once, and a new one as soon as one ends.
///
/// ```swift
/// let results = await Evaluator(policy: policy).play(episodes)
/// print(Summary(results))
/// ```
/// To keep what was played, and to go on after an interruption, play into a `Journal`.
public struct Evaluator: Sendable {
  /// The policy that is asked.
  public let policy: any Policy
  /// How episodes are played.
  public let settings: Settings
  private let capacity: Capacity

  /// How episodes are played: everything that results depend on beside tasks and policy.
  public struct Settings: Hashable, Codable, Sendable {
    /// How often each task is played, at least 1.
    public var samples: Int
    /// How many earlier turns a prompt repeats as messages, at least 0.
    public var history: Int
    /// How replies are drawn.
    public var sampling: Sampling
    /// Whether thoughts are checked and the solver follows the play. It may take seconds for large
    /// levels.
    public var analyses: Bool

    /// Settings; by default each task is played once, turn by turn without history.
    public init(
      samples: Int = 1, history: Int = 0, sampling: Sampling = Sampling(), analyses: Bool = true
    ) {
      precondition(samples > 0, "a task is played at least once")
      precondition(history >= 0, "a prompt repeats no negative number of turns")
      self.samples = samples
      self.history = history
      self.sampling = sampling
      self.analyses = analyses
    }
  }

  /// An evaluator.
  ///
  /// - Parameters:
  ///   - policy: Who answers.
  ///   - settings: How episodes are played.
  ///   - capacity: How much is asked at once; `nil` for what the policy says of itself. It changes no
  ///     result.
  public init(policy: any Policy, settings: Settings = Settings(), capacity: Capacity? = nil) {
    self.policy = policy
    self.settings = settings
    self.capacity = capacity ?? policy.capacity
  }

  /// Plays every episode to its end. A policy's failure ends its episode and is counted apart.
  ///
  /// - Returns: One result for each episode and sample, in order.
  public func play(_ episodes: [any Episode]) async -> [EpisodeResult] {
    await play(TaskList([EvaluationSet(name: "episodes", episodes: episodes)]))
  }

  /// Plays every task.
  ///
  /// - Returns: One result for each task and sample, in order.
  public func play(_ tasks: TaskList) async -> [EpisodeResult] {
    var results: [EpisodeResult] = []
    await play(tasks, units(of: 0..<tasks.count), finish: { $0.result() }) { results.append($0) }
    return results.sorted { ($0.task, $0.sample) < ($1.task, $1.sample) }
  }

  /// All plays of some tasks, in order.
  func units(of tasks: Range<Int>) -> [Unit] {
    tasks.flatMap { task in (0..<settings.samples).map { Unit(task: task, sample: $0) } }
  }

  /// One play of one task.
  struct Unit: Hashable {
    let task: Int
    let sample: Int
  }
}

// MARK: - Many at once

extension Evaluator {
  /// Plays, and hands on each episode as it ends.
  ///
  /// Calls of the policy go on side by side. Each holds whatever is ready: no episode waits for the
  /// turn of another. When the task is cancelled, what has not ended is given up.
  ///
  /// - Parameters:
  ///   - units: What is played.
  ///   - finish: Makes of an ended play what is handed on; runs beside other calls.
  ///   - hand: Takes what ended, in the order of ending; an error ends everything.
  func play<Ended: Sendable, Failure: Error>(
    _ tasks: TaskList, _ units: [Unit], finish: @escaping @Sendable (Play) -> Ended,
    hand: (Ended) throws(Failure) -> Void
  ) async throws(Failure) {
    var fresh = units[...]
    var ready: [Play] = []
    var calls = 0
    var failure: Failure?
    await withTaskGroup(of: (ended: [Ended], open: [Play]).self) { group in
      func call() {
        while calls < capacity.calls, !Task.isCancelled, failure == nil {
          var plays = Array(ready.prefix(capacity.batch))
          ready.removeFirst(plays.count)
          while plays.count < capacity.batch, let unit = fresh.popFirst() {
            plays.append(Play(tasks, task: unit.task, sample: unit.sample, settings: settings))
          }
          guard !plays.isEmpty else { return }
          calls += 1
          group.addTask { [plays] in await turn(of: plays, finish) }
        }
      }
      call()
      for await (ended, open) in group {
        calls -= 1
        ready += open
        // What could not be kept ends everything, and nothing is kept behind it.
        guard failure == nil else { continue }
        do throws(Failure) { for play in ended { try hand(play) } } catch {
          failure = error
          group.cancelAll()
        }
        call()
      }
    }
    if let failure { throw failure }
  }

  /// One turn of some plays, and those of them that it ended.
  private func turn<Ended>(
    of plays: [Play], _ finish: (Play) -> Ended
  ) async -> (ended: [Ended], open: [Play]) {
    var plays = plays
    var requests: [Request] = []
    for index in plays.indices where !plays[index].isOver {
      requests.append(plays[index].nextRequest())
    }
    var replies = (requests.isEmpty ? [] : await policy.replies(to: requests))[...]
    requests = []
    var ended: [Ended] = []
    var open: [Play] = []
    for index in plays.indices {
      if !plays[index].isOver {
        // A policy that gives fewer answers than it was asked for has failed on the rest.
        plays[index].take(replies.popFirst() ?? .failure(PolicyFailure("no result was given")))
      }
      if plays[index].isOver {
        ended.append(finish(plays[index]))
      } else {
        open.append(plays[index])
      }
    }
    return (ended, open)
  }
}
