import VariantGymCore

/// Something that is measured on each episode and averaged over episodes.
public struct Measure: Sendable {
  /// A stable name, such as `success`.
  public let name: String
  /// What it says, in a line.
  public let meaning: String
  /// How its values are to be read.
  public let kind: Kind
  /// The value of an episode; `nil` where it has none, which leaves the episode out.
  public let value: @Sendable (EpisodeResult) -> Double?

  /// How values are to be read.
  public enum Kind: String, Hashable, Codable, Sendable {
    /// Each episode has it or has it not: 1 or 0.
    case event
    /// A share, from 0 to 1.
    case share
    /// A number.
    case number
  }

  /// A measure.
  ///
  /// - Parameters:
  ///   - name: A stable name.
  ///   - kind: How values are to be read.
  ///   - meaning: What it says, in a line.
  ///   - value: The value of an episode; `nil` leaves the episode out.
  public init(
    _ name: String, _ kind: Kind, _ meaning: String,
    value: @escaping @Sendable (EpisodeResult) -> Double?
  ) {
    self.name = name
    self.kind = kind
    self.meaning = meaning
    self.value = value
  }
}

extension Measure {
  /// All measures, in the order of reports.
  public static let all = [
    success, validity, obeyed, clung, neither, reward, turns, effective, gap, mistake, unsolvable,
    unsolvableTurn, truth, coverage, proven, promptTokens, completionTokens,
  ]

  /// Whether the task was accomplished.
  public static let success = Measure("success", .event, "the task was accomplished") {
    $0.isSuccess ? 1 : 0
  }
  /// How many replies were in the language asked for.
  public static let validity = Measure(
    "valid", .share, "replies in the language that the prompt asks for"
  ) { $0.turns.isEmpty ? nil : $0.validity }
  /// How many replies followed the prompt.
  public static let obeyed = obedience(
    .obeyed, "replies that follow the prompt and not the habit of training")
  /// How many replies followed the habit of training.
  public static let clung = obedience(
    .clung, "replies that follow the habit of training and not the prompt")
  /// How many replies made sense in no language.
  public static let neither = obedience(
    .neither, "replies that make sense neither as asked nor in the training language")
  /// The sum of rewards.
  public static let reward = Measure("reward", .number, "the sum of rewards") { $0.reward }
  /// The number of turns.
  public static let turns = Measure("turns", .number, "the number of turns") {
    Double($0.turns.count)
  }
  /// How many of the actions changed the state.
  public static let effective = Measure(
    "effective", .share, "actions that changed the state, of those carried out"
  ) { result in
    let actions = result.turns.reduce(0) { $0 + $1.record.actions }
    let effective = result.turns.reduce(0) { $0 + $1.record.effectiveActions }
    return actions == 0 ? nil : Double(effective) / Double(actions)
  }
  /// How much longer the way was than the shortest one, where the task was accomplished.
  public static let gap = Measure(
    "gap", .number, "actions and unreadable replies beyond a shortest solution, in successes"
  ) { result in
    guard result.isSuccess, let shortest = result.analysis?.shortest else { return nil }
    return Double(result.turns.reduce(0) { $0 + max($1.record.actions, 1) } - shortest)
  }
  /// When the first mistake was made, where one was made.
  public static let mistake = Measure(
    "mistake", .number, "the turn of the first reply that is not optimal, from 1, if there is one"
  ) { ($0.analysis?.firstMistake).map { Double($0 + 1) } }
  /// Whether the task became impossible while play went on.
  public static let unsolvable = Measure(
    "unsolvable", .event, "the task became impossible while play went on"
  ) { $0.analysis.map { $0.unsolvable == nil ? 0 : 1 } }
  /// When the task became impossible, where it did.
  public static let unsolvableTurn = Measure(
    "unsolvable-turn", .number, "the turn after which the task was impossible, from 1, if it was"
  ) { ($0.analysis?.unsolvable).map { Double($0 + 1) } }
  /// How many statements of the thoughts were true.
  public static let truth = thoughts("true", "statements of a thought that are true") { $0.truth }
  /// How much of the thoughts could be read.
  public static let coverage = thoughts("read", "text of a thought that could be read") {
    $0.coverage
  }
  /// How many thoughts were proven.
  public static let proven = thoughts("proven", "thoughts that are true and lead to the answer") {
    $0.isProven ? 1 : 0
  }
  /// The tokens of the prompts.
  public static let promptTokens = Measure(
    "prompt-tokens", .number, "tokens of an episode's prompts"
  ) { ($0.usage?.promptTokens).map(Double.init) }
  /// The tokens of the replies.
  public static let completionTokens = Measure(
    "completion-tokens", .number, "tokens of an episode's replies"
  ) { ($0.usage?.completionTokens).map(Double.init) }

  private static func obedience(_ wanted: Obedience, _ meaning: String) -> Measure {
    Measure(wanted.rawValue, .share, meaning) { result in
      // What means the same in both languages tells nothing.
      let telling = result.turns.filter { $0.obedience != .undecided }
      guard result.tellsObedience, !telling.isEmpty else { return nil }
      return Double(telling.count { $0.obedience == wanted }) / Double(telling.count)
    }
  }

  private static func thoughts(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (ThoughtCheck) -> Double?
  ) -> Measure {
    Measure(name, .share, meaning) { result in
      let values = result.turns.compactMap { $0.thought.flatMap(value) }
      return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
  }
}
