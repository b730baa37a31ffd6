/// The typed loop of reinforcement learning, without text: `reset`, then `step` until done.
///
/// ```swift
/// var loop = EnvironmentLoop(SokobanParts())
/// try loop.reset(at: Address(family: "sokoban", difficulty: "simple", split: .train,
///                            cohort: ["base"], index: 0))
/// let step = loop.step(.up)
/// ```
public struct EnvironmentLoop<Parts: FamilyParts>: Sendable {
  /// The environment's parts.
  public let parts: Parts
  /// The current state; `nil` before the first reset.
  public private(set) var state: Parts.E.State?
  /// How many actions have been carried out since the reset.
  public private(set) var turn = 0
  private var convention: Parts.E.Convention

  /// A loop that has yet to be reset.
  public init(_ parts: Parts) {
    self.parts = parts
    convention = parts.base
  }

  /// What one step gives back.
  public struct Step: Sendable {
    /// The state after the step.
    public let state: Parts.E.State
    /// What the action did; of a finished episode, what would have.
    public let event: Parts.E.Event
    /// The reward of the step.
    public let reward: Double
    /// Whether the task has ended, by success or failure.
    public let isTerminated: Bool
    /// Whether the turn limit cut the episode short; never together with termination.
    public let isTruncated: Bool
  }

  /// Begins the episode of an address, under the first variant of its cohort.
  ///
  /// - Throws: `GenerationError` for an unknown name, where no instance is found, and for a step that the
  ///   instance's solution does not have.
  @discardableResult
  public mutating func reset(at address: Address) throws(GenerationError) -> Parts.E.State {
    let instance = try parts.startingInstance(at: address)
    let terms = try parts.knownTerms(at: address)
    reset(to: instance, under: terms.first?.accepted)
    guard address.step > 0 else { return parts.environment.start(instance) }
    let states = try parts.solutionStates(of: instance)
    guard address.step < states.count else { throw .noSuchStep(address) }
    state = states[address.step]
    return states[address.step]
  }

  /// Begins an episode with an instance of one's own.
  ///
  /// - Parameters:
  ///   - instance: What is played.
  ///   - convention: What is accepted; `nil` for the family's base.
  @discardableResult
  public mutating func reset(
    to instance: Parts.E.Instance, under convention: Parts.E.Convention? = nil
  ) -> Parts.E.State {
    self.convention = convention ?? parts.base
    turn = 0
    let start = parts.environment.start(instance)
    state = start
    return start
  }

  /// Carries out one action. A finished episode stays as it is and pays nothing.
  ///
  /// - Precondition: The loop has been reset.
  @discardableResult
  public mutating func step(_ action: Parts.E.Action) -> Step {
    guard let before = state else { preconditionFailure("reset the loop before the first step") }
    let wasOver = parts.environment.status(of: before) != .running || turn >= parts.turnLimit
    var after = before
    let event = parts.environment.step(&after, action, under: convention)
    if wasOver { after = before } else { turn += 1 }
    state = after
    let status = parts.environment.status(of: after)
    let turnTaken = Turn<Parts.E>(
      before: before, after: after, terms: Terms(honest: convention),
      readings: Readings(.success([action])), events: [event], status: status)
    let verdict = parts.verifier.judge(turnTaken)
    return Step(
      state: after, event: event,
      reward: wasOver ? 0 : parts.reward.pay(turnTaken, verdict),
      isTerminated: status != .running,
      isTruncated: status == .running && turn >= parts.turnLimit)
  }
}
