/// What a solution makes as small as possible.
public enum Objective: String, CaseIterable, Codable, Sendable {
  /// The player's steps, pushes included.
  case moves
  /// The pushes of boxes; the walks between them are shortest, but not counted.
  case pushes
}

/// Moves that were replayed on their board and put every box on a target.
public struct SokobanSolution: Hashable, Sendable {
  /// The player's steps from the first to the last.
  public let moves: [Direction]
  /// How many of the steps push a box.
  public let pushes: Int

  /// Replays the moves, and fails unless each changes the board and the last one solves it.
  ///
  /// Linear in the number of moves.
  public init?(replaying moves: [Direction], on board: Board) {
    var board = board
    var pushes = 0
    for move in moves {
      switch board.move(move) {
      case .blocked: return nil
      case .walked: break
      case .pushed: pushes += 1
      }
    }
    guard board.isSolved else { return nil }
    self.moves = moves
    self.pushes = pushes
  }
}

/// How a search ended.
public enum SearchOutcome: Hashable, Sendable {
  /// A solution that is optimal in the objective of the search.
  case solved(SokobanSolution)
  /// No sequence of moves solves the board.
  case unsolvable
  /// Neither was shown before this limit was met.
  case limitReached(SearchStop)
}

/// How much a search did; the same on every platform and in every run.
public struct SearchCounts: Hashable, Sendable {
  /// The successors looked at, those met before included.
  public var generated = 0
  /// The entries taken from the queue and expanded.
  public var expanded = 0
  /// The arrangements of boxes (each with a region of the player) that were kept.
  public var stored = 0
  /// How often a table of the search had to grow: the only allocations once it runs.
  public var growths = 0

  /// Nothing done yet.
  public init() {}

  mutating func add(_ other: SearchCounts) {
    generated += other.generated
    expanded += other.expanded
    stored += other.stored
    growths += other.growths
  }
}

/// The outcome of a search together with what it cost.
public struct SearchReport: Hashable, Sendable {
  /// How the search ended.
  public let outcome: SearchOutcome
  /// What it did.
  public let counts: SearchCounts

  /// The solution, where one was found.
  public var solution: SokobanSolution? {
    if case .solved(let solution) = outcome { solution } else { nil }
  }
}
