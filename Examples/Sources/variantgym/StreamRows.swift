import ArgumentParser
import Foundation
import VariantGym

struct StreamRows: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rows",
    abstract: "Writes the rows of data sets to standard output, as they are made.",
    discussion: """
      The bytes are those of the files that 'generate' writes. Memory stays bounded, however slow the \
      reader is.
      """)

  @OptionGroup var selection: RecipeSelection

  @OptionGroup var work: Work

  func run() async throws {
    let recipes = try selection.recipes(default: [])
    guard !recipes.isEmpty else { throw ValidationError("at least one set is needed") }
    // A recipe that cannot be carried out is an error before the first row.
    let sets = try recipes.map { try Dataset($0, catalog: .standard, threads: work.threads) }
    for records in sets { try await write(records) }
  }

  private func write(_ records: Dataset) async throws {
    let format = try RowFormats.named("record")
    var bytes: [UInt8] = []
    for try await record in records {
      try format.append(record, to: &bytes)
      if bytes.count >= Self.bytesAtOnce { try flush(&bytes) }
    }
    try flush(&bytes)
  }

  private func flush(_ bytes: inout [UInt8]) throws {
    try FileHandle.standardOutput.write(contentsOf: bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  private static let bytesAtOnce = 1 << 16
}
