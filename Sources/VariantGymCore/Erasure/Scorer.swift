/// Scores replies to one prompt: text in, verdict and reward out, with no episode around it.
public protocol Scorer: Sendable {
  /// What a reply is worth, as the first turn of an episode that begins with the prompt's state.
  func score(_ reply: String) -> Score
}

/// What one reply is worth.
public struct Score: Hashable, Sendable {
  /// Whether the reply was valid and correct.
  public let verdict: Verdict
  /// The reward.
  public let reward: Double

  /// A score.
  public init(verdict: Verdict, reward: Double) {
    self.verdict = verdict
    self.reward = reward
  }
}

extension Family {
  /// A scorer of replies to a prompt that was written down.
  public func scorer(from decoder: any Decoder) throws -> any Scorer {
    let container = try decoder.container(keyedBy: PromptKey.self)
    let state = try container.decode(Parts.E.State.self, forKey: .state)
    guard parts.environment.status(of: state) == .running else {
      throw DecodingError.dataCorruptedError(
        forKey: .state, in: container, debugDescription: "the state is decided")
    }
    return PromptScorer(
      parts: parts, state: state,
      terms: Terms(
        shown: try container.decodeIfPresent(Parts.E.Convention.self, forKey: .shown),
        accepted: try container.decode(Parts.E.Convention.self, forKey: .accepted)),
      framing: try Framing(from: decoder))
  }
}

private enum PromptKey: String, CodingKey {
  case state, shown, accepted
}

private struct PromptScorer<Parts: FamilyParts>: Scorer {
  let parts: Parts
  let state: Parts.E.State
  let terms: Terms<Parts.E.Convention>
  let framing: Framing

  func score(_ reply: String) -> Score {
    // What `submit` does to an episode. Shared by both, the turn would be copied, which made turns
    // a sixth dearer.
    let readings = parts.read(reply, in: state, under: terms, framing: framing)
    var after = state
    var events: [Parts.E.Event] = []
    if case .success(let actions) = readings.scored {
      for action in actions where parts.environment.status(of: after) == .running {
        events.append(parts.environment.step(&after, action, under: terms.accepted))
      }
    }
    let turn = Turn<Parts.E>(
      before: state, after: after, terms: terms, readings: readings, events: events,
      status: parts.environment.status(of: after))
    let verdict = parts.verifier.judge(turn)
    return Score(verdict: verdict, reward: parts.reward.pay(turn, verdict))
  }
}
