/// The rules of one task, and nothing else: no prompts, labels, rewards or turn counts.
///
/// A conforming type keeps these laws, which `VariantGymLaws` checks:
/// - `step` is a pure function of its arguments;
/// - on a state that is not `running`, `step` changes nothing;
/// - instances, states, actions and events survive a coding round trip.
public protocol Environment: Sendable {
  /// What is drawn at a difficulty: a starting position, a hand of cards.
  associatedtype Instance: Hashable & Codable & Sendable
  /// The whole truth about a moment of play, a value.
  associatedtype State: Hashable & Codable & Sendable
  /// One thing that a policy can do.
  associatedtype Action: Hashable & Codable & Sendable
  /// What a step did.
  associatedtype Event: Hashable & Codable & Sendable
  /// What words or cards *mean*. It is the only thing that an instruction may change.
  associatedtype Convention: Hashable & Codable & Sendable

  /// The state in which an instance begins.
  func start(_ instance: Instance) -> State

  /// Carries out one action.
  ///
  /// - Parameters:
  ///   - state: Changed in place.
  ///   - action: What is to be done.
  ///   - convention: What is accepted. Rules in which a convention only names actions ignore it.
  func step(_ state: inout State, _ action: Action, under convention: Convention) -> Event

  /// Whether play goes on.
  func status(of state: State) -> Status
}

/// Whether play goes on, as the rules see it. Running out of turns is no status: it truncates.
public enum Status: String, Hashable, Codable, Sendable {
  /// Actions still count.
  case running
  /// The task is accomplished.
  case succeeded
  /// The task can no longer be accomplished, and play has ended.
  case failed
}
