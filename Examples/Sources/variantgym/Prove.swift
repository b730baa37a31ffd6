import ArgumentParser
import Foundation
import VariantGym

struct Prove: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes gold thoughts and wrong twins, and has the trace verifier read them all.",
    discussion: """
      Every word of a gold thought must be read and found true, and every wrong twin must be found \
      wrong in the way that it is labelled. The exit status is 1 if one is not. Thoughts are \
      sampled over styles, with and without variety, over variants and over difficulties.
      """)

  @Option(help: "How many gold thoughts to write for each environment.")
  var count = 100_000

  @Option(help: "The seed.")
  var seed: UInt64 = 0

  @Argument(help: "The environments; all by default.")
  var families: [String] = []

  func run() async throws {
    guard (1...1_000_000_000).contains(count) else {
      throw ValidationError("the count is 1...1000000000")
    }
    let known = Catalog.standard.families.map(\.name)
    var table = TextTable([
      "environment", "style", "thoughts", "proven", "statements", "characters", "wrong twins",
      "found out",
    ])
    var isClean = true
    for name in families.isEmpty ? known : families {
      let family = try Catalog.standard.requested(name)
      for (style, tally) in try await tallies(of: family) {
        table.add([
          name, style, "\(tally.thoughts)", "\(tally.proven)", "\(tally.statements)",
          "\(tally.characters / max(tally.thoughts, 1))", "\(tally.twins)", "\(tally.foundOut)",
        ])
        isClean = isClean && tally.isClean
      }
    }
    print(table.plain)
    if !isClean { throw ExitCode(1) }
  }

  private func tallies(of family: any TaskFamily) async throws -> [(String, ProofTally)] {
    let styles = family.styles.filter { $0 != answerOnlyStyle }
    let places = family.places
    let parts = try await stretches(
      of: count, length: 500, label: "proved thoughts of \(family.name)"
    ) { [seed] range in
      var tallies = styles.map { _ in ProofTally() }
      for index in range {
        let place = places[index / styles.count % places.count]
        let address = Address(
          family: family.name, difficulty: place.difficulty, split: place.split,
          cohort: [place.variant], seed: seed, index: index)
        let form = ThoughtForm(
          style: styles[index % styles.count],
          isVaried: index / styles.count / places.count % 2 == 1)
        let episode = try family.twins(at: address, framing: Framing())[0]
        try tallies[index % styles.count].add(episode, form)
      }
      return tallies
    }
    var tallies = styles.map { _ in ProofTally() }
    for part in parts {
      for (index, tally) in part.enumerated() { tallies[index].add(tally) }
    }
    return Array(zip(styles, tallies))
  }
}

/// What came of proving some thoughts.
private struct ProofTally: Sendable {
  private(set) var thoughts = 0
  private(set) var proven = 0
  private(set) var statements = 0
  private(set) var characters = 0
  private(set) var twins = 0
  private(set) var foundOut = 0

  var isClean: Bool { thoughts == proven && twins == foundOut }

  mutating func add(_ episode: any Episode, _ form: ThoughtForm) throws {
    let gold = try episode.gold(.obedient, form: form)
    // A hand that has no solution under what a fake announces has no gold thought there.
    guard gold.isSolution else { return }
    let report = episode.checkThought(of: gold.text)
    thoughts += 1
    statements += report.statements.count
    characters += gold.text.count
    if report.isProven { proven += 1 } else { complain(episode, report, gold.text) }
    for twin in try episode.negatives(form: form) {
      let report = episode.checkThought(of: twin.text)
      twins += 1
      if report.fault == twin.fault {
        foundOut += 1
      } else {
        complain(episode, report, twin.text)
      }
    }
  }

  private func complain(_ episode: any Episode, _ report: TraceReport, _ reply: String) {
    let text = "\(episode.identity.address): \(report.summary)\n\(reply)\n\n"
    FileHandle.standardError.write(Data(text.utf8))
  }

  mutating func add(_ other: ProofTally) {
    thoughts += other.thoughts
    proven += other.proven
    statements += other.statements
    characters += other.characters
    twins += other.twins
    foundOut += other.foundOut
  }
}

extension TraceReport {
  /// One line for people.
  var summary: String {
    let verdict = isProven ? "proven" : fault.map { "not proven: \($0.rawValue)" } ?? "not proven"
    let place = firstFalse.map { " at bytes \($0.range.lowerBound)-\($0.range.upperBound)" } ?? ""
    let share = Int((coverage * 100).rounded(.down))
    return "\(verdict)\(place); \(statements.count) statements read, \(share)% of the words"
  }
}
