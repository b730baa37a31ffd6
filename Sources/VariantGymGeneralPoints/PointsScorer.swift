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
public struct PointsScorer: Sendable {
  private let scored: Grader
  private let asked: Grader
  private let prefill: Framing.Prefill
  private let format = PointsReplyFormat()

  /// What a reply is worth.
  public struct Score: Hashable, Sendable {
    /// The verdict.
    public let verdict: Verdict
    /// The reward.
    public let reward: Double
  }

  /// A scorer of replies to a hand.
  ///
  /// - Parameters:
  ///   - hand: The hand that is answered.
  ///   - terms: What its prompt shows and what counts.
  ///   - prefill: What the prompt has already opened of the reply.
  public init(hand: Hand, terms: Terms<FaceRule>, prefill: Framing.Prefill = .none) {
    scored = Grader(hand: hand, rule: terms.accepted)
    asked = Grader(hand: hand, rule: terms.asked)
    self.prefill = prefill
  }

  /// Reads a reply and judges it. Linear in its length, and without search unless the formula joins
  /// only a part of the hand.
  public func score(_ reply: String) -> Score {
    do throws(ReadingError) {
      // A submission is the same under every rule, so it is read once.
      let submission = try read(reply)
      let grade = scored.grade(submission)
      return Score(
        verdict: PointsVerifier.verdict(
          on: grade, isValid: asked.usesEveryCardOnce(submission.formula)),
        reward: PointsReward.reward(of: grade))
    } catch {
      return Score(
        verdict: Verdict(isValid: false, correctness: .incorrect, cause: error.cause),
        reward: PointsReward.unreadable)
    }
  }

  private func read(_ reply: String) throws(ReadingError) -> PointsRules.Submission {
    let utterance = try format.hear(ReplyLayout.dissect(reply, prefill: prefill).answer)
    try utterance.checkClaim(target: scored.hand.target)
    return utterance.submission
  }
}
