/// Everything that a prompt may depend on.
public struct Scene<E: Environment>: Sendable {
  /// The state to be shown.
  public var state: E.State
  /// What is announced; `nil` where nothing is.
  public let shown: E.Convention?
  /// How the instance is put to the policy; where the wording is varied, with the one that was
  /// drawn.
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

extension Scene {
  /// What the prompt announces, in the order in which it does: drawn, so that no place tells a
  /// meaning, or as given.
  @inlinable
  public func announced<Element>(_ elements: [Element]) -> [Element] {
    guard framing.order == .drawn else { return elements }
    var elements = elements
    var wording = wording
    wording.shuffle(&elements)
    return elements
  }
}

/// Puts an instruction and a state into words.
///
/// A renderer sees what is shown, never what is accepted, so that no prompt can betray a fake.
public protocol InstructionRenderer<E>: Sendable {
  /// The environment that is put into words.
  associatedtype E: Environment

  /// Every prompt that it writes. For one and the same wording, prompts differ in what is announced
  /// and in its order, and in nothing else.
  var prompts: PromptBook<E> { get }

  /// The current state.
  func observation(_ scene: Scene<E>) -> String
}
