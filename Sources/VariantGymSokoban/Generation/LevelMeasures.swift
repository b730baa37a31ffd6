/// What a solver says of how hard a level is.
///
/// All but the dead states come from one move-optimal solution, the one that takes, of several
/// optimal moves, the first in the order up, down, left, right.
public struct LevelMeasures: Hashable, Codable, Sendable {
  /// The states that play can reach from a start, and those of them that have no solution left.
  public struct DeadStates: Hashable, Codable, Sendable {
    /// How many states play can reach; a state is where the boxes and the player stand.
    public let reachable: Int
    /// How many of them have no solution.
    public let dead: Int

    /// The share of the dead among the reachable, 0...1.
    public var share: Double { Double(dead) / Double(reachable) }
  }

  /// The least number of moves.
  public let moves: Int
  /// The pushes of that move-optimal solution; fewer may do where more moves are made.
  public let pushes: Int
  /// The least number of pushes with any number of moves, where it was asked for.
  public internal(set) var leastPushes: Int?
  /// How often, in that solution, a push moves another box than the push before.
  public let boxChanges: Int
  /// How often, in that solution, a move has another direction than the move before.
  public let directionChanges: Int
  /// How many states have a shorter solution than the start: those that a breadth-first search
  /// backwards from the solved states expands before it comes to the distance of the start.
  public let statesExpanded: Int
  /// With how many of the four moves some optimal solution begins, 1...4.
  public let firstMoves: Int
  /// How much of what play can reach is lost, where it was asked for.
  public internal(set) var deadStates: DeadStates?
}

extension LevelMeasures {
  /// Measures a level of any origin; nil if it is solved or has no solution.
  ///
  /// - Parameters:
  ///   - room: What is measured.
  ///   - solver: Lends its tables; the result does not depend on what it solved before.
  ///   - countingDeadStates: Whether to fill `deadStates`, which takes a table of all states.
  /// - Throws: `SearchStop` if a limit of the solver is met.
  public init?(
    of room: SmallRoom, with solver: inout SmallSolver, countingDeadStates: Bool = false
  ) throws(SearchStop) {
    guard let moves = try solver.solve(room).moves, moves > 0 else { return nil }
    self = solver.measures(of: room, distance: moves)
    if countingDeadStates { deadStates = try Self.deadStates(from: room) }
  }

  static func deadStates(from room: SmallRoom) throws(SearchStop) -> DeadStates {
    let states = try DistanceTable(room).reachableStates()
    return DeadStates(reachable: states.all, dead: states.dead)
  }
}
