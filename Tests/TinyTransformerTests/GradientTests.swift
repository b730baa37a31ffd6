import AllocationCounter
import Testing

@testable import TinyTransformer

/// Gradients against central differences of the reference in double precision.
@Suite("Gradients")
struct GradientTests {
  static let shape = try! ModelShape(
    vocabulary: 7, width: 8, layers: 2, heads: 2, hidden: 6, context: 40)

  static let objectives: [Objective] = [
    Objective(reweighting: .dynamic, forwardKL: 0.3, reverseKL: 0.2, anchor: 0.05),
    .crossEntropy, Objective(reweighting: .adaptive(power: 2)),
    Objective(reweighting: .ignored, forwardKL: 0.7),
    Objective(reverseKL: 0.6),
  ]

  @Test(
    "agree with central differences for every tensor",
    arguments: 0..<Kernels.available.count, isOptimised ? objectives : [objectives[0]])
  func centralDifferences(kernels: Int, objective: Objective) throws {
    let base = LanguageModel(Self.shape, seed: 1)
    let model = LanguageModel(Self.shape, seed: 2)
    let rows = TokenRow.random(for: Self.shape, lengths: [3, 8, 2, isOptimised ? 39 : 5], seed: 3)
    let trainer = Trainer(
      model, base: base, settings: TrainingSettings(steps: 1), threads: 2,
      kernels: Kernels.available[kernels], packPlaces: 9)
    try trainer.accumulate(rows, objective: objective)
    let gradients = trainer.meanGradients()

    let reference = ReferenceModel(model)
    let home = ReferenceModel(base)
    let detached = reference.predictions(rows)
    let predictions = home.predictions(rows)
    func loss(_ model: ReferenceModel) -> Double {
      model.loss(rows, objective, base: predictions, detached: detached)
    }
    var generator = SeededGenerator(seed: 4)
    for tensor in WeightLayout(Self.shape).tensors {
      let gradient = tensor.range.map { Double(gradients[$0]) }
      let direction = tensor.range.map { _ in generator.normal() }
      func moved(_ step: Double) -> Double {
        var model = reference
        for (place, change) in zip(tensor.range, direction) {
          model.weights[place] += step * change
        }
        return loss(model) + Double(objective.anchor) * model.anchor(to: home)
      }
      let difference = (moved(1e-5) - moved(-1e-5)) / 2e-5
      let product = zip(gradient, direction).reduce(0) { $0 + $1.0 * $1.1 }
      let length = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(length > 1e-6, "\(tensor.name)")
      #expect(abs(product - difference) < 1e-3 * length, "\(tensor.name)")
    }
    let report = try trainer.update()
    #expect(abs(report.loss - loss(reference)) < 1e-4 * report.loss)
  }
}

extension TokenRow {
  /// Rows of random tokens; the first part of each has no weight.
  static func random(for shape: ModelShape, lengths: [Int], seed: UInt64) -> [TokenRow] {
    var generator = SeededGenerator(seed: seed)
    return lengths.map { length in
      let prompt = 1 + generator.below(length - 1)
      return TokenRow(
        tokens: (0..<length).map { _ in Int32(generator.below(shape.vocabulary)) },
        weights: (0..<length).map { $0 < prompt ? 0 : $0 % 5 == 4 ? 0.5 : 1 })
    }
  }
}
