public import VariantGymCore

/// One episode as it was played: what was said, what came of it, and what the solver has to say.
public struct EpisodeResult: Hashable, Codable, Sendable {
  /// The name of the set.
  public let set: String
  /// The task's place in its list.
  public let task: Int
  /// Which of several plays of the task it is, from 0.
  public let sample: Int
  /// Which episode was played.
  public let identity: EpisodeIdentity
  /// The instance: the same for all twins, and for instances that are the same to a person.
  public let key: ContentKey
  /// How what the prompt announces stands to what counts, and to training.
  public let announcement: Announcement
  /// The turns, in order.
  public internal(set) var turns: [PlayedTurn]
  /// Why the policy gave no further reply; `nil` where it did.
  public internal(set) var failure: PolicyFailure?
  /// What the solver says of the play; `nil` where it was not asked, the policy failed, or a search
  /// reached its limit.
  public internal(set) var analysis: PlayAnalysis?

  /// How what a prompt announces stands to what counts, and to training.
  public enum Announcement: String, Hashable, Codable, Sendable {
    /// What is announced counts.
    case honest
    /// Something else counts.
    case fake
    /// What is announced is a language of training: to obey is to cling.
    case habitual
    /// Nothing is announced.
    case none
  }

  /// Whether it can be told whether the replies follow the prompt or the habit of training.
  public var tellsObedience: Bool { announcement == .honest || announcement == .fake }

  /// The replies as they were judged, one for each turn.
  public var replies: [String] { turns.map { $0.reply.whole(in: identity.framing) } }

  /// Whether the policy answered to the end.
  public var isPlayed: Bool { failure == nil }

  /// Whether the task was accomplished.
  public var isSuccess: Bool { turns.last?.record.status == .succeeded }

  /// The share of turns whose reply was in the language asked for; 0 without turns.
  public var validity: Double {
    turns.isEmpty ? 0 : Double(turns.count { $0.record.verdict.isValid }) / Double(turns.count)
  }

  /// The sum of the rewards.
  public var reward: Double { turns.reduce(0) { $0 + $1.record.reward } }

  /// The tokens read and written; `nil` where the policy did not count them.
  public var usage: Usage? {
    turns.reduce(nil) { sum, turn in turn.reply.usage.map { $0 + (sum ?? Usage()) } ?? sum }
  }
}

/// One turn of a played episode.
public struct PlayedTurn: Hashable, Codable, Sendable {
  /// What the policy said.
  public let reply: Reply
  /// What came of it.
  public let record: TurnRecord
  /// Whether it followed the prompt or the habit of training, decided as `Episode.obedience` does.
  public let obedience: Obedience
  /// What came of checking its thought; `nil` if there is none, or it was not checked.
  public let thought: ThoughtCheck?
}

/// What came of checking one thought, in short.
public struct ThoughtCheck: Hashable, Codable, Sendable {
  /// The statements that were read.
  public let statements: Int
  /// Those of them that are true.
  public let trueStatements: Int
  /// The share of the text that stands in statements that were read.
  public let coverage: Double
  /// Whether every word was read, every statement is true, and they lead to the answer.
  public let isProven: Bool

  init(_ report: TraceReport) {
    statements = report.statements.count
    trueStatements = report.statements.count { $0.fault == nil }
    coverage = report.coverage
    isProven = report.isProven
  }

  /// The share of the statements that are true; `nil` if none was read.
  public var truth: Double? {
    statements == 0 ? nil : Double(trueStatements) / Double(statements)
  }
}

/// What the solver says of a play. Turns are counted from 0.
public struct PlayAnalysis: Hashable, Codable, Sendable {
  /// The fewest actions in which the task could be accomplished from its start; `nil` if it could not.
  public let shortest: Int?
  /// The first turn whose reply neither begins nor is an optimal solution; `nil` if there is none.
  public let firstMistake: Int?
  /// The turn after which the task could no longer be accomplished, though play went on; `nil` if
  /// there is none.
  public let unsolvable: Int?
}
