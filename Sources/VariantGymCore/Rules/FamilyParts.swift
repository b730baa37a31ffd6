/// All parts of one environment: what somebody writes to add an environment to the library.
///
/// `Family(parts)` turns the parts into text episodes, data sets and evaluations; `EnvironmentLoop`
/// gives the typed loop.
public protocol FamilyParts<E>: Sendable {
  /// The rules.
  associatedtype E: Environment
  /// The drawer of instances.
  associatedtype Scaler: DifficultyScaler<E>
  /// The writer of prompts.
  associatedtype Renderer: InstructionRenderer<E>
  /// The printer and reader of answers.
  associatedtype Format: ReplyFormat<E>
  /// The judge.
  associatedtype Judge: Verifier<E>
  /// The payer.
  associatedtype Payment: Reward<E>
  /// The finder of gold.
  associatedtype Search: Solver<E>
  /// The teller of thoughts.
  associatedtype Telling: Narrator<E>
  /// The checker of thoughts.
  associatedtype Auditor: TraceVerifier<E>

  /// A stable name, such as `sokoban`.
  var name: String { get }
  /// The most turns that an episode may take.
  var turnLimit: Int { get }
  /// How much of the content belongs to each split.
  var shares: SplitShares { get }
  /// What a model trained on the frozen prompt speaks.
  var base: E.Convention { get }
  /// Every way to instruct; one of them is named `base`, and `base` is what it accepts.
  var variants: [any InstructionVariant<E.Convention>] { get }

  /// The rules.
  var environment: E { get }
  /// The drawer of instances.
  var scaler: Scaler { get }
  /// The writer of prompts.
  var renderer: Renderer { get }
  /// The printer and reader of answers.
  var format: Format { get }
  /// The judge.
  var verifier: Judge { get }
  /// The payer.
  var reward: Payment { get }
  /// The finder of gold.
  var solver: Search { get }
  /// The teller of thoughts.
  var narrator: Telling { get }
  /// The checker of thoughts.
  var traceVerifier: Auditor { get }

  /// What a model could memorize of an instance under any of the conventions: content that no step
  /// can change. All keys must fall into the split of the instance.
  func contentKeys(of instance: E.Instance, under conventions: [E.Convention]) -> [ContentKey]

  /// What a model could memorize of one state, under any of the conventions. States that look
  /// alike, turned round or reordered, have keys in common.
  func stateKeys(of state: E.State, under conventions: [E.Convention]) -> [ContentKey]

  /// What makes two instances the same to a person: the same cards in another order, the same board
  /// turned round.
  func identityKey(of instance: E.Instance) -> ContentKey

  /// What the text of a prompt shows, whoever wrote it. The default finds nothing.
  ///
  /// Linear in the length of the text; it holds for any text at all.
  func content(ofPrompt text: String) -> PromptContent

  /// The prompt of an episode's current turn. The default is right for every environment.
  static func prompt(of episode: TextEpisode<Self>) -> String

  /// Reads a reply under each convention that differs. The default is right for every environment.
  func read(
    _ reply: String, in state: E.State, under terms: Terms<E.Convention>, framing: Framing
  ) -> Readings<E>

  /// Plays a reply in an episode. The default is right for every environment.
  static func submit(_ reply: String, to episode: inout TextEpisode<Self>) -> TurnRecord

  /// The solution of a voice as a reply; `nil` if there is none in its language. The default is right
  /// for every environment.
  func gold(
    _ voice: Voice, form: ThoughtForm, in state: E.State, turn: Int, of identity: EpisodeIdentity,
    under terms: Terms<E.Convention>
  ) throws(SearchLimit) -> GoldReply?

  /// Wrong twins of the reply that a plan leads to, each wrong in one way; of each fault the first
  /// that proves to be so is used. The default has none.
  ///
  /// - Parameters:
  ///   - plan: A solution from `state`.
  ///   - state: The state that the prompt shows.
  ///   - convention: What the prompt announces.
  ///   - horizon: How many actions the answer may hold.
  ///   - form: How the thoughts are told.
  ///   - choices: Where the form is varied, the stream of the gold reply's own choices.
  func corruptions(
    of plan: [E.Action], in state: E.State, under convention: E.Convention, horizon: Int,
    form: ThoughtForm, choices: Random?
  ) throws(SearchLimit) -> [Corruption]

  /// Wrong twins of the obedient gold reply, verified. The default is right for every environment.
  func negatives(
    form: ThoughtForm, in state: E.State, turn: Int, of identity: EpisodeIdentity,
    under terms: Terms<E.Convention>
  ) throws(SearchLimit) -> [Negative]

