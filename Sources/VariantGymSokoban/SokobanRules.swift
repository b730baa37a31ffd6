public import VariantGymCore

/// The rules of Sokoban. Labels only name moves, so a convention changes nothing here.
public struct SokobanRules: Environment {
  /// The rules.
  public init() {}

  /// The instance is the starting board.
  public func start(_ instance: Board) -> Board { instance }

  /// Moves the player; on a solved board, changes nothing.
  public func step(
    _ state: inout Board, _ action: Direction, under convention: LabelSet
  ) -> Board.Effect {
    state.isSolved ? .blocked : state.move(action)
  }

  /// Succeeded when every box is on a target. Sokoban has no failing state: a deadlocked board
  /// runs on until the turn limit.
  public func status(of state: Board) -> Status { state.isSolved ? .succeeded : .running }
}

/// The rewards of the paper, summed over the moves of a turn.
public struct SokobanReward: Reward {
  /// The rewards of the paper.
  public init() {}

  /// What one move costs; an unreadable answer costs the same.
  public static let move = -0.1
  /// What a box pushed onto a target earns; pushed off, it costs as much.
  public static let box = 1.0
  /// What it earns to have all boxes on targets.
  public static let solved = 10.0

  /// -0.1 a move or unreadable answer, +1 and -1 for a box onto and off a target, +10 at the end.
  public func pay(_ turn: Turn<SokobanRules>, _ verdict: Verdict) -> Double {
    guard case .success = turn.scored else { return Self.move }
    var reward = 0.0
    for effect in turn.events {
      reward += Self.move
      if case .pushed(let offTarget, let ontoTarget) = effect {
        if ontoTarget { reward += Self.box }
        if offTarget { reward -= Self.box }
      }
    }
    return turn.status == .succeeded ? reward + Self.solved : reward
  }

  /// What a turn can earn depends on the board.
  public var most: Double? { nil }
}

/// Judges Sokoban turns: right once the board is solved, open while it is not.
public struct SokobanVerifier: Verifier {
  /// A verifier.
  public init() {}

  /// The verdict on one turn.
  public func judge(_ turn: Turn<SokobanRules>) -> Verdict {
    let isValid = isValid(turn)
    switch turn.scored {
    case .failure(let error):
      return Verdict(isValid: isValid, correctness: .incorrect, cause: error.cause)
    case .success:
      return Verdict(isValid: isValid, correctness: turn.status == .succeeded ? .correct : .open)
    }
  }
}
