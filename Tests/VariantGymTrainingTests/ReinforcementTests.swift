import AllocationCounter
import Foundation
import Testing
import TinyTransformer
import VariantGym

@testable import VariantGymTraining

@Suite("Policies and reinforcement")
struct ReinforcementTests {
  static let context = 2_048

  static func model(width: Int = 8, seed: UInt64 = 1) throws -> LanguageModel {
    LanguageModel(
      try ModelShape(
        vocabulary: Tokenizer.standard.count, width: width, layers: 1, heads: 2, hidden: 16,
        context: context), seed: seed)
  }

  static func episodes(_ name: String, _ count: Int) throws -> [any Episode] {
    var recipe = try StudySets.named(name)
    recipe.rows = count
    return try recipe.episodes(in: .standard)
  }

  @Test("a policy's reply depends on its request alone")
  func policy() async throws {
    let model = try Self.model()
    let requests = try (Self.episodes("points-id-on-all-5", 2) + Self.episodes("sokoban-simple", 1))
      .map {
        Request(messages: $0.messages, prefill: "", episode: $0.identity, history: [])
      }
    func policy(_ seed: UInt64, batch: Int) -> ModelPolicy {
      ModelPolicy(
        model, temperature: 1, maximumTokens: 5, stops: ["</answer>"], seed: seed, batch: batch,
        threads: 2)
    }
    let together = await policy(1, batch: 3).replies(to: requests)
    for (request, expected) in zip(requests, together) {
      #expect(await policy(1, batch: 1).replies(to: [request]) == [expected])
    }
    #expect(await policy(2, batch: 3).replies(to: requests) != together)
    let replies = try together.map { try $0.get().text }
    #expect(Set(replies).count == 3)
  }

  @Test("a request that is too long fails, and the others do not")
  func tooLong() async throws {
    let identity = try Self.episodes("points-id-on-all-5", 1)[0].identity
    let requests = [Self.context, 10].map { length in
      Request(
        messages: [Message(role: .user, content: String(repeating: "a", count: length))],
        prefill: "", episode: identity, history: [])
    }
    let policy = ModelPolicy(try Self.model(), maximumTokens: 3, threads: 1)
    let results = await policy.replies(to: requests)
    #expect(
      results[0]
        == .failure(PolicyFailure("the prompt has 2050 tokens, the model's context 2048")))
    #expect(try results[1].get().text.count <= 3)
  }

  @Test("advantages")
  func advantages() {
    #expect(Advantage.groupRelative.advantages(of: [1, 0, 1, 0]) == [1, -1, 1, -1])
    #expect(Advantage.groupRelative.advantages(of: [2, 2, 2]) == [0, 0, 0])
    // Eight times a tenth is not eight tenths, and equal totals may be summed in another order.
    for rewards in [Array(repeating: -0.1, count: 8), [0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1]] {
      for rule in [Advantage.groupRelative, .groupCentred] {
        #expect(rule.advantages(of: rewards).allSatisfy { $0 == 0 })
      }
    }
    #expect(Advantage.groupCentred.advantages(of: [4, 0]) == [2, -2])
    #expect(
      Advantage.signed(positive: 0.1, negative: 1).advantages(of: [1, 0, -2]) == [0.1, -1, -1])
  }

  @Test("replies that are paid for failing become less likely")
  func negativeSamples() throws {
    let trainer = Trainer(
      try Self.model(), settings: TrainingSettings(steps: 10, warmUpSteps: 1), threads: 2)
    let reinforcement = ReinforcementTrainer(
      trainer,
      settings: ReinforcementSettings(
        groupSize: 2, payment: .gold, advantage: .signed(positive: 0, negative: 1), updates: 2,
        maximumTokens: 4), seed: 1)
    let report = try reinforcement.step(try Self.episodes("points-id-on-all-5", 1))
    // A model that knows nothing writes nothing that can be read.
    #expect(report.payment == 0 && report.validity == 0)
    #expect(report.replies == 2 && report.updates.count == 2)
    #expect(report.updates[0].loss == 1)
    #expect(report.updates[1].loss < 1)
    #expect(report.updates[1].crossEntropy > report.updates[0].crossEntropy)
  }

  @Test("a step in which all plays are paid alike counts, and changes nothing")
  func nothingToLearn() throws {
    let updates = 3
    let model = try Self.model()
    let trainer = Trainer(model, settings: TrainingSettings(steps: 10, warmUpSteps: 1), threads: 1)
    let reinforcement = ReinforcementTrainer(
      trainer,
      settings: ReinforcementSettings(groupSize: 2, updates: updates, maximumTokens: 4), seed: 1)
    let report = try reinforcement.step(try Self.episodes("points-id-on-all-5", 1))
    #expect(report.replies == 0 && report.updates.isEmpty)
    #expect(trainer.step == updates && trainer.model == model)
  }

  @Test(
    "payments are those of the rules, for one turn or for all", .enabled(if: isOptimised),
    arguments: [
      (ReinforcementSettings.Payment.firstReward, -0.1, 1), (.allRewards, -3, 30),
      (.success, 0, 30),
      (.gold, 0, 1),
    ])
  func payments(payment: ReinforcementSettings.Payment, expected: Double, turns: Int) throws {
    let trainer = Trainer(
      try Self.model(), settings: TrainingSettings(steps: 10, warmUpSteps: 1), threads: 2)
    let reinforcement = ReinforcementTrainer(
      trainer,
      settings: ReinforcementSettings(
        groupSize: 2, payment: payment, advantage: .signed(positive: 1, negative: 1),
        maximumTokens: 2), seed: 1)
    // No reply of two characters can be read, and an unreadable one costs a move.
    let report = try reinforcement.step(try Self.episodes("sokoban-simple", 1))
    #expect(abs(report.payment - expected) < 1e-9)
    #expect(report.replies == 2 * turns && report.validity == 0)
  }

  @Test(
    "a model that writes answers finds out which is right",
    .enabled(if: isOptimised && ProcessInfo.processInfo.environment["VARIANTGYM_LAW_CASES"] != nil))
  func learns() throws {
    let episode = try #require(
      Self.episodes("sokoban-simple", 20).first { try $0.goldAnswers().count == 1 })
    let transcript = Transcript()
    let rows = ["Up", "Down", "Left", "Right"].map {
      transcript.row(episode.messages, reply: "<answer> \($0) </answer>")
    }
    let trainer = Trainer(
      try Self.model(width: 32, seed: 2),
      settings: TrainingSettings(steps: 250, learningRate: 3e-3, warmUpSteps: 10), threads: 2)
    // First the form of an answer, all four alike.
    for _ in 0..<150 { try trainer.step(rows) }
    let reinforcement = ReinforcementTrainer(
      trainer, settings: ReinforcementSettings(groupSize: 16, maximumTokens: 24), seed: 3)
    let payments = try (0..<100).map { _ in try reinforcement.step([episode]).payment }
    let (first, last) = (payments[..<10].reduce(0, +) / 10, payments[90...].reduce(0, +) / 10)
    #expect(last > first + 0.3, "\(payments)")
  }
}
