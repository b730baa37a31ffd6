import ArgumentParser
import Foundation
import VariantGym

struct Levels: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Validates, converts, draws and measures the levels of a Sokoban file.")

  @Argument(help: "A file of levels: XSB, run lengths, Boxoban, or the paper's symbols.")
  var file: String

  @Option(
    help:
      "Write the levels to standard output: \(LevelNotation.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var convert: LevelNotation?

  @Flag(help: "Draw the levels in the terminal.")
  var draw = false

  @Option(help: "Write a level as an SVG picture to standard output, counted from 1.")
  var svg: Int?

  @Flag(help: "Solve the levels and show optimal moves and pushes.")
  var measure = false

  @Option(help: "The most states that one search may expand.")
  var states = 5_000_000

  func run() throws {
    let report = try LevelReport(onFile: file)
    let levels = report.collection.levels
    if let convert {
      print(report.collection.text(in: convert), terminator: "")
    } else if let svg {
      guard levels.indices.contains(svg &- 1) else {
        throw ValidationError("there is no level \(svg); the file holds \(levels.count)")
      }
      print(levels[svg - 1].board.svg(title: levels[svg - 1].title))
    } else {
      show(levels)
    }
    for error in report.errors { Terminal.complain("\(file):\(error)") }
    if !report.errors.isEmpty { throw ExitCode(1) }
  }

  private func show(_ levels: [Level]) {
    if draw {
      for (index, level) in levels.enumerated() {
        print("\(index + 1) \((level.title ?? "").printable)\n\(level.board.terminalText())\n")
      }
      return
    }
    var columns = ["level", "width", "height", "boxes"]
    if measure { columns += ["moves", "pushes", "states"] }
    var table = TextTable(columns + ["title"])
    for (index, level) in levels.enumerated() {
      let board = level.board
      var row = ["\(index + 1)", "\(board.width)", "\(board.height)", "\(board.boxes.count)"]
      if measure { row += measures(of: board) }
      table.add(row + [(level.title ?? "").printable])
    }
    print(table.plain)
    print("\(levels.count) levels")
  }

  private func measures(of board: Board) -> [String] {
    let limits = SearchLimits(expandedStates: states)
    let moves = OptimalSolver(.moves, limits: limits).solve(board)
    let pushes = OptimalSolver(.pushes, limits: limits).solve(board)
    return [
      moves.outcome.figure { $0.moves.count }, pushes.outcome.figure { $0.pushes },
      "\(moves.counts.expanded + pushes.counts.expanded)",
    ]
  }
}

extension SearchOutcome {
  /// A figure of the solution, or why there is none.
  func figure(_ of: (SokobanSolution) -> Int) -> String {
    switch self {
    case .solved(let solution): "\(of(solution))"
    case .unsolvable: "unsolvable"
    case .limitReached(let stop): "? (\(stop.rawValue))"
    }
  }
}

extension LevelReport {
  /// Reads a file, or says why it cannot be read.
  init(onFile path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ValidationError("\(path) cannot be read")
    }
    self.init(on: String(decoding: data, as: UTF8.self))
    if entries.isEmpty { throw ValidationError("\(path) holds no level") }
  }
}

extension LevelNotation: @retroactive ExpressibleByArgument {}
