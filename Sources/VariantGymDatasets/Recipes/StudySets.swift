public import VariantGymCore

/// The data sets by stable names: those of the paper, and the library's own.
public enum StudySets {
  /// Where training sets draw their instances from; evaluation sets have a seed of their own.
  static let trainingSeed: UInt64 = 1
  static let evaluationSeed: UInt64 = 2

  /// The twelve training sets: two environments, three kinds of content, frozen and diverse.
  ///
  /// The six sets of one environment are paired: row `i` is the same instance and the same move.
  public static let training: [Recipe] =
    trainingSets(
      prefix: "sokoban", family: "sokoban", difficulty: "simple", diverse: "random-words",
      sampling: .solution, rows: 4000)
    + trainingSets(
      prefix: "points", family: "general-points", difficulty: "four", diverse: "diverse",
      sampling: .start, rows: 10000)

  /// The evaluation sets of both environments.
  public static let evaluation: [Recipe] = sokobanEvaluation + pointsEvaluation

  /// All sets: those for training, then those for evaluation.
  public static let all = training + evaluation

  /// The set with a name.
  ///
  /// - Throws: `UnknownName`, which lists the names that exist.
  public static func named(_ name: String) throws(UnknownName) -> Recipe {
    guard let recipe = all.first(where: { $0.name == name }) else {
      throw UnknownName("data set", name, known: all.map(\.name))
    }
    return recipe
  }

  private static func trainingSets(
    prefix: String, family: String, difficulty: String, diverse: String,
    sampling: Recipe.Sampling, rows: Int
  ) -> [Recipe] {
    let contents: [(String, Recipe.Content, asksForThought: Bool)] = [
      ("rl", .prompts, true), ("sft-answer", .replies(style: answerOnlyStyle), false),
      ("sft-thought", .replies(style: "direct"), true),
    ]
    let variants = [("frozen", "base"), ("diverse", diverse)]
    return contents.flatMap { kind, content, asksForThought in
      variants.map { label, variant in
        Recipe(
          name: "\(prefix)-\(kind)-\(label)", family: family, difficulty: Mixture(difficulty),
          split: .train, variant: Mixture(variant), cohort: ["base", diverse],
          framing: Framing(asksForThought: asksForThought), content: content,
          sampling: sampling, rows: rows, seed: trainingSeed)
      }
    }
  }

  /// All sets of one difficulty share their instances, since labels do not change what is playable:
  /// they are twins of one another.
  private static let sokobanEvaluation: [Recipe] = {
    let difficulties = ["simple", "larger", "two-boxes", "complex"].map { ($0, $0, "base") }
    let variants = [
      "empty", "cardinal", "emoji", "numerical", "alphabetical", "symbols", "random-words",
      "permuted", "fake-cardinal", "fake-emoji", "fake-numerical", "fake-alphabetical",
      "fake-symbols", "fake-random-words", "fake-permuted",
    ].map { ($0, "simple", $0) }
    return (difficulties + variants).map { name, difficulty, variant in
      evaluation(
        "sokoban-\(name)", family: "sokoban", difficulty: difficulty, variant: variant,
        cohort: [variant], rows: 100)
    }
  }()

  private static let pointsEvaluation: [Recipe] = {
    let base = [("id", "four"), ("five-cards", "five"), ("six-cards", "six"), ("large", "large")]
      .map { name, difficulty in
        evaluation(
          "points-\(name)", family: "general-points", difficulty: difficulty, variant: "base",
          cohort: ["base"], rows: 200)
      }
    // Each unseen rule, its fake probe and base on the same hands.
    let rules = ["regular", "all-5", "all-7", "all-12"].flatMap { rule in
      [
        (rule, rule),
        (rule == "regular" ? "fake" : "fake-\(rule)", "fake-\(rule)"),
        ("id-on-\(rule)", "base"),
      ].map { name, variant in
        evaluation(
          "points-\(name)", family: "general-points", difficulty: "four", variant: variant,
          cohort: ["base", rule, "fake-\(rule)"], rows: 100)
      }
    }
    return base + rules
  }()

  private static func evaluation(
    _ name: String, family: String, difficulty: String, variant: String, cohort: [String],
    rows: Int
  ) -> Recipe {
    Recipe(
      name: name, family: family, difficulty: Mixture(difficulty), split: .test,
      variant: Mixture(variant),
      cohort: cohort, content: .prompts, sampling: .distinctStarts, rows: rows,
      seed: evaluationSeed)
  }
}
