internal import VariantGymCore

/// How long the optimal solutions of generated levels are, and how often each length occurs.
///
/// ```swift
/// LevelBand(.moves, 6...10)                             // each of 6 to 10 moves equally often
/// LevelBand(.pushes, 1...3, weights: [1, 1, 2])         // half of the levels need three pushes
/// LevelBand(.moves, 1...30, drawing: .states)           // as frequent as in the rooms themselves
/// ```
public struct LevelBand: Hashable, Sendable {
  /// What is counted.
  public enum Measure: String, Hashable, Sendable {
    /// The moves of a move-optimal solution.
    case moves
    /// The pushes of a push-optimal solution.
    case pushes
  }

  /// What is equally likely.
  public enum Drawing: String, Hashable, Sendable {
    /// A value is drawn by its weight, and rooms until one has starts of that value: levels have the
    /// values in the proportions of the weights, exactly, wherever the attempts suffice.
    case values
    /// A room is drawn, and among all its starts in the band one, each as likely as any other.
    case states
  }

  /// What is counted.
  public let measure: Measure
  /// The values that occur; at least 1, since solved levels are not levels.
  public let values: ClosedRange<Int>
  /// How often each value is asked for, in proportion; as many as `values`. Unused by `.states`.
  public let weights: [Int]
  /// What is equally likely.
  public let drawing: Drawing
  private let total: Int

  /// A band.
  ///
  /// - Parameters:
  ///   - measure: What is counted.
  ///   - values: Within 1...60,000.
  ///   - weights: One for each value, none negative, not all zero; the same for all by default.
  ///   - drawing: Whether values or states are drawn.
  public init(
    _ measure: Measure, _ values: ClosedRange<Int>, weights: [Int]? = nil,
    drawing: Drawing = .values
  ) {
    precondition(values.lowerBound >= 1 && values.upperBound <= 60_000, "values lie in 1...60000")
    let weights = weights ?? [Int](repeating: 1, count: values.count)
    precondition(weights.count == values.count, "one weight for each value")
    precondition(weights.allSatisfy { (0...1_000_000).contains($0) }, "weights lie in 0...1000000")
    self.measure = measure
    self.values = values
    self.weights = weights
    self.drawing = drawing
    total = weights.reduce(0, +)
    precondition(total > 0, "some weight must not be zero")
  }

  /// The values that the next level may have.
  func draw(using random: inout Random) -> ClosedRange<Int> {
    if drawing == .states { return values }
    var rest = random.below(total)
    var value = values.lowerBound
    for weight in weights {
      if rest < weight { break }
      rest -= weight
      value += 1
    }
    return value...value
  }
}
