internal import Foundation

/// A reply that the model gave, and how much better than expected it was.
public struct PolicyRow: Hashable, Sendable {
  /// Prompt and reply; only what the model said has a weight.
  public var row: TokenRow
  /// How much better than expected the reply was.
  public var advantage: Float
  /// The log-probabilities that the tokens had when they were drawn, one for each token of the row;
  /// `nil` if they were drawn from the model as it is.
  public var oldLogProbabilities: [Float]?

  /// A row.
  public init(row: TokenRow, advantage: Float, oldLogProbabilities: [Float]? = nil) {
    precondition(
      oldLogProbabilities == nil || oldLogProbabilities?.count == row.tokens.count,
      "each token has an old log-probability")
    self.row = row
    self.advantage = advantage
    self.oldLogProbabilities = oldLogProbabilities
  }
}

/// The clipped policy gradient of PPO (Schulman et al. 2017) with the KL estimate of GRPO (Shao et
/// al. 2024, arXiv 2402.03300), as a mean over tokens.
public struct PolicyObjective: Hashable, Codable, Sendable {
  /// How far the ratio of new to old probability may fall below 1, and rise above it, before a
  /// token no longer counts.
  public var clipBelow, clipAbove: Float
  /// The coefficient of KL(model || reference), whose estimate is r - log r - 1 for the ratio r of
  /// the reference's probability to the model's. The reference is the trainer's base.
  public var referenceKL: Float

  /// An objective.
  public init(clipBelow: Float = 0.2, clipAbove: Float = 0.2, referenceKL: Float = 0) {
    self.clipBelow = clipBelow
    self.clipAbove = clipAbove
    self.referenceKL = referenceKL
  }

  struct Term {
    var loss, divergence: Float
    /// By the token's log-probability.
    var gradient: Float
    var isClipped: Bool
  }

  func term(_ log: Float, old: Float, reference: Float?, advantage: Float) -> Term {
    let ratio = exp(log - old)
    let bounded = min(max(ratio, 1 - clipBelow), 1 + clipAbove)
    let isClipped = bounded * advantage < ratio * advantage
    var term = Term(
      loss: -min(ratio * advantage, bounded * advantage), divergence: 0,
      gradient: isClipped ? 0 : -ratio * advantage, isClipped: isClipped)
    if let reference {
      let other = exp(reference - log)
      term.divergence = other - (reference - log) - 1
      term.loss += referenceKL * term.divergence
      term.gradient += referenceKL * (1 - other)
    }
    return term
  }
}

/// A reply that is to become likelier than another.
public struct PreferencePair: Hashable, Sendable {
  /// The better reply, with its prompt.
  public var chosen: TokenRow
  /// The worse one.
  public var rejected: TokenRow

  /// A pair.
  public init(chosen: TokenRow, rejected: TokenRow) {
    self.chosen = chosen
    self.rejected = rejected
  }
}

/// Direct preference optimization (DPO, Rafailov et al. 2023, arXiv 2305.18290), as a mean over
/// pairs. The reference is the trainer's base.
public struct PreferenceObjective: Hashable, Codable, Sendable {
  /// How strongly the reference holds the model.
  public var beta: Float

  /// An objective.
  public init(beta: Float = 0.1) {
    self.beta = beta
  }
}
