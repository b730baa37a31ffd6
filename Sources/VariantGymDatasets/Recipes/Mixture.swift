import VariantGymCore

/// Names with the weights by which they are drawn; most often a single name.
///
/// In JSON a name, or an object of names with their weights: `{"base": 3, "random-words": 1}`.
public struct Mixture: Hashable, Sendable {
  /// Each name and its weight, at least 1, by name.
  public let weights: [Weight]

  /// A name and how often it is drawn beside the others.
  public struct Weight: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The weight, 1...1,000,000.
    public let weight: Int
  }

  /// A single name.
  public init(_ name: String) {
    weights = [Weight(name: name, weight: 1)]
  }

  /// Several names with their weights, each 1...1,000,000; at least one.
  public init(_ weights: [String: Int]) {
    precondition(Self.areValid(weights), "a mixture has weights of 1 to 1,000,000")
    self.init(valid: weights)
  }

  private init(valid weights: [String: Int]) {
    // Order decides what is drawn, so that it may not be a dictionary's. A single weight says nothing.
    self.weights = weights.sorted { $0.key < $1.key }.map {
      Weight(name: $0.key, weight: weights.count == 1 ? 1 : $0.value)
    }
  }

  private static func areValid(_ weights: [String: Int]) -> Bool {
    !weights.isEmpty && weights.values.allSatisfy { (1...1_000_000).contains($0) }
  }

  /// The names, sorted.
  public var names: [String] { weights.map(\.name) }

  /// Draws a name.
  func pick(using random: inout Random) -> String {
    if weights.count == 1 { return weights[0].name }
    var draw = random.below(weights.reduce(0) { $0 + $1.weight })
    for part in weights {
      draw -= part.weight
      if draw < 0 { return part.name }
    }
    preconditionFailure("a draw is below the sum of the weights")
  }
}

extension Mixture: ExpressibleByStringLiteral {
  /// A single name.
  public init(stringLiteral name: String) { self.init(name) }
}

extension Mixture: CustomStringConvertible {
  /// The names with their weights, such as `base` or `3 base + 1 random-words`.
  public var description: String {
    weights.count == 1
      ? weights[0].name : weights.map { "\($0.weight) \($0.name)" }.joined(separator: " + ")
  }
}

extension Mixture: Codable {
  /// Reads a name, or an object of names with their weights.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let name = try? container.decode(String.self) {
      self.init(name)
      return
    }
    let weights = try container.decode([String: Int].self)
    guard Self.areValid(weights) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "a mixture names at least one part, each with a weight of 1 to 1,000,000")
    }
    self.init(valid: weights)
  }

  /// Writes a name, or an object of names with their weights.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if weights.count == 1 {
      try container.encode(weights[0].name)
    } else {
      try container.encode(
        Dictionary(uniqueKeysWithValues: weights.map { ($0.name, $0.weight) }))
    }
  }
}
