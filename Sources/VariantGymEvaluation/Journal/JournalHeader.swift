import Foundation
public import VariantGymCore

/// The first line of a journal: which evaluation it belongs to.
public struct JournalHeader: Hashable, Codable, Sendable {
  /// The version of the layout. It changes when a field changes its meaning.
  public static let schemaVersion = 1

  /// `schemaVersion` of the library that wrote the journal.
  public let journal: Int
  /// What is evaluated, in the user's words, such as the name of a model.
  public let policy: String
  /// The SHA-256 of all tasks: their identities and first prompts.
  public let tasks: String
  /// The sets, in order.
  public let sets: [SetLabel]
  /// How episodes are played.
  public let settings: Evaluator.Settings
  /// Which part of the tasks is played.
  public let shard: Shard
  /// The seed of the training run that is evaluated; journals that differ in nothing else are
  /// averaged over it.
  public let trainingSeed: UInt64

  /// A set, as a journal knows it.
  public struct SetLabel: Hashable, Codable, Sendable {
    /// The set's name.
    public let name: String
    /// The number of its tasks.
    public let tasks: Int
    /// The variants whose languages count as those of training.
    public let trained: [String]
    /// The most turns that are played; `nil` for the episodes' own limit.
    public let turnLimit: Int?
  }

  /// The header of an evaluation.
  ///
  /// - Parameters:
  ///   - policy: What is evaluated, such as the name of a model.
  ///   - tasks: What is played.
  ///   - settings: How episodes are played.
  ///   - shard: Which part of the tasks is played.
  ///   - trainingSeed: The seed of the training run that is evaluated.
  /// - Complexity: Renders and digests the first prompt of every task.
  public init(
    policy: String, tasks: TaskList, settings: Evaluator.Settings = Evaluator.Settings(),
    shard: Shard = .whole, trainingSeed: UInt64 = 0
  ) {
    self.init(
      journal: Self.schemaVersion, policy: policy, tasks: tasks.digest,
      sets: tasks.sets.map {
        SetLabel(
          name: $0.name, tasks: $0.episodes.count, trained: $0.trained, turnLimit: $0.turnLimit)
      },
      settings: settings, shard: shard, trainingSeed: trainingSeed)
  }

  init(
    journal: Int, policy: String, tasks: String, sets: [SetLabel], settings: Evaluator.Settings,
    shard: Shard, trainingSeed: UInt64
  ) {
    self.journal = journal
    self.policy = policy
    self.tasks = tasks
    self.sets = sets
    self.settings = settings
    self.shard = shard
    self.trainingSeed = trainingSeed
  }

  /// Says in what two headers differ; `nil` if in nothing.
  func difference(from other: JournalHeader) -> String? {
    if self == other { return nil }
    if journal != other.journal {
      return "its layout is version \(journal), this library's is \(other.journal)"
    }
    if policy != other.policy { return "it evaluates '\(policy)', not '\(other.policy)'" }
    if sets != other.sets { return "it plays other sets" }
    if tasks != other.tasks { return "its sets hold other tasks" }
    if settings != other.settings { return "it plays with other settings" }
    if shard != other.shard { return "it is shard \(shard), not \(other.shard)" }
    return "it belongs to training seed \(trainingSeed), not \(other.trainingSeed)"
  }

  /// Whether its numbers are such as an evaluation can have.
  var isPossible: Bool {
    let counts = 0...1_000_000_000
    return settings.samples > 0 && counts.contains(settings.samples) && settings.history >= 0
      && sets.allSatisfy { counts.contains($0.tasks) } && counts.contains(taskCount)
  }

  /// How many tasks there are, those of other shards included.
  public var taskCount: Int { sets.reduce(0) { $0 + $1.tasks } }

  /// How many plays the journal holds when it is complete.
  public var plays: Int { shard.run(of: taskCount).count * settings.samples }
}

extension TaskList {
  /// The SHA-256 of all tasks: their identities and first prompts, in order.
  public var digest: String { Self.digest(of: sets.map { ($0.name, $0.episodes) }) }

  static func digest(of sets: [(name: String, episodes: [any Episode])]) -> String {
    var digest = SHA256()
    let encoder = JSONEncoder.stable
    for (name, episodes) in sets {
      digest.add(Array("\(name)\n".utf8))
      for episode in episodes {
        if let identity = try? encoder.encode(episode.identity) { digest.add(Array(identity)) }
        for message in episode.messages { digest.add(Array(message.content.utf8) + [0]) }
      }
    }
    return digest.hexadecimal()
  }
}

extension JSONEncoder {
  /// An encoder that gives the same bytes everywhere.
  static var stable: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
