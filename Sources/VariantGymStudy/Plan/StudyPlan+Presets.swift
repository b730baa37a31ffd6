public import VariantGym

extension StudyPlan {
  /// The plans that are ready, by name.
  public static let presets = ["curves"]

  /// The plan with a name.
  ///
  /// - Throws: `UnknownName`, which lists the names that exist.
  public static func preset(_ name: String) throws(UnknownName) -> StudyPlan {
    switch name {
    case "curves": curves
    default: throw UnknownName("study", name, known: presets)
    }
  }

  private static let curves = StudyPlan(
    name: "curves", seeds: [1],
    tasks: [
      .sokoban(
        [
          Arm("frozen-answer", variant: "base"),
          Arm("diverse-answer", variant: "random-words"),
          Arm("half-answer", variant: Mixture(["base": 1, "random-words": 1])),
          Arm("frozen-thought", variant: "base", style: "terse", steps: 1500),
          Arm("diverse-thought", variant: "random-words", style: "terse", steps: 1500),
        ],
        base: StudyTask.Practice(rows: 60_000, steps: 2000, batch: 64, learningRate: 2e-3),
        practice: StudyTask.Practice(rows: 100_000, steps: 2500, batch: 64, learningRate: 2e-3),
        trial: StudyTask.Trial(
          languages: ["numerical", "alphabetical", "random-words"],
          harder: ["simple-moves-11-15", "two-boxes"], instances: 100, statesPerInstance: 2,
          turnLimit: nil, checkpoints: 5, checkpointInstances: 50)),
      .points(
        [
          Arm("frozen-answer", variant: "base"),
          Arm("diverse-answer", variant: "diverse"),
          Arm("frozen-thought", variant: "base", style: "terse"),
          Arm("diverse-thought", variant: "diverse", style: "terse"),
        ],
        base: StudyTask.Practice(rows: 60_000, steps: 1200, batch: 64, learningRate: 2e-3),
        practice: StudyTask.Practice(rows: 100_000, steps: 1500, batch: 64, learningRate: 2e-3),
        trial: StudyTask.Trial(
          languages: ["regular", "all-5", "all-7", "all-12"], harder: ["five", "large"],
          instances: 100, statesPerInstance: 1, turnLimit: nil, checkpoints: 5,
          checkpointInstances: 50)),
    ])
}
