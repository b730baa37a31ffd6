/// A decoder-only transformer: its sizes and its weights.
public struct LanguageModel: Hashable, Sendable {
  /// The sizes.
  public let shape: ModelShape
  /// All weights, in the order of the checkpoint's tensors.
  public internal(set) var weights: [Float]

  let layout: WeightLayout

  /// A model with random weights, the same for the same seed.
  ///
  /// Matrices are normal with a variance of 1 / inputs; those that end in the residual stream are
  /// smaller by the root of twice the number of layers (Radford et al. 2019).
  public init(_ shape: ModelShape, seed: UInt64) {
    self.shape = shape
    layout = WeightLayout(shape)
    weights = [Float](repeating: 1, count: layout.count)
    var generator = SeededGenerator(seed: seed)
    func fill(_ place: WeightLayout.Place, scale: Double) {
      let deviation = scale / Double(place.inputs).squareRoot()
      for index in place.range { weights[index] = Float(generator.normal() * deviation) }
    }
    fill(layout.embedding, scale: 1)
    let residual = 1 / Double(2 * shape.layers).squareRoot()
    for layer in layout.layers {
      fill(layer.queriesKeysValues, scale: 1)
      fill(layer.attentionOutput, scale: residual)
      fill(layer.gatesAndValues, scale: 1)
      fill(layer.feedForwardOutput, scale: residual)
    }
  }

  /// A model with given weights, `shape.weightCount` of them.
  init(_ shape: ModelShape, weights: [Float]) {
    precondition(weights.count == shape.weightCount)
    self.shape = shape
    self.weights = weights
    layout = WeightLayout(shape)
  }

  /// Whether two models have the same sizes and weights.
  public static func == (first: LanguageModel, second: LanguageModel) -> Bool {
    first.shape == second.shape && first.weights == second.weights
  }

  /// Hashes the sizes and weights.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(shape)
    hasher.combine(weights)
  }
}
