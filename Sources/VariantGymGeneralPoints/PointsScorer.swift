public import VariantGymCore

/// Scores replies to one hand: reply text in, verdict and reward out, without an episode around it.
///
/// It gives what `TextEpisode.submit` gives on the first turn, and does less: no record of obedience
/// and no state. It is the path for scoring millions of replies.
///
/// ```swift
/// let hand = Hand(cards: [3, 3, 8, 8].map(Card.number))
/// let scorer = PointsScorer(hand: hand, terms: Terms(honest: .base))
/// let score = scorer.score(reply)
/// ```
public struct PointsScorer: Scorer {
  private let scored: Grader
  private let asked: Grader.NumberUse
  private let prefill: Framing.Prefill
  private let container: Framing.Container
  private let format = PointsReplyFormat()

  /// A scorer of replies to a hand.
  ///
  /// - Parameters:
  ///   - hand: The hand that is answered.
  ///   - terms: What its prompt shows and what counts.
  ///   - prefill: What the prompt has already opened of the reply.
  ///   - container: What the answer stands in.
  public init(
    hand: Hand, terms: Terms<FaceRule>, prefill: Framing.Prefill = .none,
    container: Framing.Container = .tags
  ) {
    scored = Grader(hand: hand, rule: terms.accepted)
    asked = Grader(hand: hand, rule: terms.asked).unused
    self.prefill = prefill
    self.container = container
  }

  /// Reads a reply and judges it. Linear in its length, and without search unless the formula joins
  /// only a part of the hand.
  public func score(_ reply: String) -> Score {
    do throws(ReadingError) {
      let answer = try ReplyLayout.dissect(
        reply, prefill: prefill, container: container
      ).answer
      return try answer.withBytes { bytes throws(ReadingError) in
        try score(PointsAnswer(bytes))
      }
    } catch {
      return Score(
        verdict: Verdict(isValid: false, correctness: .incorrect, cause: error.cause),
        reward: PointsReward.unreadable)
    }
  }

  /// Grades an answer as it is read, without making a submission of it.
  func score<Bytes>(_ answer: PointsAnswer<Bytes>) throws(ReadingError) -> Score {
    var use = Uses(scored: scored.unused, asked: asked)
    let equation = try answer.equation(&use)
    try equation.checkClaim(target: scored.target)
    let grade = scored.grade(
      cards: answer.cards, numbers: answer.numbers, formula: use.scored, value: equation.formula)
    return Score(
      verdict: PointsVerifier.verdict(on: grade, isValid: use.asked.isWhole),
      reward: PointsReward.reward(of: grade))
  }

  /// The cards that a formula uses, by what counts and by what was asked.
  private struct Uses: FormulaBuilder {
    var scored: Grader.NumberUse
    var asked: Grader.NumberUse

    mutating func number(_ number: Int) -> Rational? {
      _ = asked.number(number)
      return scored.number(number)
    }

    mutating func joined(
      _ symbol: Formula.Operator, _ left: Rational?, _ right: Rational?
    ) -> Rational? {
      scored.joined(symbol, left, right)
    }
  }
}
