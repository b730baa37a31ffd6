import VariantGym

/// The rules: a move leads to the next cell; a hole ends it badly, the goal well. The ice is never
/// slippery, so that gold answers exist.
public struct LakeRules: Environment {
  /// What became of a move.
  public enum Event: String, Hashable, Codable, Sendable {
    /// The walker stands elsewhere.
    case moved
    /// The edge of the lake, or the end of play, left the walker where it was.
    case stayed
  }

  /// The instance is the lake before the first step.
  public func start(_ instance: Lake) -> Lake { instance }

  /// Moves the walker; once play has ended, changes nothing.
  public func step(_ state: inout Lake, _ action: Move, under convention: Signs) -> Event {
    guard status(of: state) == .running else { return .stayed }
    let old = state.walker
    state.walker = state.cell(action, from: old)
    return state.walker == old ? .stayed : .moved
  }

  /// Succeeded on the goal, failed in a hole.
  public func status(of state: Lake) -> Status {
    if state.walker == state.goal { return .succeeded }
    return state.isHole[state.walker] ? .failed : .running
  }
}

/// Right on the goal, wrong in a hole or unreadable, open on the way.
public struct LakeVerifier: Verifier {
  /// The verdict on one turn.
  public func judge(_ turn: Turn<LakeRules>) -> Verdict {
    let isValid = isValid(turn)
    if case .failure(let error) = turn.scored {
      return Verdict(isValid: isValid, correctness: .incorrect, cause: error.cause)
    }
    return switch turn.status {
    case .succeeded: Verdict(isValid: isValid, correctness: .correct)
    case .failed: Verdict(isValid: isValid, correctness: .incorrect, cause: .drowned)
    case .running: Verdict(isValid: isValid, correctness: .open)
    }
  }
}

extension ReadingError.Cause {
  /// The walker fell into a hole.
  public static let drowned = ReadingError.Cause(rawValue: "drowned")
}

/// One for the goal, nothing for all else.
public struct LakeReward: Reward {
  /// What a turn has earned.
  public func pay(_ turn: Turn<LakeRules>, _ verdict: Verdict) -> Double {
    verdict.isCorrect ? 1 : 0
  }

  /// Whether the goal is near enough depends on the lake.
  public var most: Double? { nil }
}
