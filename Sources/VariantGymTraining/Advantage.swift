/// How rewards of several replies to one prompt become advantages.
public enum Advantage: Hashable, Codable, Sendable {
  /// The reward less the mean of its group, over the group's standard deviation (GRPO, Shao et al. 2024,
  /// arXiv 2402.03300).
  case groupRelative
  /// The reward less the mean of its group (Liu et al. 2025, arXiv 2503.20783).
  case groupCentred
  /// A fixed advantage for rewards above zero, and minus another for the rest: with `positive` 0 only
  /// failures teach, with `negative` 0 only successes (Zhu et al. 2025, arXiv 2506.01347).
  case signed(positive: Float, negative: Float)

  /// The advantages of a group; all zero where a group-wise rule finds no difference.
  public func advantages(of rewards: [Double]) -> [Float] {
    let mean = rewards.reduce(0, +) / Double(max(1, rewards.count))
    // Sums of the same rewards differ in their last bits, and a deviation would make those count.
    let differ = (rewards.max() ?? 0) - (rewards.min() ?? 0) > 1e-9
    switch self {
    case .groupRelative:
      let variance = rewards.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rewards.count)
      return rewards.map { differ ? Float(($0 - mean) / variance.squareRoot()) : 0 }
    case .groupCentred:
      return rewards.map { differ ? Float($0 - mean) : 0 }
    case .signed(let positive, let negative):
      return rewards.map { $0 > 0 ? positive : -negative }
    }
  }
}
