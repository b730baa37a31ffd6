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
  public var styles: [String] { [answerOnlyStyle] + parts.narrator.styleNames }
  /// The most turns that an episode may take.
  public var turnLimit: Int { parts.turnLimit }
  /// The most that one turn can earn.
  public var mostReward: Double? { parts.reward.most }
  /// How much of the content belongs to each split.
  public var shares: SplitShares { parts.shares }

  /// What the text of a prompt shows, whoever wrote it.
  public func content(ofPrompt text: String) -> PromptContent { parts.content(ofPrompt: text) }

  /// The same environment, set up otherwise.
  public func configured(_ settings: FamilySettings) throws(SettingsError) -> any TaskFamily {
    settings.areDefault ? self : Family(try parts.configured(settings))
  }

  /// Episodes of an address, one for each of the given variants, all on one instance.
  public func twins(
    at address: Address, variants: [String]?, framing: Framing
  ) throws(GenerationError) -> [any Episode] {
    try parts.episodes(at: address, variants: variants, framing: framing)
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
    try parts.episodes(at: address, variants: variants, framing: framing)
  }

  /// The twins at every step of the instance's solution.
  public func twinsAlongSolution(
    at address: Address, variants: [String]?, framing: Framing
  ) throws(GenerationError) -> [[any Episode]] {
    try parts.episodesAlongSolution(at: address, variants: variants, framing: framing)
  }
}
