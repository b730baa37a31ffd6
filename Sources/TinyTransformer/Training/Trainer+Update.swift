internal import Foundation
internal import TinyTransformerKernels

extension Trainer {
  /// Moves the weights along the mean of the gradients that were accumulated.
  ///
  /// - Throws: `ModelError.badRow` where no token had a weight, `ModelError.diverged` where a gradient
  ///   is not finite. The model is unchanged then.
  @discardableResult
  public func update() throws(ModelError) -> StepReport {
    let (sums, places) = (sums, places)
    defer {
      self.sums = LossSums()
      self.places = 0
      anchor = 0
    }
    guard sums.weight > 0 else {
      clearGradients()
      throw .badRow("no token has a weight")
    }
    gather(sums)
    let norm = workers.reduce(0) { $0 + $1.squares }.squareRoot() / sums.weight
    guard norm.isFinite else {
      clearGradients()
      throw .diverged(step: step)
    }
    clipScale = norm > Double(settings.clipNorm) ? Float(Double(settings.clipNorm) / norm) : 1
    let report = StepReport(
      step: step, sums: sums, places: places, gradientNorm: norm,
      learningRate: settings.learningRate(at: step))
    step += 1
    pool.run(updateShare)
    takeOverWeights()
    return report
  }

  /// Counts a step in which there was nothing to learn; the model stays as it is.
  public func skip() {
    step += 1
  }

  private func clearGradients() {
    for worker in workers { worker.gradients.clear() }
  }

  /// Lays the weights out for the next passes.
  func takeOverWeights() {
    pool.run(packShare)
  }

  /// Sums the gradients of all threads.
  private func gather(_ sums: LossSums) {
    gradientScale = Float(1 / sums.weight)
    pool.run(gatherShare)
  }

  /// The gradient of the mean loss over what was accumulated; the step it is for is given up.
  func meanGradients() -> [Float] {
    gather(sums)
    let gradients = workers[0].gradients
    defer { for worker in workers.dropFirst() { worker.gradients.clear() } }
    return (0..<layout.count).map { gradients.base[$0] * gradientScale }
  }

  /// Sums the gradients of all threads for a share of the weights.
  func gather(_ index: Int) {
    let total = workers[0].gradients.base
    workers[index].squares = 0
    for chunk in stride(from: index, to: chunks.count, by: threads) {
      let range = chunks[chunk].range
      for worker in workers.dropFirst() {
        kernels.loops.add(
          range.count, worker.gradients.base + range.lowerBound, total + range.lowerBound)
      }
      if anchor != 0, let base {
        let pull = anchor / gradientScale
        for place in range {
          total[place] += pull * (weights.base[place] - base.plainWeights[place])
        }
      }
      workers[index].squares += kernels.loops.sum_of_squares(
        range.count, total + range.lowerBound)
    }
  }

  /// Moves a share of the weights, and clears its gradients.
  func update(_ index: Int) {
    let rate = settings.learningRate(at: step - 1)
    let correction1 = 1 - pow(Double(settings.beta1), Double(step))
    let correction2 = 1 - pow(Double(settings.beta2), Double(step))
    for chunk in stride(from: index, to: chunks.count, by: threads) {
      let (range, start) = (chunks[chunk].range, chunks[chunk].range.lowerBound)
      kernels.loops.adamw(
        range.count, weights.base + start, workers[0].gradients.base + start,
        firstMoment.base + start, secondMoment.base + start, gradientScale * clipScale,
        settings.beta1, settings.beta2, rate / Float(correction1),
        Float(1 / correction2.squareRoot()), settings.epsilon,
        chunks[chunk].decays ? rate * settings.weightDecay : 0)
      for worker in workers {
        (worker.gradients.base + start).update(repeating: 0, count: range.count)
      }
    }
  }
}

/// Weights that one thread moves at once.
struct TrainingChunk: Sendable {
  let range: Range<Int>
  /// Whether weight decay draws them to zero: all but those of norms.
  let decays: Bool

  static func chunks(of layout: WeightLayout) -> [TrainingChunk] {
    layout.tensors.flatMap { tensor in
      stride(from: tensor.range.lowerBound, to: tensor.range.upperBound, by: 8192).map {
        TrainingChunk(
          range: $0..<min($0 + 8192, tensor.range.upperBound), decays: tensor.shape.count > 1)
      }
    }
  }
}
