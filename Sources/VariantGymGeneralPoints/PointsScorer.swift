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
  private let state: PointsRules.State
  private let terms: Terms<FaceRule>
  private let prefill: Framing.Prefill
  private let format = PointsReplyFormat()
  private let verifier = PointsVerifier()
  private let reward = PointsReward()

  /// What a reply is worth.
  public struct Score: Hashable, Sendable {
    /// The verdict.
    public let verdict: Verdict
    /// The reward.
    public let reward: Double
  }

  /// A scorer of replies to a hand.
  ///
  /// - Parameter prefill: What the prompt has already opened of the reply.
  public init(hand: Hand, terms: Terms<FaceRule>, prefill: Framing.Prefill = .none) {
    state = PointsRules().start(hand)
    self.terms = terms
    self.prefill = prefill
  }

  /// Reads a reply and judges it. Linear in its length, and without search unless the formula joins
  /// only a part of the hand.
  public func score(_ reply: String) -> Score {
    let reading = read(reply)
    var after = state
    var events: [PointsRules.Grade] = []
    if case .success(let actions) = reading, let submission = actions.first {
      events = [PointsRules().step(&after, submission, under: terms.accepted)]
    }
    let turn = Turn<PointsRules>(
      before: state, after: after, terms: terms, scored: reading, asked: reading, events: events,
      status: PointsRules().status(of: after))
    let verdict = verifier.judge(turn)
    return Score(verdict: verdict, reward: reward.pay(turn, verdict))
  }

  /// A submission is the same under every rule, so it is read once.
  private func read(_ reply: String) -> Turn<PointsRules>.Reading {
    do throws(ReadingError) {
      let layout = try ReplyLayout.dissect(reply, prefill: prefill)
      do throws(ReadingError) {
        let utterance = try format.hear(layout.answer)
        return .success(
          try format.interpret(utterance, in: state, under: terms.accepted, horizon: 1))
      } catch {
        throw ReadingError(error.cause, at: error.offset + layout.answerOffset)
      }
    } catch {
      return .failure(error)
    }
  }
}
