import ArgumentParser
import Foundation
import VariantGym

/// The form of a table.
enum TableForm: String, CaseIterable, ExpressibleByArgument {
  case plain, markdown, json
}

/// How a report is shown.
struct ReportOptions: ParsableArguments {
  enum Group: String, CaseIterable, ExpressibleByArgument {
    case set, variant, difficulty, shortest

    var grouping: Grouping {
      switch self {
      case .set: .set
      case .variant: .variant
      case .difficulty: .difficulty
      case .shortest: .shortest
      }
    }
  }

  @Option(help: "What episodes are divided by; may be given several times.")
  var by: [Group] = [.set]

  @Flag(help: "Show all measures.")
  var full = false

  @Option(help: "The form of the report.")
  var format: TableForm = .plain

  var groupings: [Grouping] { by.map(\.grouping) }

  func show(_ report: VariantGym.Report) throws {
    switch format {
    case .plain: print(report.plain(full ? .full : .brief), terminator: "")
    case .markdown: print(report.markdown(full ? .full : .brief), terminator: "")
    case .json: FileHandle.standardOutput.write(try report.json())
    }
  }
}

extension TableForm {
  /// Prints a table with its notes, or what they were made of.
  func show(_ table: TextTable, _ notes: [String], _ value: some Encodable) throws {
    switch self {
    case .plain: print(([table.plain, ""] + notes).joined(separator: "\n"))
    case .markdown:
      print(([table.markdown, ""] + notes.map { "- \($0)" }).joined(separator: "\n"))
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
      print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
  }
}

struct ShowReport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Sums up the journals of evaluations.",
    discussion: """
      Journals of one policy that differ in --training-seed are averaged; those that do not are one \
      training run, and must hold different episodes. Journals of several policies, such as checkpoints, \
      stand one after another.
      """)

  @Argument(help: "The journals.")
  var journals: [String]

  @Option(help: "Write a self-contained page, with a browser of episodes, to this file.")
  var html: String?

  @Option(help: "The most episodes of each set that the page shows.")
  var episodes = 3

  @Option(
    help: "Data that the policy was trained on: divide episodes by what of them it has seen there.")
  var trainedOn: [String] = []

  @OptionGroup var played: PlayedCatalog

  @OptionGroup var output: ReportOptions

  func validate() throws {
    guard episodes >= 0 else { throw ValidationError("--episodes is at least 0") }
  }

  func run() async throws {
    let runs = try journals.map { try EvaluationRun(reading: URL(fileURLWithPath: $0)) }
    try checkParts(runs)
    if let html {
      let catalog = try played.catalog(of: runs)
      let options = HTMLReport.Options(
        episodesPerSet: episodes,
        episode: { try? catalog.episode($0) },
        picture: { ($0.state as? Board)?.svg() })
      let page = Data(try HTMLReport(runs, options: options).text().utf8)
      try page.write(to: URL(writing: html), options: .atomic)
      print("wrote \(html): \(page.count) bytes")
      return
    }
    var groupings = output.groupings
    if !trainedOn.isEmpty {
      let catalog = try played.catalog(of: runs)
      let sources = try AuditSource.sources(
        at: trainedOn.map { (URL(fileURLWithPath: $0), nil) })
      groupings.append(.seen(by: try await SeenIndex(of: sources, catalog: catalog), in: catalog))
    }
    try output.show(Report(runs, by: groupings))
  }

  /// Refuses journals that would count one training run as several.
  private func checkParts(_ runs: [EvaluationRun]) throws {
    if runs.count > 1, let part = runs.firstIndex(where: { $0.header.shard != .whole }) {
      throw ValidationError(
        "\(journals[part]) is shard \(runs[part].header.shard): run merge-journals on all shards first"
      )
    }
    for (number, run) in runs.enumerated() {
      for (other, path) in zip(runs, journals).prefix(number)
      where other.header.policy == run.header.policy
        && other.header.trainingSeed == run.header.trainingSeed
      {
        let episodes = Set(other.results.map(\.identity))
        guard let twice = run.results.first(where: { episodes.contains($0.identity) }) else {
          continue
        }
        throw ValidationError(
          """
          \(path) and \(journals[number]) both hold '\(twice.set)' as played by \
          '\(run.header.policy)' with training seed \(run.header.trainingSeed): evaluate each \
          training run with its own --training-seed, each policy with its own --name, and several \
          tries with --samples
          """)
      }
    }
  }
}

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compares two journals of the same tasks, play by play.")

  @Argument(help: "The journal that is compared with.")
  var first: String

  @Argument(help: "The journal that is asked about.")
  var second: String

  @Option(help: "The largest loss of success that does not matter.")
  var margin = 0.05

  @Option(help: "The form of the table.")
  var format: TableForm = .plain

  func validate() throws {
    guard margin > 0 else { throw ValidationError("a margin is above 0") }
  }

  func run() throws {
    let comparison = try Comparison(
      EvaluationRun(reading: URL(fileURLWithPath: first)),
      EvaluationRun(reading: URL(fileURLWithPath: second)), margin: margin)
    try format.show(comparison.table, comparison.notes, comparison)
  }
}

struct MergeJournals: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Joins the journals of all shards to the journal of the whole evaluation.",
    discussion: """
      What there is is written, also where plays are missing or failed. \(Completeness.help)
      """)

  @Argument(help: "The journal to write.")
  var output: String

  @Argument(help: "The journals of the shards.")
  var shards: [String]

  @OptionGroup var completeness: Completeness

  func run() throws {
    let runs = try shards.map { try EvaluationRun(reading: URL(fileURLWithPath: $0)) }
    let whole = try EvaluationRun(merging: runs)
    try whole.write(to: URL(writing: output))
    print("\(whole.results.count) plays, \(whole.missing) missing, \(whole.failed) failed")
    let incomplete = runs.filter { $0.missing + $0.failed > 0 }.map { "\($0.header.shard)" }
    try completeness.check(
      missing: whole.missing, failed: whole.failed,
      note: "Shards to run again: \(incomplete.joined(separator: ", "))")
  }
}
