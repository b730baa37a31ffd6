import Foundation
import Testing
import VariantGymSokoban

/// Solves real levels and compares every value with the truth file; takes minutes.
///
/// `VARIANTGYM_LEVELS=.../levels swift test -c release -Xswiftc -enable-testing --filter RealLevel`
/// prints the seconds of each set. They are not asserted: a search ends at a number of expanded
/// states, which repeats on every machine.
@Suite(
  "Real levels", .serialized,
  .enabled(
    if: rounds(debug: 0, release: 1) == 1, "it takes minutes in release builds, hours in debug"),
  .enabled(if: LevelFolder() != nil, "VARIANTGYM_LEVELS names no folder of levels"))
struct RealLevelTests {
  struct Case: CustomTestStringConvertible {
    let files: [String]
    let objective: Objective
    let atLeast: Int
    /// Leaves out the levels that an independent search of ten seconds did not solve.
    var knownOnly = false
    var testDescription: String { "\(files), optimal \(objective)" }
  }

  static let boxoban = [
    "boxoban_hard.txt", "boxoban_medium_valid.txt", "boxoban_unfiltered_test.txt",
  ]

  @Test(
    "as many are solved as asked, and none differs from the truth",
    arguments: [
      Case(files: boxoban, objective: .pushes, atLeast: 1250),
      Case(files: boxoban, objective: .moves, atLeast: 1250),
      Case(files: ["microban.xsb"], objective: .pushes, atLeast: 99),
      Case(files: ["microban.xsb"], objective: .moves, atLeast: 99),
      Case(files: ["microban2.xsb"], objective: .pushes, atLeast: 70),
      Case(files: ["microban2.xsb"], objective: .moves, atLeast: 68),
      Case(files: ["xsokoban90.xsb"], objective: .pushes, atLeast: 5, knownOnly: true),
    ])
  func againstTruth(_ item: Case) throws {
    let folder = try #require(LevelFolder())
    var (solved, total, slowest, expanded) = (0, 0.0, 0.0, 0)
    for file in item.files {
      let truth = try folder.truth(file)
      for (index, board) in try folder.boards(file).enumerated() {
        let known = item.objective == .moves ? truth[index].moves : truth[index].pushes
        if known == nil, item.knownOnly { continue }
        let start = ProcessInfo.processInfo.systemUptime
        let limits = SearchLimits(expandedStates: 6_000_000, memoryBytes: 3 << 30)
        let report = OptimalSolver(item.objective, limits: limits).solve(board)
        let seconds = ProcessInfo.processInfo.systemUptime - start
        total += seconds
        #expect(report.outcome != .unsolvable)
        guard let solution = report.solution else {
          print(file, index + 1, item.objective, seconds, report.counts, report.outcome.name)
          continue
        }
        solved += 1
        slowest = max(slowest, seconds)
        expanded = max(expanded, report.counts.expanded)
        if let known {
          let found = item.objective == .moves ? solution.moves.count : solution.pushes
          #expect(found == known, "\(file) \(index + 1)")
        }
      }
    }
    print(
      "\(item.testDescription): \(solved) solved in \(total) s, the slowest in \(slowest) s;",
      "at most \(expanded) states expanded")
    #expect(solved >= item.atLeast)
  }
}

extension SearchOutcome {
  var name: String {
    switch self {
    case .solved(let solution): "solved: \(solution.moves.count) moves, \(solution.pushes) pushes"
    case .unsolvable: "unsolvable"
    case .limitReached(let limit): "limit: \(limit)"
    }
  }
}
