import ArgumentParser
import Foundation
import VariantGym

struct Generate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Generates data sets as JSON lines, then re-checks every row.",
    discussion: """
      An interrupted generation goes on where it stopped when the same command is run again. With \
      --shard, the part is written to a folder of its own below the given one; 'merge' joins all of \
      them to the bytes that one run would have written.
      """)

  @Argument(help: "The folder to write to.")
  var folder: String

  @OptionGroup var selection: RecipeSelection

  @Option(help: "Make one part of all rows, such as 3/10, counted from 0.")
  var shard: Shard = .whole

  @OptionGroup var work: Work

  @Flag(help: "Leave out the check.")
  var skipCheck = false

  func run() async throws {
    let recipes = try selection.recipes(default: StudySets.all)
    var url = URL(fileURLWithPath: folder)
    if shard != .whole { url.appendPathComponent(shard.folderName) }
    let output = DatasetFolder(url, catalog: .standard, threads: work.threads)
    let meter = Meter("rows")
    try await output.generate(recipes, shard: shard) {
      meter.show($0.set, done: $0.rows, of: $0.totalRows, earlier: $0.earlierRows)
    }
    meter.finish()
    if !skipCheck { try await check(output) }
  }
}

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes every row of a data folder anew, verifies it, and compares it.")

  @Argument(help: "A folder that generate wrote.")
  var folder: String

  @OptionGroup var work: Work

  func run() async throws {
    try await check(
      DatasetFolder(URL(fileURLWithPath: folder), catalog: .standard, threads: work.threads))
  }
}

struct Merge: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Verifies the shards in a folder and joins them to the bytes of one run.")

  @Argument(help: "The folder that was given to generate --shard.")
  var folder: String

  func run() async throws {
    let output = DatasetFolder(URL(fileURLWithPath: folder), catalog: .standard)
    var table = SetTable()
    try output.merge { table.add($0) }
    print(table.text)
  }
}

struct Reproduce: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes the sets of a manifest anew and compares digests; needs none of their files.")

  @Argument(help: "A manifest.json.")
  var manifest: String

  @OptionGroup var work: Work

  func run() async throws {
    let manifest = try Manifest(file: URL(fileURLWithPath: manifest))
    let progress = Progress(total: manifest.sets.count)
    var table = SetTable()
    try await manifest.reproduce(in: .standard, threads: work.threads) {
      table.add($0)
      progress.step("reproduced \($0.recipe.name)")
    }
    print(table.text)
    print(
      "every set was made anew and has the digests of the manifest: \(manifest.sets.count) sets")
  }
}

private func check(_ folder: DatasetFolder) async throws {
  let total = try Manifest(folder: folder.url).sets.count
  let progress = Progress(total: total)
  var table = SetTable()
  try await folder.check { summary in
    table.add(summary)
    progress.step("checked \(summary.recipe.name)")
  }
  print(table.text)
  print("every row was made anew, verified and compared: \(total) sets")
}

/// The figures of sets, one a line.
private struct SetTable {
  private var table = TextTable(["set", "rows", "distinct instances", "distinct contents", "bytes"])

  mutating func add(_ summary: SetSummary) {
    table.add([
      summary.recipe.name, "\(summary.rows)", "\(summary.distinctInstances)",
      "\(summary.distinctContents)", "\(summary.bytes)",
    ])
  }

  var text: String { table.plain }
}
