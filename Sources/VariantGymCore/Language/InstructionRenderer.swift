/// Everything that a prompt may depend on.
public struct Scene<E: Environment>: Sendable {
  /// The state to be shown.
  public var state: E.State
  /// What is announced; `nil` where nothing is.
  public let shown: E.Convention?
  /// How the instance is put to the policy.
  public let framing: Framing
  /// The most turns that an episode may take.
  public let turnLimit: Int
  /// The wording stream: choices that carry no meaning, such as the order of an announcement.
  public let wording: Random

  /// A scene.
  @inlinable
  public init(
    state: E.State, shown: E.Convention?, framing: Framing, turnLimit: Int, wording: Random
  ) {
    self.state = state
    self.shown = shown
    self.framing = framing
    self.turnLimit = turnLimit
    self.wording = wording
  }
}

/// Puts an instruction and a state into words.
///
/// A renderer sees what is shown, never what is accepted, so that no prompt can betray a fake.
public protocol InstructionRenderer<E>: Sendable {
  /// The environment that is put into words.
  associatedtype E: Environment

  /// The task, its rules, the announced convention, the form of the reply, and the heading under
  /// which the observation follows at once. It is the same in every turn of an episode.
  func instruction(_ scene: Scene<E>) -> String

  /// The current state.
  func observation(_ scene: Scene<E>) -> String
}
