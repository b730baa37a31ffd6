import ArgumentParser
import Foundation
import VariantGym
import VariantGymStudy

struct RunStudy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "study",
    abstract: "Repeats the study with tiny models, from nothing.",
    discussion: """
      Trains base models, arms from them, tries all of them, and writes a report into the \
      folder. An interrupted study goes on where it stopped when the same command is run again.
      """)

  @Argument(
    help: "The plan: \(StudyPlan.presets.joined(separator: ", ")), or the path of a JSON file.")
  var plan: String

  @Argument(help: "The folder.")
  var folder: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The seeds, if others than the plan's.", valueName: "seed"))
  var seeds: [UInt64] = []

  @Option(help: "How many models are trained at once. It changes no result.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard (1...100_000).contains(threads) else {
      throw ValidationError("threads are 1...100000")
    }
    guard Set(seeds).count == seeds.count else { throw ValidationError("a seed stands twice") }
  }

  func run() async throws {
    var plan = try requestedPlan()
    if !seeds.isEmpty { plan.seeds = seeds }
    let url = URL(fileURLWithPath: folder)
    let study = try Study(plan, in: url)
    let meter = StudyMeter()
    try await study.run(threads: threads) { meter.show($0) }
    try ReportStudy.write(url, to: url)
  }
}

extension RunStudy {
  private func requestedPlan() throws -> StudyPlan {
    if plan.hasSuffix(".json") { return try StudyPlan(reading: URL(fileURLWithPath: plan)) }
    do { return try StudyPlan.preset(plan) } catch { throw ValidationError("\(error)") }
  }
}

struct ReportStudy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report-study",
    abstract: "Makes the report of a study again from its plan and results.")

  @Argument(help: "The folder of the study; plan.json and results/ suffice.")
  var folder: String

  @Option(help: "Where the report is written, if elsewhere.")
  var out: String?

  func run() throws {
    try Self.write(
      URL(fileURLWithPath: folder), to: URL(fileURLWithPath: out ?? folder))
  }

  static func write(_ folder: URL, to out: URL) throws {
    let report = try StudyReport(reading: folder)
    try report.write(to: out)
    print(report.findings)
    print("\nThe report is \(out.appendingPathComponent("report.md").path).")
  }
}

/// Shows on standard error, where that is a terminal, how far a study has come.
private final class StudyMeter: @unchecked Sendable {
  private let meter = Meter("steps")

  /// Calls do not overlap.
  func show(_ progress: StudyProgress) {
    meter.show(
      progress.model, done: progress.steps, of: progress.totalSteps, earlier: progress.earlierSteps)
    if progress.steps == progress.totalSteps { meter.finish() }
  }
}
