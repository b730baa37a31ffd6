import AllocationCounter
import Foundation
import Testing

@testable import TinyTransformer

@Suite("Training")
struct TrainerTests {
  static let shape = GradientTests.shape
  static let settings = TrainingSettings(steps: 20, learningRate: 1e-2, warmUpSteps: 4)

  static func rows(_ count: Int, seed: UInt64) -> [TokenRow] {
    TokenRow.random(for: shape, lengths: (0..<count).map { 2 + ($0 * 5) % 9 }, seed: seed)
  }

  @Test("the same seed and threads give the same weights", arguments: [1, 2, 3])
  func repeatable(threads: Int) throws {
    let models = try (0..<2).map { _ in
      let trainer = Trainer(
        LanguageModel(Self.shape, seed: 1), settings: Self.settings, threads: threads,
        kernels: .fastest, packPlaces: 16)
      for step in 0..<4 { try trainer.step(Self.rows(9, seed: UInt64(step))) }
      return trainer.model
    }
    #expect(models[0] == models[1])
    #expect(models[0] != LanguageModel(Self.shape, seed: 1))
    #expect(LanguageModel(Self.shape, seed: 1) != LanguageModel(Self.shape, seed: 2))
  }

  @Test("rows that are accumulated count as one batch")
  func accumulation() throws {
    let rows = Self.rows(8, seed: 3)
    func model(_ parts: [ArraySlice<TokenRow>]) throws -> (LanguageModel, StepReport) {
      let trainer = Trainer(
        LanguageModel(Self.shape, seed: 2), settings: Self.settings, threads: 1)
      for part in parts { try trainer.accumulate(Array(part)) }
      let report = try trainer.update()
      return (trainer.model, report)
    }
    let (whole, wholeReport) = try model([rows[...]])
    let (parts, partsReport) = try model([rows[..<3], rows[3...]])
    #expect(abs(wholeReport.loss - partsReport.loss) < 1e-6)
    #expect(wholeReport.tokens == partsReport.tokens)
    #expect(wholeReport.targets == rows.reduce(0) { $0 + $1.weights.count { $0 > 0 } })
    for (first, second) in zip(whole.weights, parts.weights) {
      #expect(abs(first - second) < 1e-4)
    }
  }

  @Test("prompts cost nothing in the loss, whatever they hold")
  func prompts() throws {
    // A reply that does not depend on its prompt has the same targets; only weighted ones count.
    let trainer = Trainer(LanguageModel(Self.shape, seed: 2), settings: Self.settings, threads: 1)
    let report = try trainer.step([
      TokenRow(tokens: [1, 2, 3, 4], weights: [1, 0, 0, 1]),
      TokenRow(tokens: [1, 2], weights: [0, 0]),
    ])
    #expect(report.targets == 1 && report.tokens == 4)
  }

  @Test("the rate rises, then falls along a cosine")
  func schedule() {
    let settings = TrainingSettings(
      steps: 110, learningRate: 1, warmUpSteps: 10, lastShare: 0.1)
    #expect(settings.learningRate(at: 0) == 0.1)
    #expect(settings.learningRate(at: 9) == 1)
    #expect(settings.learningRate(at: 10) == 1)
    #expect(abs(settings.learningRate(at: 60) - 0.55) < 1e-6)
    #expect(abs(settings.learningRate(at: 110) - 0.1) < 1e-6)
    #expect(abs(settings.learningRate(at: 500) - 0.1) < 1e-6)
  }

  @Test("long gradients are shortened")
  func clipping() throws {
    func step(_ clipNorm: Float) throws -> (StepReport, [Float]) {
      var settings = Self.settings
      settings.clipNorm = clipNorm
      // With a large epsilon, AdamW moves in proportion to the gradient.
      settings.epsilon = 1e3
      settings.weightDecay = 0
      let model = LanguageModel(Self.shape, seed: 4)
      let trainer = Trainer(model, settings: settings, threads: 2)
      let report = try trainer.step(Self.rows(5, seed: 5))
      return (report, zip(trainer.model.weights, model.weights).map { $0 - $1 })
    }
    let (report, free) = try step(1e9)
    let (_, clipped) = try step(Float(report.gradientNorm / 2))
    func length(_ numbers: [Float]) -> Double {
      numbers.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    }
    #expect(abs(length(clipped) / length(free) - 0.5) < 0.01)
  }

