public import VariantGymCore

/// Episodes that are played and reported under one name.
public struct EvaluationSet: Sendable {
  /// The name, unique in a task list.
  public let name: String
  /// The episodes, in the order in which they are reported.
  public let episodes: [any Episode]
  /// The variants whose languages count as those of training, where obedience is measured.
  public let trained: [String]
  /// The most turns that are played; `nil` for the episodes' own limit.
  public let turnLimit: Int?

  /// A set.
  ///
  /// - Parameters:
  ///   - name: The name, unique in a task list.
  ///   - episodes: The episodes, in the order in which they are reported.
  ///   - trained: The variants whose languages count as those of training.
  ///   - turnLimit: The most turns that are played, at least 1; `nil` for the episodes' own limit.
  public init(
    name: String, episodes: [any Episode], trained: [String] = ["base"], turnLimit: Int? = nil
  ) {
    precondition(turnLimit ?? 1 > 0, "an episode has at least one turn")
    self.name = name
    self.episodes = episodes
    self.trained = trained
    self.turnLimit = turnLimit
  }
}

/// Everything that an evaluation plays, in the order in which it is reported.
///
/// A task is an episode of one of the sets, known by its place in the list.
public struct TaskList: Sendable {
  /// The sets, in order.
  public let sets: [EvaluationSet]
  // Where the tasks of each set begin, and after them the end.
  private let starts: [Int]

  /// The tasks of the given sets, whose names differ: `RepeatedName` tells about names from elsewhere.
  public init(_ sets: [EvaluationSet]) {
    precondition(Set(sets.map(\.name)).count == sets.count, "sets have names of their own")
    self.sets = sets
    var starts = [0]
    for set in sets { starts.append(starts[starts.count - 1] + set.episodes.count) }
    self.starts = starts
  }

  /// The number of tasks.
  public var count: Int { starts[starts.count - 1] }

  /// The set that a task belongs to, and its episode.
  ///
  /// - Complexity: Linear in the number of sets.
  public subscript(task: Int) -> (set: EvaluationSet, episode: any Episode) {
    // Empty sets share their start with the next, so that the last one is meant.
    let set = starts.dropLast().lastIndex { $0 <= task }!
    return (sets[set], sets[set].episodes[task - starts[set]])
  }
}
