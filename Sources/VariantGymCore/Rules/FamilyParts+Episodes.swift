extension FamilyParts {
  /// Episodes of an address, one for each of the given variants, all on one instance.
  @inlinable
  public func episodes(
    at address: Address, variants: [String]?, framing: Framing
  ) throws(GenerationError) -> [TextEpisode<Self>] {
    try checkWording(of: framing, in: address.split)
    let instance = try startingInstance(at: address)
    guard address.step > 0 else {
      return try episodes(at: address, variants, framing, instance, environment.start(instance))
    }
    let states = try solutionStates(of: instance)
    guard address.step < states.count else { throw .noSuchStep(address) }
    return try episodes(at: address, variants, framing, instance, states[address.step])
  }

  /// The episodes at every step of the instance's solution, from the start to the last move.
  @inlinable
  public func episodesAlongSolution(
    at address: Address, variants: [String]?, framing: Framing
  ) throws(GenerationError) -> [[TextEpisode<Self>]] {
    try checkWording(of: framing, in: address.split)
    let instance = try startingInstance(at: address)
    var all: [[TextEpisode<Self>]] = []
    for (step, state) in try solutionStates(of: instance).enumerated() {
      var address = address
      address.step = step
      all.append(try episodes(at: address, variants, framing, instance, state))
    }
    return all
  }

  @inlinable
  func checkWording(of framing: Framing, in split: Split) throws(GenerationError) {
    let wordings = renderer.prompts.wordings
    do throws(UnknownName) {
      try wordings.check(framing.wording, in: split, of: name)
    } catch { throw .unknownName(error) }
  }

  @inlinable
  func knownTerms(at address: Address) throws(GenerationError) -> [Terms<E.Convention>] {
    do throws(UnknownName) { return try terms(at: address) } catch { throw .unknownName(error) }
  }

  @inlinable
  func startingInstance(at address: Address) throws(GenerationError) -> E.Instance {
    var start = address
    start.step = 0
    return try instance(at: start, for: knownTerms(at: start))
  }

  /// The states in which the base language's solution still has a move to make.
  @inlinable
  func solutionStates(of instance: E.Instance) throws(GenerationError) -> [E.State] {
    var state = environment.start(instance)
    let plan: [E.Action]
    do throws(SearchLimit) { plan = try solver.solve(state, under: base) ?? [] } catch {
      throw .search(error)
    }
    var states: [E.State] = []
    for action in plan {
      states.append(state)
      _ = environment.step(&state, action, under: base)
    }
    return states
  }

  @inlinable
  func episodes(
    at address: Address, _ variants: [String]?, _ framing: Framing, _ instance: E.Instance,
    _ state: E.State
  ) throws(GenerationError) -> [TextEpisode<Self>] {
    let wanted = variants ?? address.cohort
    for variant in wanted where !address.cohort.contains(variant) {
      throw .unknownName(UnknownName("variant in the cohort", variant, known: address.cohort))
    }
    // Terms have streams of their own, so those of the other twins need not be drawn.
    var own = address
    own.cohort = wanted
    let terms = try knownTerms(at: own)
    var episodes: [TextEpisode<Self>] = []
    episodes.reserveCapacity(wanted.count)
    for (variant, terms) in zip(wanted, terms) {
      episodes.append(
        TextEpisode(
          parts: self,
          identity: EpisodeIdentity(address: address, variant: variant, framing: framing),
          instance: instance, terms: terms, state: state))
    }
    return episodes
  }
}
