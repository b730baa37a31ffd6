import ArgumentParser

struct Solve: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Solves Sokoban levels or hands of cards exactly.",
    subcommands: [SolvePoints.self, SolveSokoban.self])
}
