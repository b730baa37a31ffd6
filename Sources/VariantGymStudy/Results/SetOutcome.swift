import VariantGym

/// What a model came to on one set: enough for every table of the report, and no text.
///
/// The arrays have an entry for each episode, in the order of the set, which is the same for all models.
struct SetOutcome: Hashable, Codable, Sendable {
  /// The set.
  let set: String
  /// The instance of each episode, by the first bits of its key: several states may be of one, and
  /// twins share it.
  let instances: [UInt32]
  /// Whether each episode succeeded, as 0 or 1.
  let success: [Int]
  /// The turns of each episode.
  let turns: [Int]
  /// The turns in the language asked for.
  let valid: [Int]
  /// The turns that followed the prompt, where that can be told.
  let obeyed: [Int]
  /// The turns that followed the habit of training.
  let clung: [Int]
  /// The statements of thoughts that were read; `nil` without any.
  let statements: [Int]?
  /// Those of them that are true.
  let trueStatements: [Int]?
  /// The fewest actions that solve each instance; `nil` where it is not kept.
  var shortest: [Int]?
}

extension SetOutcome {
  /// Sums up the results of one set.
  ///
  /// - Parameter hasShortest: Whether the length of the shortest solutions is kept.
  init(_ results: [EpisodeResult], set: String, hasShortest: Bool = false) {
    self.set = set
    instances = results.map { UInt32(truncatingIfNeeded: $0.key.digest) }
    func count(_ isCounted: (PlayedTurn) -> Bool) -> [Int] {
      results.map { $0.turns.count(where: isCounted) }
    }
    func sum(_ part: (ThoughtCheck) -> Int) -> [Int] {
      results.map { $0.turns.reduce(0) { $0 + ($1.thought.map(part) ?? 0) } }
    }
    let read = sum(\.statements)
    let hasThoughts = read.contains { $0 > 0 }
    success = results.map { $0.isSuccess ? 1 : 0 }
    turns = results.map(\.turns.count)
    valid = count(\.record.verdict.isValid)
    obeyed = count { $0.obedience == .obeyed }
    clung = count { $0.obedience == .clung }
    statements = hasThoughts ? read : nil
    trueStatements = hasThoughts ? sum(\.trueStatements) : nil
    shortest = hasShortest ? results.map { $0.analysis?.shortest ?? 0 } : nil
  }
}

extension SetOutcome {
  /// What keeps the arrays from belonging together; `nil` if nothing does.
  var fault: String? {
    let arrays =
      [success, turns, valid, obeyed, clung]
      + [statements, trueStatements, shortest].compactMap(\.self)
    let isWhole =
      arrays.allSatisfy { $0.count == instances.count }
      && (statements == nil) == (trueStatements == nil)
      && arrays.joined().allSatisfy { (0...1_000_000_000).contains($0) }
    return isWhole ? nil : "the numbers of the set \(set) do not belong together"
  }
}

/// What a model under training came to on one set.
struct CheckpointOutcome: Hashable, Codable, Sendable {
  /// The steps that training had taken.
  let step: Int
  /// The set.
  let set: String
  /// The share of episodes that succeeded.
  let success: Double
  /// The mean share of turns in the language asked for.
  let validity: Double

  init(_ results: [EpisodeResult], set: String, step: Int) {
    self.step = step
    self.set = set
    func mean(_ values: [Double]) -> Double {
      (values.reduce(0, +) / Double(max(1, values.count))).rounded(toDecimals: 4)
    }
    success = mean(results.map { $0.isSuccess ? 1 : 0 })
    validity = mean(results.map(\.validity))
  }
}