  @Test("rows that no model can take are refused, and nothing is trained")
  func refusals() throws {
    let model = LanguageModel(Self.shape, seed: 6)
    let trainer = Trainer(model, settings: Self.settings, threads: 2)
    let good = TokenRow(tokens: [1, 2], weights: [0, 1])
    for bad in [
      TokenRow(tokens: [1], weights: [1]), TokenRow(tokens: [], weights: []),
      TokenRow(tokens: [1, 7], weights: [0, 1]), TokenRow(tokens: [-1, 2], weights: [0, 1]),
      TokenRow(tokens: [1, 2], weights: [0, .nan]),
      TokenRow(tokens: .init(repeating: 1, count: 42), weights: .init(repeating: 1, count: 42)),
    ] {
      #expect(throws: ModelError.self) { try trainer.step([good, bad]) }
    }
    #expect(throws: ModelError.self) {
      try trainer.step([TokenRow(tokens: [1, 2], weights: [1, 0])])
    }
    #expect(throws: ModelError.self) { try trainer.step([TokenRow]()) }
    #expect(trainer.model == model && trainer.step == 0)
  }

  @Test("a gradient that is not finite moves nothing")
  func divergence() throws {
    let model = LanguageModel(Self.shape, seed: 6)
    let trainer = Trainer(model, settings: Self.settings, threads: 2)
    let rows = Self.rows(4, seed: 1)
    var huge = rows
    huge[2].weights[huge[2].weights.count - 1] = .greatestFiniteMagnitude
    #expect(throws: ModelError.diverged(step: 0)) { try trainer.step(huge + huge) }
    #expect(trainer.model == model && trainer.step == 0)
    // Nothing of it is left in the next step.
    let other = Trainer(model, settings: Self.settings, threads: 2)
    #expect(try trainer.step(rows) == other.step(rows))
    #expect(trainer.model == other.model)
  }

  @Test(
    "a step allocates nothing after the first",
    .enabled(if: countsAllocations && isOptimised), arguments: 0..<Kernels.available.count)
  func allocationFree(kernels: Int) throws {
    let base = LanguageModel(Self.shape, seed: 7)
    let trainer = Trainer(
      base, base: base, settings: Self.settings, threads: 1, kernels: Kernels.available[kernels],
      packPlaces: 16)
    let rows = (0..<5).map { Self.rows(20, seed: $0) }
    let objective = Objective(
      reweighting: .adaptive(power: 2), forwardKL: 0.1, reverseKL: 0.1, anchor: 0.1)
    try trainer.step(rows[0], objective: objective)
    var losses = 0.0
    let count = try allocations {
      for rows in rows { losses += try trainer.step(rows, objective: objective).loss }
    }
    #expect(count == 0)
    #expect(trainer.step == 6 && losses > 0)
  }

  @Test("64 rows are learned by heart", .enabled(if: isOptimised))
  func overfit() throws {
    let shape = try ModelShape(vocabulary: 32, width: 64, layers: 2, heads: 4, context: 32)
    // Eight random tokens tell the rows apart; the sixteen that follow are learned.
    var generator = SeededGenerator(seed: 8)
    let rows = (0..<64).map { _ in
      TokenRow(
        tokens: (0..<24).map { _ in Int32(generator.below(32)) },
        weights: (0..<24).map { $0 < 8 ? 0 : 1 })
    }
    let trainer = Trainer(
      LanguageModel(shape, seed: 9),
      settings: TrainingSettings(steps: 300, learningRate: 3e-3, warmUpSteps: 20), threads: 2)
    for _ in 0..<299 { try trainer.step(rows) }
    let report = try trainer.step(rows)
    #expect(report.loss < 0.01 && report.accuracy == 1)
  }
}
