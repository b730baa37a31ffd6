/// How far the weights of a model's part have moved.
public struct WeightChange: Hashable, Sendable {
  /// The part: `embedding`, `layer 0` and so on, `final norm`.
  public let part: String
  /// The length of the difference.
  public let distance: Double
  /// The length of the difference over that of the earlier weights.
  public let relative: Double
}

extension LanguageModel {
  /// How far each part has moved from where another model of the same shape has it: in the order of the
  /// layers, the embedding first. Linear in the number of weights.
  public func changes(since earlier: LanguageModel) -> [WeightChange] {
    precondition(shape == earlier.shape, "the models have one shape")
    var ranges = [("embedding", layout.embedding.range)]
    for (index, layer) in layout.layers.enumerated() {
      ranges.append(
        ("layer \(index)", layer.attentionNorm.start..<layer.feedForwardOutput.range.upperBound))
    }
    ranges.append(("final norm", layout.finalNorm.range))
    return ranges.map { part, range in
      var (moved, length) = (0.0, 0.0)
      for place in range {
        let before = Double(earlier.weights[place])
        let step = Double(weights[place]) - before
        moved += step * step
        length += before * before
      }
      return WeightChange(
        part: part, distance: moved.squareRoot(),
        relative: length > 0 ? (moved / length).squareRoot() : 0)
    }
  }
}
