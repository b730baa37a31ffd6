import Foundation
import VariantGym

@testable import VariantGymStudy

extension StudyPlan {
  /// A plan that is over in a second: every stage runs, and nothing is learned.
  static let small = StudyPlan(
    name: "small", seeds: [1, 2],
    tasks: [
      StudyTask(
        family: "sokoban", difficulty: "simple", cohort: ["base", "random-words"],
        sampling: .solution,
        model: StudyTask.ModelSize(width: 8, layers: 1, heads: 2, context: 320),
        base: .small, baseVariant: Mixture(StudyVariants.anyLabels), practice: .small,
        arms: [
          Arm("frozen-answer", variant: "base"),
          Arm(
            "diverse-thought", variant: "random-words", style: "terse",
            rehearsal: Arm.Rehearsal(variant: Mixture(StudyVariants.anyLabels), coefficient: 1)),
        ],
        trial: StudyTask.Trial(
          languages: ["numerical"], seenLanguages: ["alphabetical"], seenInstances: 2,
          validation: "cardinal", validationSplit: .validation, harder: ["two-boxes"],
          instances: 3, many: .init(instances: 4, split: .test, harder: ["two-boxes"]),
          statesPerInstance: 2, turnLimit: 2, checkpoints: 2, checkpointInstances: 2))
    ])
}

extension StudyTask.Practice {
  static let small = StudyTask.Practice(rows: 8, steps: 4, batch: 2, learningRate: 1e-3)
}

/// A folder that is gone when the test is over.
func withFolder<Output>(_ body: (URL) async throws -> Output) async throws -> Output {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("variantgym-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder)
}
