import Foundation
import Testing
import TinyTransformer
import VariantGym

@testable import VariantGymStudy
@testable import VariantGymTraining

@Suite("Arms that start from another arm", .timeLimit(.minutes(10)))
struct ContinuedArmTests {
  private static let plan: StudyPlan = {
    var plan = StudyPlan.small
    plan.seeds = [1]
    plan.tasks[0].arms = [
      Arm("frozen-answer", variant: "base"),
      // Too small a rate to change any weight.
      Arm(
        "still", variant: "base", start: .arm("frozen-answer"), steps: 2, learningRate: 1e-20),
      Arm("further", variant: "base", start: .arm("still"), steps: 2),
      Arm(
        "reinforced", variant: "base", start: .arm("further"),
        reinforcement: Arm.Reinforcement(
          episodes: 2, groupSize: 2, payment: .gold, referenceKL: 0.1),
        steps: 2),
      Arm(
        "rehearsed", variant: "base", start: .arm("reinforced"),
        rehearsal: Arm.Rehearsal(variant: "base", coefficient: 1), steps: 3),
      Arm("last", variant: "base", start: .arm("rehearsed"), steps: 1),
    ]
    return plan
  }()

  @Test("they begin with its finished model, at a rate of their own")
  func start() async throws {
    try await withFolder { folder in
      try await Study(Self.plan, in: folder).run(threads: 2)
      func weights(_ arm: String) throws -> Data {
        try Data(
          contentsOf: folder.appendingPathComponent(
            "models/sokoban/\(arm)/seed-1/model.safetensors"))
      }
      #expect(try weights("still") == weights("frozen-answer"))
      #expect(try weights("frozen-answer") != weights("base"))
      #expect(try weights("further") != weights("still"))
      // A model that is never paid stays as it is.
      #expect(try weights("reinforced") == weights("further"))
      let results = try StudyReport(reading: folder).results
      let drifts = try #require(results.models("sokoban", "further").first).trials.drifts
      #expect(drifts.map(\.step) == [1, 2] && drifts[0].distance > 0)
    }
  }

  @Test("their rows go on where those of the other ended")
  func rows() async throws {
    let task = Self.plan.tasks[0]
    let recipe = task.recipe(for: task.arms[0], seed: 1)
    var rows = try await TrainingRows<TokenRow>(
      recipe, catalog: Catalog.study, transcript: Transcript(), context: task.model.context,
      seed: Seeds.order(of: 1))
    // Plays take no rows; rehearsal takes every other step.
    for (arm, earlier) in zip(task.arms, [0, 4, 6, 8, 8, 10]) {
      #expect(task.lessons(before: arm) == earlier)
      var lessons = try await Lessons(task: task, arm: arm, batch: 2, seed: 1)
      #expect(lessons.sample() == rows.batch(earlier, size: 2))
      if arm.reinforcement != nil { continue }
      let model = LanguageModel(try task.shape, seed: 1)
      let trainers = (0..<2).map { _ in
        Trainer(model, base: model, settings: TrainingSettings(steps: 4), threads: 1)
      }
      var past = PastTrials()
      try lessons.step(trainers[0], nil, into: &past)
      _ = try trainers[1].step(rows.batch(earlier, size: 2), objective: .crossEntropy)
      #expect(trainers[0].model.changes(since: trainers[1].model).allSatisfy { $0.distance == 0 })
    }
  }

  @Test("those that are held near a model have it as their base")
  func held() {
    #expect(Self.plan.tasks[0].arms.map(\.isHeld) == [false, false, false, true, true, false])
    #expect(Arm("kl", variant: "base", objective: .init(forwardKL: 1)).isHeld)
    #expect(!Arm("free", variant: "base", reinforcement: .init(episodes: 1, groupSize: 2)).isHeld)
  }

