public import VariantGymCore

/// Judges submissions: right if graded correct, valid if the formula uses exactly the numbers which
/// the stated rule gives to the cards, whatever its value.
public struct PointsVerifier: Verifier {
  /// A verifier.
  public init() {}

  /// Whether the formula uses each card's value under the rule exactly once.
  public func isWellFormed(
    _ actions: [PointsRules.Submission], in state: PointsRules.State, under convention: FaceRule
  ) -> Bool {
    actions.allSatisfy {
      Grader(hand: state.hand, rule: convention).usesEveryCardOnce($0.formula)
    }
  }

  /// The verdict on a turn.
  public func judge(_ turn: Turn<PointsRules>) -> Verdict {
    let isValid = isValid(turn)
    switch turn.scored {
    case .failure(let error):
      return Verdict(isValid: isValid, correctness: .incorrect, cause: error.cause)
    case .success:
      guard let grade = turn.events.first else {
        return Verdict(isValid: isValid, correctness: .incorrect)
      }
      return Self.verdict(on: grade, isValid: isValid)
    }
  }

  /// The verdict on a submission that could be read.
  static func verdict(on grade: PointsRules.Grade, isValid: Bool) -> Verdict {
    grade == .correct
      ? Verdict(isValid: isValid, correctness: .correct)
      : Verdict(isValid: isValid, correctness: .incorrect, cause: .init(rawValue: grade.rawValue))
  }
}

/// The rewards of the paper, by grade.
public struct PointsReward: Reward {
  /// The rewards of the paper.
  public init() {}

  /// What a grade earns: 5, 1, -1, -1.5 or -2.
  public static func reward(of grade: PointsRules.Grade) -> Double {
    switch grade {
    case .correct: 5
    case .partial: 1
    case .wrongValue: -1
    case .misread: -1.5
    case .wrongNumbers: -2
    }
  }

  /// What an illegal formula or an unreadable reply earns.
  public static let unreadable = -3.0

  /// The reward of the grade, or of an unreadable reply.
  public func pay(_ turn: Turn<PointsRules>, _ verdict: Verdict) -> Double {
    turn.events.first.map(Self.reward) ?? Self.unreadable
  }

  /// A correct submission earns the most.
  public var most: Double? { 5 }
}
