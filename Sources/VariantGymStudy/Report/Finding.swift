import VariantGym

/// One of the paper's findings or our own, and what the contrasts say of it.
struct Finding: Sendable {
  let number: Int
  let claim: String
  let results: [ContrastResult]
  /// How many contrasts decide it, of the environments and arms that the plan has.
  let contrasts: Int

  /// The findings of the paper in its order, then our own, then what it says of reward.
  static func all(_ results: [ContrastResult], of plan: StudyPlan) -> [Finding] {
    let planned = Contrast.preregistered.filter { contrast in
      plan.tasks.contains { task in
        task.family == contrast.family
          && [contrast.first.arm, contrast.second.arm].allSatisfy(task.arms.map(\.name).contains)
      }
    }
    return claims.enumerated().map { index, claim in
      Finding(
        number: index + 1, claim: claim,
        results: results.filter { $0.contrast.finding == index + 1 },
        contrasts: planned.count { $0.finding == index + 1 })
    }
  }

  private static let claims = [
    "A model trained on one frozen prompt fails under other instructions.",
    "It fails because it ignores the instruction: it succeeds on the fake probe.",
    "Diverse prompts repair this, at no cost in the training language.",
    "A chain of thought helps on harder instances (here: thoughts of solvers, not distilled ones).",
    "Holding the model near its base keeps it following instructions, but limits what it learns.",
    "Not the paper's: with half of the rows in the training language, diverse prompts cost nothing there.",
    "Diverse prompts with thoughts match learning from reward (GRPO), which the paper says with the fourth.",
  ]

  /// Supported where all contrasts hold, contradicted where one is refuted, else undecided, as it is
  /// where some have still to be tested.
  var verdict: String {
    if results.isEmpty { return "not tested" }
    if results.contains(where: \.isRefuted) { return "contradicted" }
    let hasAll = results.count >= contrasts
    return hasAll && results.allSatisfy(\.holds) ? "supported" : "undecided"
  }
}
