import VariantGym

/// One comparison that was written down before the main runs.
struct Contrast: Hashable, Sendable {
  /// Which of the study's findings it decides, from 1.
  let finding: Int
  /// The environment.
  let family: String
  /// What it says where it holds.
  let claim: String
  /// What is expected to be more, or not worse.
  let first: Side
  /// What it is compared with.
  let second: Side
  /// What is to be shown.
  let kind: Kind

  /// A measure of one arm, averaged over sets.
  struct Side: Hashable, Sendable {
    let arm: String
    let sets: [String]
    let measure: StudyMeasure
  }

  /// What a comparison is to show.
  enum Kind: Hashable, Sendable {
    /// The first is more.
    case more
    /// The first is less by no more than a margin.
    case notWorse(margin: Double)
  }
}

extension Contrast {
  /// The comparisons by which the findings of the study are judged.
  ///
  /// They were committed before any model of the presets `quick` and `full` was trained; what else the
  /// report shows is exploration. Holm's correction is over all of them that a plan can test.
  static let preregistered: [Contrast] =
    findings(
      "sokoban", unseen: ["numerical", "alphabetical", "random-words"], known: "base",
      fakes: ["fake-numerical", "fake-alphabetical", "fake-random-words"],
      forgetful: "frozen-answer",
      harder: ["two-boxes"])
    + findings(
      "general-points", unseen: ["regular", "all-5", "all-7", "all-12"], known: "base",
      fakes: ["fake-regular", "fake-all-5", "fake-all-7", "fake-all-12"],
      forgetful: "frozen-thought", harder: ["five"])

  /// - Parameter forgetful: The frozen arm on which the fake probe is judged: General Points needs the
  ///   chain of thought, since answers alone hardly solve a hand that was not trained on.
  private static func findings(
    _ family: String, unseen: [String], known: String, fakes: [String], forgetful: String,
    harder: [String]
  ) -> [Contrast] {
    func side(_ arm: String, _ sets: [String], _ measure: StudyMeasure = .success) -> Side {
      Side(arm: arm, sets: sets, measure: measure)
    }
    return [
      Contrast(
        finding: 1, family: family,
        claim: "trained on a frozen prompt, it succeeds less under languages that it has not seen",
        first: side(forgetful, [known]), second: side(forgetful, unseen), kind: .more),
      Contrast(
        finding: 2, family: family,
        claim: "trained on a frozen prompt, it succeeds more by habit than by obeying",
        first: side(forgetful, fakes), second: side(forgetful, unseen), kind: .more),
      Contrast(
        finding: 3, family: family,
        claim: "diverse prompts raise success under languages that it has not seen",
        first: side("diverse-thought", unseen), second: side("frozen-thought", unseen), kind: .more),
      Contrast(
        finding: 3, family: family,
        claim: "diverse prompts cost no more than 5 points in the training language",
        first: side("diverse-thought", [known]), second: side("frozen-thought", [known]),
        kind: .notWorse(margin: 0.05)),
      Contrast(
        finding: 4, family: family,
        claim: "with diverse prompts, a chain of thought raises success on harder instances",
        first: side("diverse-thought", harder), second: side("diverse-answer", harder), kind: .more),
    ]
  }
}