  /// Checks the thought of a reply. The default is right for every environment.
  func checkThought(
    of reply: String, in state: E.State, under convention: E.Convention, framing: Framing
  ) -> TraceReport

  /// Every answer that begins an optimal solution. The default is right for every environment.
  func goldAnswers(
    in state: E.State, under terms: Terms<E.Convention>
  ) throws(SearchLimit) -> [String]

  /// What can be said of a state as data. The default is right for every environment.
  func facts(
    of instance: E.Instance, in state: E.State, under terms: Terms<E.Convention>
  ) -> EpisodeFacts

  /// Episodes of an address, one for each of the given variants. The default is right for every
  /// environment.
  func episodes(
    at address: Address, variants: [String]?, framing: Framing
  ) throws(GenerationError) -> [TextEpisode<Self>]

  /// The episodes at every step of the instance's solution. The default is right for every
  /// environment.
  func episodesAlongSolution(
    at address: Address, variants: [String]?, framing: Framing
  ) throws(GenerationError) -> [[TextEpisode<Self>]]

  /// The same environment, set up otherwise. The default has nothing that could be set.
  ///
  /// - Throws: `SettingsError` for settings that the environment does not have or cannot use.
  func configured(_ settings: FamilySettings) throws(SettingsError) -> Self

  /// Draws the instance of an address. The default is right for every environment.
  func instance(
    at address: Address, for terms: [Terms<E.Convention>]
  ) throws(GenerationError) -> E.Instance

  /// Well-formed actions without regard to quality, for random policies and where no solution
  /// exists in the language of a policy.
  ///
  /// - Parameters:
  ///   - count: How many actions to draw; a family whose answer is one action gives one.
  ///   - state: The state in which they are given.
  ///   - convention: The language in which they are well-formed.
  ///   - random: A stream of the policy's own.
  func wellFormedActions(
    _ count: Int, in state: E.State, under convention: E.Convention, using random: inout Random
  ) -> [E.Action]
}

extension FamilyParts {
  /// What each variant of an address shows and accepts, in the order of its cohort.
  ///
  /// - Throws: `UnknownName` for a variant that does not exist.
  @inlinable
  public func terms(at address: Address) throws(UnknownName) -> [Terms<E.Convention>] {
    var all: [Terms<E.Convention>] = []
    for name in address.cohort {
      guard let variant = variants.first(where: { $0.name == name }) else {
        throw UnknownName("variant of \(self.name)", name, known: variants.map(\.name))
      }
      var random = address.stream(.terms(vocabulary: variant.vocabulary))
      all.append(variant.terms(split: address.split, using: &random))
    }
    return all
  }

  /// The conventions whose content keys decide the split: all that is shown or scored, and base.
  @inlinable
  public func splitConventions(of terms: [Terms<E.Convention>]) -> [E.Convention] {
    var conventions = [base]
    for convention in terms.flatMap({ [$0.asked, $0.accepted] })
    where !conventions.contains(convention) {
      conventions.append(convention)
    }
    return conventions
  }

  /// Draws the instance of an address, playable under the terms of its whole cohort.
  ///
  /// - Throws: `GenerationError` for unknown names, and where no instance fits within
  ///   `attemptLimit` draws.
  @inlinable
  public func instance(
    at address: Address, for terms: [Terms<E.Convention>]
  ) throws(GenerationError) -> E.Instance {
    guard scaler.ladder.contains(address.difficulty) else {
      throw .unknownName(
        UnknownName("difficulty of \(name)", address.difficulty, known: scaler.ladder))
    }
    let conventions = splitConventions(of: terms)
    var random = address.stream(.instance)
    for _ in 0..<attemptLimit {
      let candidate = scaler.candidate(at: address, for: terms, using: &random) { instance in
        contentKeys(of: instance, under: conventions)
          .allSatisfy { shares.split(of: $0) == address.split }
      }
      guard let candidate else { continue }
      // A candidate that cannot be decided within the limits is no instance; the next one may be.
      if (try? scaler.admits(candidate, at: address.difficulty, for: terms)) == true {
        return candidate
      }
    }
    throw .noInstance(address, attempts: attemptLimit)
  }

  /// The same environment, which has nothing that could be set.
  public func configured(_ settings: FamilySettings) throws(SettingsError) -> Self {
    if settings.areDefault { return self }
    let setting =
      settings.texts.keys.sorted().first ?? (settings.turnLimit == nil ? "shares" : "turnLimit")
    throw SettingsError(setting, "\(name) has no settings")
  }

  /// Nothing: the environment cannot find its instances in texts.
  public func content(ofPrompt text: String) -> PromptContent { PromptContent() }

  /// The most candidates that are drawn for one address.
  @inlinable
  public var attemptLimit: Int { 100_000 }
}
