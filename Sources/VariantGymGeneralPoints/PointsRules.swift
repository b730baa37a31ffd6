public import VariantGymCore

/// The rules of General Points: one submission, graded.
public struct PointsRules: Environment {
  /// The rules.
  public init() {}

  /// A hand and what has been made of it.
  public struct State: Hashable, Sendable {
    /// The hand.
    public let hand: Hand
    /// The grade of the submission; `nil` while there is none.
    public internal(set) var grade: Grade?

    init(hand: Hand) {
      self.hand = hand
    }
  }

  /// What a policy submits.
  public struct Submission: Hashable, Codable, Sendable {
    /// The symbols of the cards as the policy read them; `nil` if it did not say.
    public let cards: [String]?
    /// The values of the cards as the policy understood the rule; `nil` if it did not say.
    public let numbers: [Int]?
    /// The formula.
    public let formula: Formula

    /// A submission.
    public init(cards: [String]?, numbers: [Int]?, formula: Formula) {
      self.cards = cards
      self.numbers = numbers
      self.formula = formula
    }
  }

  /// How good a legal submission is. An illegal or unreadable one is a reading error instead.
  public enum Grade: String, CaseIterable, Hashable, Codable, Sendable {
    /// The formula uses every card once and has the target's value.
    case correct
    /// The formula joins some of the cards, and can be completed to a solution with the rest.
    case partial
    /// The formula uses every card once and has another value, or none.
    case wrongValue = "wrong-value"
    /// `cards` are not the hand, or `number` is not what they count for.
    case misread
    /// The formula uses a number that the hand does not hold, or too often, or leaves out cards
    /// without being `partial`.
    case wrongNumbers = "wrong-numbers"
  }

  /// The hand, not yet answered.
  public func start(_ instance: Hand) -> State { State(hand: instance) }

  /// Grades a submission; on a state that has a grade, changes nothing.
  public func step(
    _ state: inout State, _ action: Submission, under convention: FaceRule
  ) -> Grade {
    if let grade = state.grade { return grade }
    let grade = Grader(hand: state.hand, rule: convention).grade(action)
    state.grade = grade
    return grade
  }

  /// Succeeded with a correct submission, failed with any other.
  public func status(of state: State) -> Status {
    switch state.grade {
    case nil: .running
    case .correct?: .succeeded
    case _?: .failed
    }
  }
}

extension PointsRules.State: Codable {
  /// Reads a hand, and a grade after a colon.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    let parts = text.split(separator: ":", maxSplits: 1)
    let grade = parts.count == 2 ? PointsRules.Grade(rawValue: String(parts[1].dropFirst())) : nil
    guard let hand = Hand(String(parts.first ?? "")), parts.count == 1 || grade != nil else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is no state of a hand")
    }
    self.init(hand: hand)
    self.grade = grade
  }

  /// Writes the hand, and the grade where there is one: `K 3 8 A = 24: partial`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hand.description + (grade.map { ": \($0.rawValue)" } ?? ""))
  }
}
