import VariantGymCore

/// The figures of one or several evaluations, each with its interval.
///
/// Journals of one policy that differ in their training seed are averaged; those that do not belong to
/// one training run, and should hold different episodes. Journals of several policies, such as the
/// checkpoints of a training, stand one after another.
public struct Report: Hashable, Codable, Sendable {
  /// The version of the layout. It changes when a field changes its meaning.
  public static let schemaVersion = 1

  /// `schemaVersion` of the library that made the report.
  public let report: Int
  /// The confidence of the intervals.
  public let confidence: Double
  /// The names of the groupings.
  public let groupings: [String]
  /// The groups of each policy, in the order of tasks.
  public let rows: [Row]
  /// How many plays are missing because an evaluation has not ended.
  public let missing: Int

  /// The figures of a group of episodes.
  public struct Row: Hashable, Codable, Sendable {
    /// What was evaluated.
    public let policy: String
    /// The group, one label for each grouping.
    public let group: [String]
    /// The episodes that were played to their end.
    public let episodes: Int
    /// The distinct instances among them.
    public let instances: Int
    /// The episodes that the policy failed to play; they are no part of any figure.
    public let failures: Int
    /// How often each cause of failure occurred.
    public let failureCauses: [String: Int]
    /// Whether the prompts announce something else than what counts, so that success rewards
    /// disobedience. Such success is reported only beside `success-as-asked`.
    public let isFake: Bool
    /// The mean of each measure that has values, by its name. On fakes there is further
    /// `success-as-asked`: the success of the honest twins, where what is announced counts.
    public let measures: [String: Estimate]
    /// The probability that at least one of k tries at a task succeeds, by k; empty for one sample.
    public let passAny: [Int: Estimate]
    /// The probability that all of k tries succeed, by k.
    public let passAll: [Int: Estimate]
  }

  /// The name of the measure that stands beside success on fakes.
  static let successAsAsked = "success-as-asked"

  /// Sums up evaluations.
  ///
  /// - Parameters:
  ///   - runs: The evaluations.
  ///   - groupings: How episodes are divided.
  ///   - bootstrap: How intervals are found.
  public init(
    _ runs: [EvaluationRun], by groupings: [Grouping] = [.set], bootstrap: Bootstrap = Bootstrap()
  ) {
    report = Self.schemaVersion
    confidence = bootstrap.confidence
    self.groupings = groupings.map(\.name)
    missing = runs.reduce(0) { $0 + $1.missing }
    var policies: [String] = []
    for run in runs where !policies.contains(run.header.policy) {
      policies.append(run.header.policy)
    }
    rows = policies.flatMap { policy in
      let own = Self.trainingRuns(runs.filter { $0.header.policy == policy })
      return Self.groups(of: own, groupings).map { group, results in
        Row(policy, group, results, own.map(Twins.init), Estimator(bootstrap: bootstrap))
      }
    }
  }

  /// The plays of each training run, whose sets may stand in several journals.
  private static func trainingRuns(_ runs: [EvaluationRun]) -> [[EpisodeResult]] {
    var seeds: [UInt64] = []
    for run in runs where !seeds.contains(run.header.trainingSeed) {
      seeds.append(run.header.trainingSeed)
    }
    return seeds.map { seed in
      runs.filter { $0.header.trainingSeed == seed }.flatMap(\.results)
    }
  }

  /// The groups in the order in which they first appear, each with the results of every run. Fakes are
  /// a group of their own, since success means another thing there.
  private static func groups(
    of runs: [[EpisodeResult]], _ groupings: [Grouping]
  ) -> [([String], [[EpisodeResult]])] {
    var groups: [([String], [[EpisodeResult]])] = []
    struct Key: Hashable {
      let labels: [String]
      let isFake: Bool
    }
    var places: [Key: Int] = [:]
    for (number, run) in runs.enumerated() {
      for result in run {
        let labels = groupings.compactMap { $0.group(result) }
        guard labels.count == groupings.count else { continue }
        let key = Key(labels: labels, isFake: result.announcement == .fake)
        let place = places[key] ?? groups.count
        if place == groups.count {
          places[key] = place
          groups.append((labels, runs.map { _ in [] }))
        }
        groups[place].1[number].append(result)
      }
    }
    // Labels that begin with numbers are put in their order.
    let numbers = groups.map { $0.0.map { Int($0.prefix { $0.isNumber }) ?? 0 } }
    return groups.indices.sorted {
      numbers[$0] == numbers[$1] ? $0 < $1 : numbers[$0].lexicographicallyPrecedes(numbers[$1])
    }.map { groups[$0] }
  }
}

extension Report.Row {
  fileprivate init(
    _ policy: String, _ group: [String], _ runs: [[EpisodeResult]], _ twins: [Twins],
    _ estimator: Estimator
  ) {
    self.policy = policy
    self.group = group
    let played = runs.map { $0.filter(\.isPlayed) }
    episodes = played.reduce(0) { $0 + $1.count }
    instances = Set(played.joined().map(\.key)).count
    failures = runs.reduce(0) { $0 + $1.count } - episodes
    failureCauses = Dictionary(
      runs.joined().compactMap { $0.failure?.cause.rawValue }.map { ($0, 1) }, uniquingKeysWith: +)
    let isFake = runs.joined().contains { $0.announcement == .fake }
    self.isFake = isFake
    var measures: [String: Estimate] = [:]
    for measure in Measure.all { measures[measure.name] = estimator.mean(measure, over: played) }
    if isFake {
      let asked = zip(played, twins).map { results, twins in
        results.compactMap { fake in
          twins.honestTwin(of: fake).map { (key: fake.key, value: $0.isSuccess ? 1.0 : 0) }
        }
      }
      measures[Report.successAsAsked] = estimator.estimate(asked, .event)
      if measures[Report.successAsAsked] == nil { measures[Measure.success.name] = nil }
    }
    self.measures = measures
    (passAny, passAll) = Self.passes(played, estimator)
  }

  /// By k, over the tasks that were played k times or more.
  private static func passes(
    _ runs: [[EpisodeResult]], _ estimator: Estimator
  ) -> ([Int: Estimate], [Int: Estimate]) {
    var tasks: [[(key: ContentKey, successes: Int, tries: Int)]] = []
    for run in runs {
      var own: [(key: ContentKey, successes: Int, tries: Int)] = []
      var last: EpisodeResult?
      for result in run {
        // Results are in the order of tasks, whose numbers begin anew with each journal.
        let isSameTask =
          result.task == last?.task && result.set == last?.set
          && result.identity == last?.identity
        if !isSameTask { own.append((result.key, 0, 0)) }
        last = result
        own[own.count - 1].tries += 1
        if result.isSuccess { own[own.count - 1].successes += 1 }
      }
      tasks.append(own)
    }
    let most = tasks.joined().map(\.tries).max() ?? 1
    guard most > 1 else { return ([:], [:]) }
    var (any, all): ([Int: Estimate], [Int: Estimate]) = ([:], [:])
    var k = 1
    while k <= most {
      let enough = tasks.map { $0.filter { $0.tries >= k } }
      any[k] = estimator.estimate(
        enough.map {
          $0.map { ($0.key, PassAtK.any(k, successes: $0.successes, tries: $0.tries)) }
        },
        .share)
      all[k] = estimator.estimate(
        enough.map {
          $0.map { ($0.key, PassAtK.all(k, successes: $0.successes, tries: $0.tries)) }
        },
        .share)
      k = k < most ? min(k * 2, most) : most + 1
    }
    return (any, all)
  }
}
