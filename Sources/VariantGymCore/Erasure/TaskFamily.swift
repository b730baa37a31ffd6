/// An environment with all its parts, seen from the side of text.
public protocol TaskFamily: Sendable {
  /// A stable name, such as `sokoban`.
  var name: String { get }
  /// The names of the variants.
  var variants: [String] { get }
  /// The names of the difficulties.
  var difficulties: [String] { get }
  /// The names of the styles of thought, `answer-only` among them.
  var styles: [String] { get }
  /// The most turns that an episode may take.
  var turnLimit: Int { get }
  /// The most that one turn can earn, or `nil` where that depends on the state.
  var mostReward: Double? { get }
  /// How much of the content belongs to each split.
  var shares: SplitShares { get }

  /// What the text of a prompt shows, whoever wrote it.
  func content(ofPrompt text: String) -> PromptContent

  /// The same environment, set up otherwise.
  ///
  /// - Throws: `SettingsError` for settings that the environment does not have or cannot use.
  func configured(_ settings: FamilySettings) throws(SettingsError) -> any TaskFamily

  /// Episodes of an address, one for each of the given variants, all on one instance.
  ///
  /// - Parameters:
  ///   - address: Where the instance is found.
  ///   - variants: Members of the address's cohort; `nil` for all of it.
  ///   - framing: How the instance is put to a policy.
  /// - Throws: `GenerationError` for unknown names, and where no instance fits.
  func twins(
    at address: Address, variants: [String]?, framing: Framing
  ) throws(GenerationError) -> [any Episode]

  /// The twins at every step of the instance's solution, from the start to the last move.
  ///
  /// - Throws: As `twins`, and where the solver reached its limit.
  func twinsAlongSolution(
    at address: Address, variants: [String]?, framing: Framing
  ) throws(GenerationError) -> [[any Episode]]
}

extension TaskFamily {
  /// The episodes of an address, one for each variant of its cohort, all on one instance.
  public func twins(
    at address: Address, framing: Framing
  ) throws(GenerationError) -> [any Episode] {
    try twins(at: address, variants: nil, framing: framing)
  }

  /// The episode with the given identity.
  public func episode(_ identity: EpisodeIdentity) throws(GenerationError) -> any Episode {
    try twins(
      at: identity.address, variants: [identity.variant], framing: identity.framing)[0]
  }
}

/// The families that are known by name.
public struct Catalog: Sendable {
  /// The families, in order.
  public let families: [any TaskFamily]

  /// A catalog of the given families; names are unique.
  public init(_ families: [any TaskFamily]) {
    self.families = families
  }

  /// The family with a name.
  ///
  /// - Throws: `UnknownName`, which lists the names that exist.
  public func family(named name: String) throws(UnknownName) -> any TaskFamily {
    guard let family = families.first(where: { $0.name == name }) else {
      throw UnknownName("environment", name, known: families.map(\.name))
    }
    return family
  }

  /// The episode with the given identity.
  public func episode(_ identity: EpisodeIdentity) throws(GenerationError) -> any Episode {
    let family: any TaskFamily
    do { family = try self.family(named: identity.address.family) } catch {
      throw .unknownName(error)
    }
    return try family.episode(identity)
  }
}
