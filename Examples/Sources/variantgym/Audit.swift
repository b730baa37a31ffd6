import ArgumentParser
import Foundation
import VariantGym

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Finds what data sets share, by reading their prompts.",
    discussion: """
      Each argument is a file of rows or a folder of such files: records of this library, prompt and \
      completion, messages, text, or verl's rows, as JSON lines or as one JSON array. What a set is \
      for is said by --train, --validation and --test; else by its rows; else by the name of its file; \
      else the first set is for training and the others for testing. Sets of different roles are \
      compared.

      The exit status is 1 where they share something of a kind that is asked for, and 2 where a \
      set cannot be read.
      """)

  @Argument(help: "Files, and folders of files.")
  var sets: [String] = []

  @Option(help: "A file or folder for training; may be given several times.")
  var train: [String] = []

  @Option(help: "A file or folder for validation; may be given several times.")
  var validation: [String] = []

  @Option(help: "A file or folder for testing; may be given several times.")
  var test: [String] = []

  @Option(
    help: "What may not be shared: of text, state, layout, values, ranks, vocabulary; or none.")
  var failOn: OverlapKinds = OverlapKinds(kinds: OverlapKind.leaks)

  @Option(help: "Of about how many rows of each set the difficulty is measured.")
  var measure = 1000

  @Flag(help: "Print everything that was found as JSON.")
  var json = false

  @OptionGroup var work: Work

  func validate() throws {
    guard !(sets + train + validation + test).isEmpty else {
      throw ValidationError("at least one set is needed")
    }
    guard measure >= 0 else { throw ValidationError("--measure is at least 0") }
  }

  func run() async throws {
    let report: AuditReport
    do { report = try await audit() } catch let error as DatasetError {
      FileHandle.standardError.write(Data("Error: \(error)\n".utf8))
      throw ExitCode(2)
    }
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(report), as: UTF8.self))
    } else {
      print(AuditText(report: report, kinds: failOn.kinds).text)
    }
    if !report.leaks(failOn.kinds).isEmpty { throw ExitCode(1) }
  }

  private func audit() async throws -> AuditReport {
    let given: [(paths: [String], role: Split?)] = [
      (sets, nil), (train, .train), (validation, .validation), (test, .test),
    ]
    let sources = try AuditSource.sources(
      at: given.flatMap { paths, role in paths.map { (URL(fileURLWithPath: $0), role) } })
    let meter = Meter("bytes")
    let audit = Audit(catalog: .standard, threads: work.threads, measuredRows: measure)
    let report = try await audit.report(on: sources) {
      meter.show($0.set, done: $0.bytes, of: $0.totalBytes)
    }
    meter.finish()
    return report
  }
}

/// Kinds of overlap, as a list with commas.
struct OverlapKinds: ExpressibleByArgument {
  let kinds: [OverlapKind]

  init(kinds: [OverlapKind]) {
    self.kinds = kinds
  }

  init?(argument: String) {
    guard argument != "none" else {
      self.init(kinds: [])
      return
    }
    let kinds = argument.split(separator: ",").map { OverlapKind(rawValue: String($0)) }
    guard !kinds.isEmpty, !kinds.contains(nil) else { return nil }
    self.init(kinds: kinds.compactMap(\.self))
  }

  var defaultValueDescription: String { kinds.map(\.rawValue).joined(separator: ",") }
}

/// A report in tables, and sentences for what is odd.
struct AuditText {
  let report: AuditReport
  let kinds: [OverlapKind]

  var text: String {
    [sets, difficulty, oddities, pairs, leaks, others].filter { !$0.isEmpty }
      .joined(separator: "\n\n")
  }

  private var sets: String {
    let found = OverlapKind.allCases.filter { kind in
      report.sets.contains { $0.distinct[kind] != nil }
    }
    var table = TextTable(
      ["set", "role", "rows"] + found.map(\.rawValue)
        + ["repeated %", "prompt chars", "reply chars"])
    for set in report.sets {
      table.add(
        [set.name, set.role.rawValue, "\(set.rows)"]
          + found.map { set.distinct[$0].map { "\($0)" } ?? "" }
          + [repeated(set), range(set.promptLengths), range(set.replyLengths)])
    }
    return """
      Distinct contents of each kind; rows that repeat a text, and rows that show nothing new; \
      lengths (least, median, most):
      \(table.plain)
      """
  }

