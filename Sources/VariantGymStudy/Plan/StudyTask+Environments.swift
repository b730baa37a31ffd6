import VariantGym

extension StudyTask {
  /// Sokoban: rooms of 4x4 cells within their walls.
  static func sokoban(_ arms: [Arm], base: Practice, practice: Practice, trial: Trial) -> StudyTask
  {
    StudyTask(
      family: "sokoban", difficulty: "simple", cohort: ["base", "random-words"],
      sampling: .solution,
      model: ModelSize(width: 64, layers: 4, heads: 4, context: 512), base: base,
      baseVariant: Mixture(["base": 1, "random-words": 1, StudyVariants.anyLabels: 3]),
      practice: practice, arms: arms, trial: trial)
  }

  /// General Points: four cards that make 24.
  static func points(_ arms: [Arm], base: Practice, practice: Practice, trial: Trial) -> StudyTask {
    StudyTask(
      family: "general-points", difficulty: "four", cohort: ["base", "diverse"], sampling: .start,
      model: ModelSize(width: 64, layers: 4, heads: 4, context: 512), base: base,
      baseVariant: Mixture(["base": 1, StudyVariants.anyRule: 7]),
      practice: practice, arms: arms, trial: trial)
  }
}
