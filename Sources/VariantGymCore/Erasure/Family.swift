/// Turns the parts of an environment into text episodes.
public struct Family<Parts: FamilyParts>: TaskFamily {
  /// The typed parts.
  public let parts: Parts

  /// The family made of the given parts.
  public init(_ parts: Parts) {
    self.parts = parts
  }

  /// The name of the environment.
  public var name: String { parts.name }
  /// The names of the variants.
  public var variants: [String] { parts.variants.map(\.name) }
  /// The names of the difficulties.
  public var difficulties: [String] { parts.scaler.ladder }
  /// The names of the styles of thought.
  public var styles: [String] { [answerOnlyStyle] + parts.narrator.styles }
  /// The most turns that an episode may take.
  public var turnLimit: Int { parts.turnLimit }
  /// The most that one turn can earn.
  public var mostReward: Double? { parts.reward.most }
  /// How much of the content belongs to each split.
  public var shares: SplitShares { parts.shares }

  /// Episodes of an address, one for each of the given variants, all on one instance.
  public func twins(
    at address: Address, variants: [String]?, framing: Framing
  ) throws(GenerationError) -> [any Episode] {
    try typedTwins(at: address, variants: variants, framing: framing)
  }

  /// Episodes of an address, with their types.
  ///
  /// - Parameters:
  ///   - address: Where the instance is found.
  ///   - variants: Members of the address's cohort; `nil` for all of it.
  ///   - framing: How the instance is put to a policy.
  public func typedTwins(
    at address: Address, variants: [String]? = nil, framing: Framing
  ) throws(GenerationError) -> [TextEpisode<Parts>] {
    let cast = Cast(wanted: variants, framing: framing, instance: try instance(at: address))
    guard address.step > 0 else {
      return try twins(at: address, cast, from: parts.environment.start(cast.instance))
    }
    let states = try solutionStates(of: cast.instance)
    guard address.step < states.count else { throw .noSuchStep(address) }
    return try twins(at: address, cast, from: states[address.step])
  }

  /// The twins at every step of the instance's solution.
  public func twinsAlongSolution(
    at address: Address, variants: [String]?, framing: Framing
  ) throws(GenerationError) -> [[any Episode]] {
    let cast = Cast(wanted: variants, framing: framing, instance: try instance(at: address))
    var all: [[any Episode]] = []
    for (step, state) in try solutionStates(of: cast.instance).enumerated() {
      var address = address
      address.step = step
      all.append(try twins(at: address, cast, from: state))
    }
    return all
  }

  /// What the twins of an address have in common.
  private struct Cast {
    let wanted: [String]?
    let framing: Framing
    let instance: Parts.E.Instance
  }

  private func terms(at address: Address) throws(GenerationError) -> [Terms<Parts.E.Convention>] {
    do { return try parts.terms(at: address) } catch { throw .unknownName(error) }
  }

  private func instance(at address: Address) throws(GenerationError) -> Parts.E.Instance {
    var start = address
    start.step = 0
    return try parts.instance(at: start, for: terms(at: start))
  }

  /// The states in which the base language's solution still has a move to make.
  private func solutionStates(
    of instance: Parts.E.Instance
  ) throws(GenerationError) -> [Parts.E.State] {
    var state = parts.environment.start(instance)
    let plan: [Parts.E.Action]
    do { plan = try parts.solver.solve(state, under: parts.base) ?? [] } catch {
      throw .search(error)
    }
    var states: [Parts.E.State] = []
    for action in plan {
      states.append(state)
      _ = parts.environment.step(&state, action, under: parts.base)
    }
    return states
  }

  private func twins(
    at address: Address, _ cast: Cast, from state: Parts.E.State
  ) throws(GenerationError) -> [TextEpisode<Parts>] {
    let wanted = cast.wanted ?? address.cohort
    for variant in wanted where !address.cohort.contains(variant) {
      throw .unknownName(UnknownName("variant in the cohort", variant, known: address.cohort))
    }
    // Terms have streams of their own, so those of the other twins need not be drawn.
    var own = address
    own.cohort = wanted
    return zip(wanted, try terms(at: own)).map { variant, terms in
      TextEpisode(
        parts: parts,
        identity: EpisodeIdentity(address: address, variant: variant, framing: cast.framing),
        instance: cast.instance, terms: terms, state: state)
    }
  }
}
