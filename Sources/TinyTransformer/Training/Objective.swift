internal import Foundation

/// What supervised training makes small: the mean over target tokens of a loss, and what holds the
/// model near a frozen base.
public struct Objective: Hashable, Codable, Sendable {
  /// How much each target token counts, by the probability that the model gives it.
  public var reweighting: Reweighting
  /// The coefficient of KL(base || model): the model must keep all that the base holds possible.
  public var forwardKL: Float
  /// The coefficient of KL(model || base): the model must do nothing that the base does not.
  public var reverseKL: Float
  /// The coefficient of half the squared distance between the weights and those of the base.
  public var anchor: Float

  /// Weights that depend on the probability p of a target token; the gradient does not flow through
  /// them.
  public enum Reweighting: Hashable, Codable, Sendable {
    /// Cross-entropy: all tokens alike.
    case uniform
    /// Dynamic fine-tuning (DFT): times p, so that unlikely tokens move the model less.
    case dynamic
    /// Times (1 - p)^power (AFT): tokens that the model has learned move it less.
    case adaptive(power: Float)
    /// Not at all: the model is held near the base on these tokens, whatever they are.
    case ignored
  }

  /// An objective; by default plain cross-entropy. Coefficients are finite and not negative.
  public init(
    reweighting: Reweighting = .uniform, forwardKL: Float = 0, reverseKL: Float = 0,
    anchor: Float = 0
  ) {
    self.reweighting = reweighting
    self.forwardKL = forwardKL
    self.reverseKL = reverseKL
    self.anchor = anchor
  }

  /// Plain cross-entropy.
  public static let crossEntropy = Objective()

  /// Whether the predictions of a base are needed.
  var comparesPredictions: Bool { forwardKL != 0 || reverseKL != 0 }
  /// Whether a base is needed.
  var needsBase: Bool { comparesPredictions || anchor != 0 }

  /// How much a target of the given probability counts.
  func factor(_ probability: Float) -> Float {
    switch reweighting {
    case .uniform: 1
    case .dynamic: probability
    case .adaptive(let power): pow(1 - probability, power)
    case .ignored: 0
    }
  }
}
