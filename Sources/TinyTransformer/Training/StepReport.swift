/// What one step of training came to. Means are over target tokens, by weight.
public struct StepReport: Hashable, Codable, Sendable {
  /// The number of the step, from 0.
  public let step: Int
  /// The loss that the step made smaller.
  public let loss: Double
  /// The cross-entropy of the targets, in nats.
  public let crossEntropy: Double
  /// The share of targets that the model held likeliest.
  public let accuracy: Double
  /// KL to the base, in nats, in the directions that the objective asks for.
  public let divergence: Double
  /// The length of the gradient, before it was clipped.
  public let gradientNorm: Double
  /// The learning rate.
  public let learningRate: Float
  /// The target tokens.
  public let targets: Int
  /// The tokens that went through the model.
  public let tokens: Int

  init(step: Int, sums: LossSums, places: Int, gradientNorm: Double, learningRate: Float) {
    self.step = step
    loss = sums.loss / sums.weight
    crossEntropy = sums.crossEntropy / sums.weight
    accuracy = Double(sums.hits) / Double(max(1, sums.targets))
    divergence = sums.divergence / sums.weight
    self.gradientNorm = gradientNorm
    self.learningRate = learningRate
    targets = sums.targets
    tokens = places
  }
}
