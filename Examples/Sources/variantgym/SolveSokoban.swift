import ArgumentParser
import VariantGym

struct SolveSokoban: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sokoban",
    abstract: "Solves the levels of a file with the fewest moves or the fewest pushes.")

  @Argument(help: "A file of levels.")
  var file: String

  @Option(help: "What is to be as small as possible: moves or pushes.")
  var optimal: Objective = .moves

  @Option(help: "Solve only this level, counted from 1.")
  var level: Int?

  @Option(help: "The most states that one search may expand.")
  var states = Int.max

  @Option(help: "The most memory that one search may take, in megabytes.")
  var megabytes = 1024

  func run() throws {
    guard states >= 0, (1...1_000_000_000).contains(megabytes) else {
      throw ValidationError("states are at least 0, megabytes 1...1000000000")
    }
    let report = try LevelReport(onFile: file)
    if let level, !report.entries.indices.contains(level &- 1) {
      throw ValidationError("there is no level \(level); the file holds \(report.entries.count)")
    }
    let limits = SearchLimits(expandedStates: states, memoryBytes: megabytes << 20)
    var (undecided, unreadable) = (0, 0)
    for (index, entry) in report.entries.enumerated() where level == nil || level == index + 1 {
      switch entry.result {
      case .failure(let error):
        Terminal.complain("\(file):\(error)")
        unreadable += 1
      case .success(let level):
        let found = OptimalSolver(optimal, limits: limits).solve(level.board)
        print("\(index + 1): \(sentence(found, on: level.board))")
        if case .limitReached = found.outcome { undecided += 1 }
      }
    }
    if undecided + unreadable > 0 { throw ExitCode(1) }
  }

  private func sentence(_ report: SearchReport, on board: Board) -> String {
    let counts = "\(report.counts.generated) states generated, \(report.counts.expanded) expanded"
    return switch report.outcome {
    case .solved(let solution):
      "\(solution.moves.count) moves, \(solution.pushes) pushes (\(counts))\n"
        + LURD.text(of: solution.moves, on: board)
    case .unsolvable: "proven unsolvable (\(counts))"
    case .limitReached(let stop): "undecided, \(stop.rawValue) reached (\(counts))"
    }
  }
}

extension Objective: @retroactive ExpressibleByArgument {}
