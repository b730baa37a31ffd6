import AllocationCounter
import Foundation
import Testing
import VariantGym

@testable import VariantGymStudy

/// Takes a minute or two in release, and far too long without.
private var isLongRun: Bool {
  ProcessInfo.processInfo.environment["VARIANTGYM_LAW_CASES"] != nil && isOptimised
}

@Suite("The smallest study")
struct SmokeTests {
  @Test(
    "the base model obeys, a frozen prompt unlearns it, diverse prompts keep it",
    .enabled(if: isLongRun), .timeLimit(.minutes(20)))
  func smoke() async throws {
    try await withFolder { folder in
      try await Study(try .preset("smoke"), in: folder).run(threads: 2)
      let report = try StudyReport(reading: folder)
      #expect(report.results.missing == 0)
      func obeyed(_ arm: String) -> Double {
        report.results.estimate(.obeyed, "sokoban", arm, ["numerical/states"])?.value ?? .nan
      }
      #expect(obeyed("base") > 0.8)
      #expect(obeyed("diverse-answer") > 0.8)
      #expect(obeyed("frozen-answer") < 0.2)
      #expect(report.markdown.contains("## general-points"))
    }
  }
}
