import Foundation
import Testing
import VariantGymSokoban

/// Solves real levels and compares every value with the truth file; takes minutes.
///
/// Run by `VARIANTGYM_LEVELS=.../levels swift test -c release --filter RealLevel`, on a machine
/// that does nothing else: the seconds count.
@Suite(
  "Real levels", .serialized,
  .enabled(if: rounds(debug: 0, release: 1) == 1, "times are meant for release builds"),
  .enabled(if: LevelFolder() != nil, "VARIANTGYM_LEVELS names no folder of levels"))
struct RealLevelTests {
  struct Case: CustomTestStringConvertible {
    let files: [String]
    let objective: Objective
    let atLeast: Int
    var atMostSeconds: Double?
    /// Leaves out the levels that a search of ten seconds never solved.
    var knownOnly = false
    var testDescription: String { "\(files), optimal \(objective)" }
  }

  static let boxoban = [
    "boxoban_hard.txt", "boxoban_medium_valid.txt", "boxoban_unfiltered_test.txt",
  ]

  @Test(
    "as many are solved as asked, in time, and none differs from the truth",
    arguments: [
      Case(files: boxoban, objective: .pushes, atLeast: 1250, atMostSeconds: 0.5),
      Case(files: boxoban, objective: .moves, atLeast: 1250, atMostSeconds: 5),
      Case(files: ["microban.xsb"], objective: .pushes, atLeast: 99),
      Case(files: ["microban.xsb"], objective: .moves, atLeast: 99),
      Case(files: ["microban2.xsb"], objective: .pushes, atLeast: 70),
      Case(files: ["microban2.xsb"], objective: .moves, atLeast: 68),
      Case(files: ["xsokoban90.xsb"], objective: .pushes, atLeast: 5, knownOnly: true),
    ])
  func againstTruth(_ item: Case) throws {
    let folder = try #require(LevelFolder())
    var (solved, total, growths) = (0, 0.0, 0)
    for file in item.files {
      let truth = try folder.truth(file)
      for (index, board) in try folder.boards(file).enumerated() {
        let known = item.objective == .moves ? truth[index].moves : truth[index].pushes
        if known == nil, item.knownOnly { continue }
        let start = ProcessInfo.processInfo.systemUptime
        let solver = OptimalSolver(
          item.objective, limits: SearchLimits(memoryBytes: 3 << 30),
          isCancelled: { ProcessInfo.processInfo.systemUptime - start > 10 })
        let report = solver.solve(board)
        let seconds = ProcessInfo.processInfo.systemUptime - start
        total += seconds
        growths += report.counts.growths
        if seconds > 1 || known != nil && report.solution == nil {
          print(file, index + 1, item.objective, seconds, report.counts, report.outcome.name)
        }
        #expect(report.outcome != .unsolvable)
        guard let solution = report.solution else { continue }
        solved += 1
        if let known {
          let found = item.objective == .moves ? solution.moves.count : solution.pushes
          #expect(found == known, "\(file) \(index + 1)")
        }
      }
    }
    print("\(item.testDescription): \(solved) solved in \(total) s, \(growths) growths")
    #expect(solved >= item.atLeast)
    if let limit = item.atMostSeconds { #expect(total <= limit) }
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
