import Foundation
import Testing

@testable import TinyTransformer

/// The objectives of reinforcement and preferences against the reference in double precision.
@Suite("Policy objectives")
struct PolicyTests {
  let shape = GradientTests.shape
  let model = LanguageModel(GradientTests.shape, seed: 11)
  let base = LanguageModel(GradientTests.shape, seed: 12)

  func trainer() -> Trainer {
    Trainer(
      model, base: base, settings: TrainingSettings(steps: 1), threads: 2, kernels: .fastest,
      packPlaces: 9)
  }

  /// Compares gradients with the central difference of a loss along a random direction of each tensor.
  func check(_ gradients: [Float], _ loss: (ReferenceModel) -> Double) {
    let reference = ReferenceModel(model)
    var generator = SeededGenerator(seed: 13)
    for tensor in WeightLayout(shape).tensors {
      let direction = tensor.range.map { _ in generator.normal() }
      func moved(_ step: Double) -> Double {
        var model = reference
        for (place, change) in zip(tensor.range, direction) {
          model.weights[place] += step * change
        }
        return loss(model)
      }
      let difference = (moved(1e-5) - moved(-1e-5)) / 2e-5
      let gradient = tensor.range.map { Double(gradients[$0]) }
      let product = zip(gradient, direction).reduce(0) { $0 + $1.0 * $1.1 }
      let length = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(length > 1e-6, "\(tensor.name)")
      #expect(abs(product - difference) < 1e-3 * length, "\(tensor.name)")
    }
  }

  @Test("log-probabilities are those of the reference")
  func logProbabilities() throws {
    let rows = TokenRow.random(for: shape, lengths: [4, 9, 2, 7], seed: 14)
    let logs = try trainer().logProbabilities(of: rows)
    let predictions = ReferenceModel(model).predictions(rows)
    for (index, row) in rows.enumerated() {
      let first = row.weights.firstIndex { $0 != 0 }!
      for place in row.tokens.indices {
        let expected = place < first ? 0 : predictions[index][place - 1][Int(row.tokens[place])]
        #expect(abs(Double(logs[index][place]) - expected) < 1e-5)
      }
    }
  }

  @Test("the clipped policy gradient with KL to the reference")
  func policy() throws {
    let objective = PolicyObjective(clipBelow: 0.1, clipAbove: 0.2, referenceKL: 0.3)
    let rows = TokenRow.random(for: shape, lengths: [4, 9, 3, 7], seed: 15)
    let logs = try trainer().logProbabilities(of: rows)
    var generator = SeededGenerator(seed: 16)
    let policyRows = rows.enumerated().map { index, row in
      PolicyRow(
        row: row, advantage: [1.5, -1, 0.5, -0.5][index],
        oldLogProbabilities: logs[index].map { $0 + Float(0.2 * generator.normal()) })
    }
    let trainer = trainer()
    try trainer.accumulate(policyRows, objective: objective)
    let references = ReferenceModel(base).predictions(rows)
    var clipped = 0
    func loss(_ model: ReferenceModel) -> Double {
      var (sum, total) = (0.0, 0.0)
      for (index, predictions) in model.predictions(rows).enumerated() {
        let row = policyRows[index]
        for place in predictions.indices {
          let (target, weight) = (
            Int(row.row.tokens[place + 1]), Double(row.row.weights[place + 1])
          )
          let log = predictions[place][target]
          let ratio = exp(log - Double(row.oldLogProbabilities![place + 1]))
          let advantage = Double(row.advantage)
          let pay = min(ratio * advantage, min(max(ratio, 0.9), 1.2) * advantage)
          let other = references[index][place][target] - log
          sum += weight * (Double(objective.referenceKL) * (exp(other) - other - 1) - pay)
          total += weight
          clipped += weight > 0 && pay != ratio * advantage ? 1 : 0
        }
      }
      return sum / total
    }
    check(trainer.meanGradients(), loss)
    clipped = 0
    let expected = loss(ReferenceModel(model))
    let report = try trainer.update()
    #expect(abs(report.loss - expected) < 1e-5 * max(1, abs(expected)))
    #expect(clipped > 0)
    #expect(abs(report.accuracy - (1 - Double(clipped) / Double(report.targets))) < 1e-9)
  }

  @Test("replies from the model as it is have a ratio of one")
  func onPolicy() throws {
    let rows = TokenRow.random(for: shape, lengths: [4, 6], seed: 17)
    let fresh = trainer()
    let stored = trainer()
    let logs = try stored.logProbabilities(of: rows)
    let objective = PolicyObjective()
    try fresh.accumulate(rows.map { PolicyRow(row: $0, advantage: 1) }, objective: objective)
    try stored.accumulate(
      zip(rows, logs).map { PolicyRow(row: $0, advantage: 1, oldLogProbabilities: $1) },
      objective: objective)
    #expect(fresh.meanGradients() == stored.meanGradients())
  }

  @Test("preferences")
  func preferences() throws {
    let rows = TokenRow.random(for: shape, lengths: [4, 9, 3, 7], seed: 18)
    let pairs = [
      PreferencePair(chosen: rows[0], rejected: rows[1]),
      PreferencePair(chosen: rows[2], rejected: rows[3]),
    ]
    let trainer = trainer()
    try trainer.accumulate(pairs, objective: PreferenceObjective(beta: 0.4))
    func sums(_ model: ReferenceModel) -> [Double] {
      zip(rows, model.predictions(rows)).map { row, predictions in
        predictions.indices.reduce(0) {
          $0 + Double(row.weights[$1 + 1]) * predictions[$1][Int(row.tokens[$1 + 1])]
        }
      }
    }
    let home = sums(ReferenceModel(base))
    func loss(_ model: ReferenceModel) -> Double {
      let gains = zip(sums(model), home).map { $0 - $1 }
      return [(0, 1), (2, 3)].reduce(0) {
        $0 + log(1 + exp(-0.4 * (gains[$1.0] - gains[$1.1]))) / 2
      }
    }
    check(trainer.meanGradients(), loss)
    let report = try trainer.update()
    #expect(abs(report.loss - loss(ReferenceModel(model))) < 1e-5)
    #expect(report.targets == 2)
  }
}
