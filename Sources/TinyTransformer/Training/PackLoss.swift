internal import Foundation
internal import TinyTransformerKernels

/// Sums over the target tokens of a step.
struct LossSums: Sendable {
  /// The loss that is made small, each token times its weight.
  var loss = 0.0
  /// The weights.
  var weight = 0.0
  /// Cross-entropy, whatever the objective.
  var crossEntropy = 0.0
  /// KL to the base, in the directions that the objective asks for.
  var divergence = 0.0
  /// Target tokens, and those of them that the model held likeliest.
  var targets = 0
  var hits = 0

  static func += (sums: inout LossSums, more: LossSums) {
    sums.loss += more.loss
    sums.weight += more.weight
    sums.crossEntropy += more.crossEntropy
    sums.divergence += more.divergence
    sums.targets += more.targets
    sums.hits += more.hits
  }
}

extension Pass {
  /// Replaces the logits of a pack by their gradients under an objective.
  ///
  /// - Parameter base: A pass of the frozen base over the same pack, where the objective compares.
  func applyObjective(_ objective: Objective, _ pack: Pack, base: Pass?) -> LossSums {
    var sums = LossSums()
    let vocabulary = shape.vocabulary
    for place in 0..<pack.keptCount {
      let row = logits.base + place * logitStride
      let weight = pack.weights[place]
      guard weight != 0 else {
        row.update(repeating: 0, count: vocabulary)
        continue
      }
      if base != nil { logitCopy.base.update(from: row, count: vocabulary) }
      let (target, logit) = (Int(pack.targets[place]), row[Int(pack.targets[place])])
      var logSum: Float = 0
      kernels.loops.softmax(row, vocabulary, logitStride, 1, &logSum)
      let surprise = logSum - logit
      let factor = objective.factor(row[target])
      sums.targets += 1
      sums.weight += Double(weight)
      sums.crossEntropy += Double(weight * surprise)
      sums.loss += Double(weight * factor * surprise)
      sums.hits += (0..<vocabulary).allSatisfy { row[$0] <= row[target] } ? 1 : 0

      let pull = weight * factor
      let likelihood = row[target]
      if let base {
        let divergence = divergence(
          objective, row: row, logSum: logSum, base: base, place: place, pull: pull,
          weight: weight)
        sums.divergence += Double(weight * divergence.value)
        sums.loss += Double(weight * divergence.cost)
        row[target] -= pull
      } else {
        for token in 0..<vocabulary { row[token] *= pull }
        row[target] = pull * (likelihood - 1)
      }
    }
    return sums
  }

  /// Turns probabilities into the gradient of `pull` times the surprise, but for its part at the
  /// target, and of the divergences from the base.
  private func divergence(
    _ objective: Objective, row: UnsafeMutablePointer<Float>, logSum: Float, base: Pass,
    place: Int, pull: Float, weight: Float
  ) -> (value: Float, cost: Float) {
    let vocabulary = shape.vocabulary
    let baseRow = base.logits.base + place * logitStride
    let baseCopy = base.logitCopy.base
    baseCopy.update(from: baseRow, count: vocabulary)
    var baseLogSum: Float = 0
    kernels.loops.softmax(baseRow, vocabulary, logitStride, 1, &baseLogSum)
    let shift = baseLogSum - logSum
    var (forward, reverse): (Float, Float) = (0, 0)
    for token in 0..<vocabulary {
      let logRatio = logitCopy.base[token] - baseCopy[token] + shift
      forward -= baseRow[token] * logRatio
      reverse += row[token] * logRatio
    }
    for token in 0..<vocabulary {
      let logRatio = logitCopy.base[token] - baseCopy[token] + shift
      let probability = row[token]
      row[token] =
        pull * probability + weight
        * (objective.forwardKL * (probability - baseRow[token])
          + objective.reverseKL * probability * (logRatio - reverse))
    }
    let uses = (objective.forwardKL != 0, objective.reverseKL != 0)
    return (
      (uses.0 ? forward : 0) + (uses.1 ? reverse : 0),
      objective.forwardKL * forward + objective.reverseKL * reverse
    )
  }

  /// The log-probability of the token that follows each kept place; logits become probabilities.
  func logProbabilities(_ pack: Pack, into result: UnsafeMutablePointer<Float>) {
    for place in 0..<pack.keptCount {
      let row = logits.base + place * logitStride
      let logit = row[Int(pack.targets[place])]
      var logSum: Float = 0
      kernels.loops.softmax(row, shape.vocabulary, logitStride, 1, &logSum)
      result[place] = logit - logSum
    }
  }

  /// Turns probabilities into the gradients of logits, given those of the targets'
  /// log-probabilities.
  func applyGradients(_ gradients: UnsafePointer<Float>, _ pack: Pack) {
    for place in 0..<pack.keptCount {
      let row = logits.base + place * logitStride
      for token in 0..<shape.vocabulary { row[token] *= -gradients[place] }
      row[Int(pack.targets[place])] += gradients[place]
    }
  }
}