  private func repeated(_ set: SetAudit) -> String {
    [.text, .state, .ranks].compactMap { set.repeatedRows[$0] }
      .map { percent($0, of: set.rows) }.joined(separator: " ")
  }

  private var difficulty: String {
    let measures = Set(report.sets.flatMap(\.measures.keys)).sorted()
    let actions = Set(report.sets.flatMap(\.firstActions.keys)).sorted()
    guard !measures.isEmpty else { return "" }
    var table = TextTable(
      ["set", "measured"] + measures + actions.map { "\($0) %" } + ["label places %"])
    for set in report.sets where set.measured > 0 {
      let all = set.firstActions.values.reduce(0, +)
      var row = [set.name, "\(set.measured)"]
      row += measures.map { set.measures[$0].map(range) ?? "" }
      row += actions.map { all == 0 ? "" : percent(set.firstActions[$0] ?? 0, of: all) }
      table.add(row + [places(set)])
    }
    return """
      Difficulty (least, median, most), optimal first actions, and where the right answer stands \
      among the announced labels:
      \(table.plain)
      """
  }

  private func places(_ set: SetAudit) -> String {
    let all = set.answerPlaces.reduce(0, +)
    return set.answerPlaces.map { percent($0, of: all) }.joined(separator: " ")
  }

  private var oddities: String {
    var lines: [String] = []
    for set in report.sets {
      if let bias = set.answerBias {
        lines.append(
          "\(set.name): the right answer is label \(bias.place) of those announced "
            + "\(Int((bias.share * 100).rounded()))% of the time")
      }
      if set.contradictions > 0 {
        lines.append(
          "\(set.name): \(set.contradictions) rows contradict their prompts; "
            + (set.firstContradiction ?? ""))
      }
      if set.unreadRows > 0 {
        lines.append(
          "\(set.name): nothing was found in the prompts of \(set.unreadRows) rows; of them only "
            + "the texts were compared")
      }
    }
    return lines.joined(separator: "\n")
  }

  private var pairs: String {
    report.paired.map { names in
      "paired, the same instances row by row: \(names.joined(separator: ", "))"
    }.joined(separator: "\n")
  }

  private var leaks: String {
    let leaks = report.leaks(kinds)
    let asked = kinds.map(\.rawValue).joined(separator: ", ")
    guard !leaks.isEmpty else {
      return "pairs of sets compared: \(report.comparisons); none share any of: \(asked)"
    }
    var table = TextTable(["shared", "in", "of", "contents", "rows", "example"])
    for leak in leaks {
      table.add([
        leak.kind.rawValue, leak.met, leak.known, "\(leak.contents)", "\(leak.rows)",
        "row \(leak.example.met) = row \(leak.example.known)",
      ])
    }
    return "pairs of sets compared: \(report.comparisons)\n\(table.plain)"
  }

  private var others: String {
    OverlapKind.allCases.filter { !kinds.contains($0) }.compactMap { kind -> String? in
      let overlaps = report.leaks([kind])
      guard !overlaps.isEmpty else { return nil }
      let words = Set(overlaps.flatMap(\.words)).sorted().prefix(8).joined(separator: ", ")
      return "not asked for: \(kind.rawValue) shared by \(overlaps.count) pairs"
        + (words.isEmpty ? "" : ": \(words)")
    }.joined(separator: "\n")
  }

  private func range(_ numbers: Distribution) -> String {
    guard let least = numbers.least, let median = numbers.median, let most = numbers.most else {
      return ""
    }
    return "\(least) \(median) \(most)"
  }

  private func percent(_ part: Int, of whole: Int) -> String {
    "\(Int((100 * Double(part) / Double(max(whole, 1))).rounded()))"
  }
}
