/// What one reply meant and did.
public struct Turn<E: Environment>: Sendable {
  /// What a reply says under one convention, or why it says nothing.
  public typealias Reading = Result<[E.Action], ReadingError>

  /// The state before the reply.
  public let before: E.State
  /// The state after it.
  public let after: E.State
  /// What was shown and what is accepted.
  public let terms: Terms<E.Convention>
  /// What the reply says.
  public let readings: Readings<E>
  /// What each carried-out action did; empty for an unreadable reply.
  public let events: [E.Event]
  /// The status after the reply.
  public let status: Status

  /// A turn.
  @inlinable
  public init(
    before: E.State, after: E.State, terms: Terms<E.Convention>, readings: Readings<E>,
    events: [E.Event], status: Status
  ) {
    self.before = before
    self.after = after
    self.terms = terms
    self.readings = readings
    self.events = events
    self.status = status
  }

  /// The reply under the accepted convention: what counts.
  @inlinable
  public var scored: Reading { readings.scored }
  /// The reply as the prompt asked for it.
  @inlinable
  public var asked: Reading { readings.asked }
}

/// What a reply says under each convention that matters.
public struct Readings<E: Environment>: Sendable {
  /// Under what counts.
  public let scored: Turn<E>.Reading
  /// As the prompt asked.
  public let asked: Turn<E>.Reading
  /// In the training language.
  public let trained: Turn<E>.Reading

  @inlinable
  init(scored: Turn<E>.Reading, asked: Turn<E>.Reading, trained: Turn<E>.Reading) {
    self.scored = scored
    self.asked = asked
    self.trained = trained
  }

  /// The same under each.
  @inlinable
  init(_ reading: Turn<E>.Reading) {
    self.init(scored: reading, asked: reading, trained: reading)
  }
}

/// Decides whether a reply was in the language asked for, and whether it was right.
public protocol Verifier<E>: Sendable {
  /// The environment whose turns are judged.
  associatedtype E: Environment

  /// Whether readable actions are well-formed under a convention, whatever their quality.
  func isWellFormed(
    _ actions: [E.Action], in state: E.State, under convention: E.Convention
  ) -> Bool

  /// The verdict on one turn. No search: linear in the length of the reply.
  func judge(_ turn: Turn<E>) -> Verdict
}

extension Verifier {
  /// Every readable answer is well-formed.
  @inlinable
  public func isWellFormed(
    _ actions: [E.Action], in state: E.State, under convention: E.Convention
  ) -> Bool { true }

  /// Whether a turn's reply was in the language that its prompt asked for.
  @inlinable
  public func isValid(_ turn: Turn<E>) -> Bool {
    guard case .success(let actions) = turn.asked else { return false }
    return isWellFormed(actions, in: turn.before, under: turn.terms.asked)
  }
}

/// Pays for a turn.
public protocol Reward<E>: Sendable {
  /// The environment whose turns are paid for.
  associatedtype E: Environment

  /// The reward of one turn, a finite number.
  func pay(_ turn: Turn<E>, _ verdict: Verdict) -> Double

  /// The most that one turn can earn, where it does not depend on the state; otherwise `nil`.
  var most: Double? { get }
}
