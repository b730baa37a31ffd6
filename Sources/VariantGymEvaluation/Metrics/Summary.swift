import VariantGymCore

/// The figures of a set of episodes, without intervals. Failures of the policy are counted apart.
///
/// `Report` has more measures, each with its interval.
public struct Summary: Hashable, Codable, Sendable {
  /// The episodes that were played to their end.
  public let episodes: Int
  /// The episodes that the policy failed to play.
  public let failures: Int
  /// The share of played episodes in which the task was accomplished.
  public let success: Double
  /// The share of valid replies, averaged over episodes so that a stuck one counts once.
  public let validity: Double
  /// The mean sum of rewards.
  public let reward: Double
  /// The mean number of turns.
  public let turns: Double
  /// The share of carried-out actions that changed the state; `nil` if none was carried out.
  public let effectiveActions: Double?
  /// The share of replies that follow the training language and not the prompt.
  public let clung: Double
  /// The share of replies that follow the prompt and not the training language.
  public let obeyed: Double

  /// Sums up results.
  public init(_ results: [EpisodeResult]) {
    let played = results.filter(\.isPlayed)
    let turns = played.flatMap(\.turns)
    func mean(_ values: [Double]) -> Double {
      values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }
    func share(_ obedience: Obedience) -> Double {
      mean(turns.map { $0.obedience == obedience ? 1 : 0 })
    }
    episodes = played.count
    failures = results.count - played.count
    success = mean(played.map { $0.isSuccess ? 1 : 0 })
    validity = mean(played.map(\.validity))
    reward = mean(played.map(\.reward))
    self.turns = mean(played.map { Double($0.turns.count) })
    let actions = turns.reduce(0) { $0 + $1.record.actions }
    effectiveActions =
      actions == 0
      ? nil : Double(turns.reduce(0) { $0 + $1.record.effectiveActions }) / Double(actions)
    clung = share(.clung)
    obeyed = share(.obeyed)
  }
}
