public import TinyTransformer
public import VariantGymCore

/// How a model learns from the rewards of its own replies.
public struct ReinforcementSettings: Hashable, Sendable {
  /// How many times each episode is played in a step.
  public var groupSize: Int
  /// What is paid.
  public var payment: Payment
  /// How payments become advantages.
  public var advantage: Advantage
  /// Clipping, and KL to the trainer's base.
  public var objective: PolicyObjective
  /// How many updates are made with the replies of one step.
  public var updates: Int
  /// How replies are drawn.
  public var decoding: DecodingSettings

  /// What is paid for a play.
  public enum Payment: String, Hashable, Codable, Sendable {
    /// 1 for a first reply that is or begins an optimal solution, else 0; one turn is played.
    case gold
    /// The reward of the first reply; one turn is played.
    case firstReward
    /// The sum of the rewards of all turns; episodes are played to their ends.
    case allRewards
    /// 1 for an episode that succeeds, else 0; episodes are played to their ends.
    case success

    var playsOn: Bool { self == .allRewards || self == .success }
  }

  /// Settings; replies are drawn at temperature 1, as the clipped objective has it.
  public init(
    groupSize: Int = 8, payment: Payment = .gold, advantage: Advantage = .groupRelative,
    objective: PolicyObjective = PolicyObjective(), updates: Int = 1, maximumTokens: Int
  ) {
    precondition(groupSize > 0 && updates > 0, "a step has plays and updates")
    self.groupSize = groupSize
    self.payment = payment
    self.advantage = advantage
    self.objective = objective
    self.updates = updates
    decoding = DecodingSettings(temperature: 1, maximumTokens: maximumTokens)
  }
}

/// What one step of reinforcement came to.
public struct ReinforcementReport: Hashable, Sendable {
  /// The mean payment of a play.
  public let payment: Double
  /// The share of replies that were in the language asked for.
  public let validity: Double
  /// How many replies were learned from: those with an advantage.
  public let replies: Int
  /// The updates; none where no reply had an advantage.
  public let updates: [StepReport]
}

/// Group relative policy optimization: episodes are played several times, and replies become likelier by
/// how much better than the others of their group they did.
///
/// Every turn is a row of its own, its prompt and the model's reply, with the advantage of its play.
public final class ReinforcementTrainer {
  /// What makes the updates; its base is the reference.
  public let trainer: Trainer
  private let transcript: Transcript
  private let settings: ReinforcementSettings
  private let seed: UInt64
  private let decoder: Decoder

  /// A trainer that draws replies from the model that it trains.
  ///
  /// - Parameters:
  ///   - trainer: What makes the updates.
  ///   - transcript: How the model reads conversations.
  ///   - settings: How it learns.
  ///   - seed: Of what is drawn.
  ///   - batch: How many replies are drawn at a time.
  public init(
    _ trainer: Trainer, transcript: Transcript = Transcript(), settings: ReinforcementSettings,
    seed: UInt64, batch: Int = 64
  ) {
    self.trainer = trainer
    self.transcript = transcript
    self.settings = settings
    self.seed = seed
    decoder = Decoder(trainer.model, batch: batch, threads: trainer.threads)
  }

  /// One play of an episode.
  private struct Play {
    var episode: any Episode
    var payment = 0.0
    var turns: [TokenRow] = []
    var validTurns = 0
    var isOver = false
  }

  /// Plays episodes, each `groupSize` times, and learns from what was paid.
  ///
  /// - Throws: `SearchLimit` where a reply could not be judged; `ModelError` for prompts that are too
  ///   long. The model is unchanged then.
  public func step(_ episodes: [any Episode]) throws -> ReinforcementReport {
    decoder.update(trainer.model)
    var plays = episodes.flatMap { episode in
      (0..<settings.groupSize).map { _ in Play(episode: episode) }
    }
    var round = 0
    while try playRound(&plays, round) { round += 1 }

    var rows: [PolicyRow] = []
    for first in stride(from: 0, to: plays.count, by: settings.groupSize) {
      let group = plays[first..<first + settings.groupSize]
      let advantages = settings.advantage.advantages(of: group.map(\.payment))
      for (play, advantage) in zip(group, advantages) where advantage != 0 {
        rows += play.turns.map { PolicyRow(row: $0, advantage: advantage) }
      }
    }
    let turns = plays.reduce(0) { $0 + $1.turns.count }
    return ReinforcementReport(
      payment: plays.reduce(0) { $0 + $1.payment } / Double(max(1, plays.count)),
      validity: Double(plays.reduce(0) { $0 + $1.validTurns }) / Double(max(1, turns)),
      replies: rows.count, updates: try update(rows))
  }

  private func update(_ rows: [PolicyRow]) throws(ModelError) -> [StepReport] {
    // Steps count, whether or not there was something to learn, so that training comes to an end.
    if rows.isEmpty {
      for _ in 0..<settings.updates { trainer.skip() }
      return []
    }
    var rows = rows
    if settings.updates > 1 {
      let logs = try trainer.logProbabilities(of: rows.map(\.row))
      for index in rows.indices { rows[index].oldLogProbabilities = logs[index] }
    }
    var reports: [StepReport] = []
    for _ in 0..<settings.updates {
      reports.append(try trainer.step(rows, objective: settings.objective))
    }
    return reports
  }

  /// One turn of every play that goes on; whether there was any.
  private func playRound(_ plays: inout [Play], _ round: Int) throws -> Bool {
    let active = plays.indices.filter { !plays[$0].isOver && !plays[$0].episode.isOver }
    if active.isEmpty { return false }
    let prompts = active.map { index in
      PromptTokens(
        tokens: transcript.prompt(
          plays[index].episode.messages,
          prefill: plays[index].episode.identity.framing.prefillText),
        seed: ContentKey(
          words: [seed, UInt64(trainer.step), UInt64(round), UInt64(index)]
        ).digest)
    }
    let continuations = try decoder.continuations(of: prompts, settings.decoding)
    for (place, index) in active.enumerated() {
      let reply = transcript.tokenizer.decode(continuations[place].text)
      if settings.payment == .gold {
        plays[index].payment = try plays[index].episode.isGold(reply) ? 1 : 0
      }
      let record = plays[index].episode.submit(reply)
      plays[index].turns.append(
        transcript.row(prompt: prompts[place].tokens, reply: continuations[place].tokens))
      plays[index].validTurns += record.verdict.isValid ? 1 : 0
      switch settings.payment {
      case .gold: break
      case .firstReward, .allRewards: plays[index].payment += record.reward
      case .success: plays[index].payment = record.status == .succeeded ? 1 : 0
      }
      plays[index].isOver = !settings.payment.playsOn
    }
    return true
  }
}
