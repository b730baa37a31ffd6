import ArgumentParser
import Foundation
import VariantGym

struct Generate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Generates data sets of the study as JSON lines, then re-checks every row.")

  @Argument(help: "The folder to write to.")
  var folder: String

  @Argument(help: "The names of the sets; all of them by default.")
  var sets: [String] = []

  @Option(help: "How many threads work at once; they do not change a byte.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Leave out the check.")
  var skipCheck = false

  func run() async throws {
    guard threads > 0 else { throw ValidationError("at least one thread is needed") }
    let recipes: [Recipe]
    do { recipes = try sets.isEmpty ? StudySets.all : sets.map(StudySets.named) } catch {
      throw ValidationError("\(error)")
    }
    let output = DatasetFolder(
      URL(fileURLWithPath: folder), catalog: .standard, threads: threads)
    let progress = Progress(total: recipes.count)
    try await output.generate(recipes) { progress.step("generated \($0.recipe.name)") }
    if !skipCheck { try await check(output) }
  }
}

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes every row of a data folder anew, verifies it, and compares it.")

  @Argument(help: "A folder that generate wrote.")
  var folder: String

  @Option(help: "How many threads work at once.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  func run() async throws {
    guard threads > 0 else { throw ValidationError("at least one thread is needed") }
    try await check(
      DatasetFolder(URL(fileURLWithPath: folder), catalog: .standard, threads: threads))
  }
}

private func check(_ folder: DatasetFolder) async throws {
  let total = try Manifest(folder: folder.url).sets.count
  let progress = Progress(total: total)
  var table = Table(["set", "rows", "distinct instances", "distinct contents", "bytes"])
  try await folder.check { summary in
    table.add([
      summary.recipe.name, "\(summary.rows)", "\(summary.distinctInstances)",
      "\(summary.distinctContents)", "\(summary.bytes)",
    ])
    progress.step("checked \(summary.recipe.name)")
  }
  print(table.text)
  print("every row was made anew, verified and compared: \(total) sets")
}
