/// What several tries at a task are worth, estimated without bias from `tries` of which some
/// succeeded.
public enum PassAtK {
  /// The probability that at least one of `k` tries succeeds (Chen and others, "Evaluating large
  /// language models trained on code", arXiv 2107.03374).
  ///
  /// - Parameters:
  ///   - k: From 1 to `tries`.
  ///   - successes: From 0 to `tries`.
  ///   - tries: How often the task was tried.
  public static func any(_ k: Int, successes: Int, tries: Int) -> Double {
    1 - allAmong(tries - successes, k, tries)
  }

  /// The probability that all of `k` tries succeed, often written pass^k (Yao and others, "tau-bench",
  /// arXiv 2406.12045).
  ///
  /// - Parameters:
  ///   - k: From 1 to `tries`.
  ///   - successes: From 0 to `tries`.
  ///   - tries: How often the task was tried.
  public static func all(_ k: Int, successes: Int, tries: Int) -> Double {
    allAmong(successes, k, tries)
  }

  /// The probability that `k` draws without replacement all come from `some` of `tries`.
  private static func allAmong(_ some: Int, _ k: Int, _ tries: Int) -> Double {
    precondition((1...tries).contains(k) && (0...tries).contains(some), "k of the tries made")
    if some < k { return 0 }
    return (0..<k).reduce(1) { $0 * Double(some - $1) / Double(tries - $1) }
  }
}