  @Test("paid is what the plan says: the reward of a reply in no language, or nothing")
  func payment() async throws {
    var plan = Self.plan
    plan.tasks[0].arms = [ReinforcementSettings.Payment.gold, .firstReward].map {
      Arm(
        "\($0)", variant: "base",
        reinforcement: Arm.Reinforcement(episodes: 1, groupSize: 2, payment: $0),
        steps: PastTrials.stretch)
    }
    try await withFolder { folder in
      try await Study(plan, in: folder).run(threads: 2)
      let results = try StudyReport(reading: folder).results
      let paid = try ["gold", "firstReward"].map {
        try #require(results.models("sokoban", $0).first).trials.payments?.means
      }
      #expect(paid == [[0], [-0.1]])
      #expect(try StudyReport(reading: folder).markdown.contains("paid -0.100"))
    }
  }

  @Test("interrupted anywhere, they end in the same results")
  func interrupted() async throws {
    let whole = try await withFolder { folder in
      try await Study(Self.plan, in: folder).run(threads: 1)
      return try results(folder)
    }
    // Calls of progress: five of the base and of the first arm, then three of each.
    for calls in [12, 15, 18, 21] {
      try await withFolder { folder in
        try await runInterrupted(Self.plan, after: calls, in: folder)
        #expect(try results(folder) == whole)
      }
    }
  }

  private func results(_ folder: URL) throws -> [String: Data] {
    let results = folder.appendingPathComponent("results").path
    return try FileManager.default.contentsOfDirectory(atPath: results).reduce(into: [:]) {
      $0[$1] = try Data(contentsOf: URL(fileURLWithPath: "\(results)/\($1)"))
    }
  }

  @Test("they may come later, and what they begin with is trained again only where it is gone")
  func later() async throws {
    let whole = try await withFolder { folder in
      try await Study(Self.plan, in: folder).run(threads: 1)
      return try results(folder)
    }
    var first = Self.plan
    first.tasks[0].arms.removeLast(4)
    for isGone in [false, true] {
      try await withFolder { folder in
        try await Study(first, in: folder).run(threads: 2)
        let models = folder.appendingPathComponent("models")
        // As if a processor that rounds otherwise had trained the arm.
        let name = "sokoban-frozen-answer-seed-1.json"
        let told = folder.appendingPathComponent("results/\(name)")
        let foreign = try String(contentsOf: told, encoding: .utf8)
          .replacing("\"distance\":", with: "\"distance\":9")
        try foreign.write(to: told, atomically: true, encoding: .utf8)
        if isGone { try FileManager.default.removeItem(at: models) }
        let trained = models.path + "/sokoban/frozen-answer/seed-1/model.safetensors"
        let then = try? FileManager.default.attributesOfItem(atPath: trained)
        try await Study(Self.plan, in: folder).run(threads: 2)
        let now = try FileManager.default.attributesOfItem(atPath: trained)
        let isSame = then?[.systemFileNumber] as? Int == now[.systemFileNumber] as? Int
        #expect(isSame != isGone)
        var expected = whole
        expected[name] = Data(foreign.utf8)
        #expect(foreign != String(decoding: whole[name] ?? Data(), as: UTF8.self))
        #expect(try results(folder) == expected)
      }
    }
  }
}

@Suite("What was paid")
struct PaymentTests {
  @Test("payments are averaged over stretches of steps, and are no losses")
  func stretches() throws {
    var past = PastTrials()
    #expect(past.payments == nil && past.payment(before: 100) == nil)
    for step in 0..<120 {
      past.add(
        ReinforcementReport(payment: step < 50 ? 0.25 : 0.75, validity: 1, replies: 0, updates: []))
    }
    #expect(past.payments?.means == [0.25, 0.75] && past.losses.isEmpty)
    #expect(
      [49, 50, 99, 100, 120, 150].map { past.payment(before: $0) } == [
        nil, 0.25, 0.25, 0.75, 0.75, nil,
      ])
    let read = try JSONDecoder().decode(PastTrials.self, from: JSONEncoder.line.encode(past))
    #expect(read == past)
    // Files of models that never played have no such entry.
    #expect(
      try !String(decoding: JSONEncoder.line.encode(PastTrials()), as: UTF8.self).contains(
        "payments"))
  }
}
