import ArgumentParser
import Foundation
import VariantGym

struct ExportRows: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes sets of a data folder anew as the rows that a trainer reads.",
    discussion: """
      What is read is compared with its manifest. The folder that is written holds a README.md by \
      which the datasets library loads it.

      Formats:
      \(lines(RowFormats.all.map { ($0.name, $0.summary) }))

      Templates, for the formats that can do without lists of messages: \
      \(ChatTemplate.all.map(\.name).joined(separator: ", ")).
      """)

  @Argument(help: "A folder that generate wrote.")
  var folder: String

  @Argument(
    help: "The folder to write to; it holds nothing, or an earlier export of the same files.")
  var output: String

  @Argument(help: "The names of sets; by default all that the format can be made of.")
  var sets: [String] = []

  @Option(help: "The rows to write.")
  var format: String

  @Option(help: "Make one text of each prompt, in the markup of this chat template.")
  var template: String?

  @Option(help: "The licence that README.md states.")
  var license = "apache-2.0"

  func run() throws {
    let format: any RowFormat
    do {
      format = try RowFormats.named(self.format, template: template.map(ChatTemplate.named))
    } catch {
      throw ValidationError("\(error)")
    }
    let export = try Export(of: URL(fileURLWithPath: folder), as: format, sets: sets)
    let meter = Meter("records")
    try export.write(to: URL(fileURLWithPath: output), license: license) {
      meter.show($0.set, done: $0.records, of: $0.totalRecords)
    }
    meter.finish()
  }

  private static func lines(_ entries: [(String, String)]) -> String {
    let width = entries.map(\.0.count).max() ?? 0
    return entries.map { name, text in
      "  \(name)\(String(repeating: " ", count: width - name.count))  \(text)"
    }.joined(separator: "\n")
  }
}
