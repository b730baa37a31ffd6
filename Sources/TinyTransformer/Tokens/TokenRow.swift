/// A row of tokens, and which of them a model is to learn.
public struct TokenRow: Hashable, Sendable {
  /// The tokens.
  public var tokens: [Int32]
  /// The weight of each token in the loss: 0 for prompts, 1 for replies. The first token, which
  /// nothing predicts, has no part in the loss.
  public var weights: [Float]

  /// A row.
  ///
  /// - Parameter weights: As many as tokens.
  public init(tokens: [Int32], weights: [Float]) {
    precondition(tokens.count == weights.count, "each token of a row has a weight")
    self.tokens = tokens
    self.weights = weights
  }
}

extension TokenRow {
  /// Refuses rows that a model cannot take.
  func check(for shape: ModelShape) throws(ModelError) {
    guard tokens.count >= 2 else { throw .badRow("it has \(tokens.count) tokens, fewer than 2") }
    guard tokens.count <= shape.context + 1 else {
      throw .badRow("it has \(tokens.count) tokens, more than \(shape.context + 1)")
    }
    for token in tokens where !(0..<shape.vocabulary).contains(Int(token)) {
      throw .badRow("token \(token) is not in a vocabulary of \(shape.vocabulary)")
    }
    for weight in weights where !weight.isFinite {
      throw .badRow("a token has the weight \(weight)")
    }
  }
}
