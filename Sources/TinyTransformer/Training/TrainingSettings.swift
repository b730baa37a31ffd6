internal import Foundation

/// How a model is trained, whatever it is trained on.
public struct TrainingSettings: Hashable, Codable, Sendable {
  /// The highest learning rate.
  public var learningRate: Float
  /// How many steps the rate rises linearly.
  public var warmUpSteps: Int
  /// The step at which the rate has fallen, along a cosine, to its last share.
  public var steps: Int
  /// The share of the highest rate that is left at the end.
  public var lastShare: Float
  /// AdamW (Loshchilov and Hutter 2019): how slowly the mean of gradients moves, and that of their
  /// squares.
  public var beta1, beta2: Float
  /// What keeps AdamW from dividing by zero.
  public var epsilon: Float
  /// How strongly matrices are drawn to zero; norms are not.
  public var weightDecay: Float
  /// Longer gradients are shortened to this length.
  public var clipNorm: Float

  /// Settings for a number of steps.
  public init(
    steps: Int, learningRate: Float = 1e-3, warmUpSteps: Int = 100, lastShare: Float = 0.1,
    beta1: Float = 0.9, beta2: Float = 0.99, epsilon: Float = 1e-8, weightDecay: Float = 0.01,
    clipNorm: Float = 1
  ) {
    self.steps = steps
    self.learningRate = learningRate
    self.warmUpSteps = warmUpSteps
    self.lastShare = lastShare
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    self.clipNorm = clipNorm
  }

  /// The learning rate of a step, from 0.
  public func learningRate(at step: Int) -> Float {
    if step < warmUpSteps { return learningRate * Float(step + 1) / Float(warmUpSteps) }
    let progress = Double(step - warmUpSteps) / Double(max(1, steps - warmUpSteps))
    let cosine = (1 + cos(Double.pi * min(1, progress))) / 2
    return learningRate * (lastShare + (1 - lastShare) * Float(cosine))
  }
}
