public import VariantGymCore

/// All parts of Sokoban, as the paper has it.
public struct SokobanParts: FamilyParts {
  /// The stable name.
  public let name = "sokoban"
  /// The most turns of an episode; the paper's limit is 30.
  public let turnLimit: Int
  /// Layouts are plenty, so most of them serve for training.
  public let shares: SplitShares
  /// Up, Down, Left, Right.
  public let base = LabelSet.base
  /// Every label set, its fake probe, what else `SokobanVariants` lists, and one's own.
  public let variants: [any InstructionVariant<LabelSet>]
  /// The rules.
  public let environment = SokobanRules()
  /// The paper's four sizes, a ladder beyond them, and the given levels.
  public let scaler: SokobanScaler
  /// The full prompt.
  public let renderer = SokobanRenderer()
  /// Labels.
  public let format = SokobanReplyFormat()
  /// Right once solved.
  public let verifier = SokobanVerifier()
  /// The paper's rewards.
  public let reward = SokobanReward()
  /// Shortest plans.
  public let solver = SokobanSolver()
  /// Positions, plan and labels.
  public let narrator: SokobanNarrator
  /// Reads every style.
  public let traceVerifier: SokobanTraceVerifier

  private let levels: [Level]
  private let pools: WordPools
  private let ownVariants: [any InstructionVariant<LabelSet>]

  /// Sokoban with the library's word pools, or with one's own.
  ///
  /// ```swift
  /// let levels = try LevelCollection(parsing: text).levels
  /// let family = Family(SokobanParts(levels: levels, turnLimit: 200))
  /// // difficulty "levels": index 0 is the first usable level of the split, and so on in order
  /// ```
  /// - Parameters:
  ///   - levels: What the difficulty "levels" draws from; without levels there is none. Each is
  ///     solved once here, which may take seconds for hard ones: see `SokobanScaler.levels`.
  ///   - turnLimit: The most turns of an episode, at least 1; every instance can be solved in them.
  ///   - shares: How much of the content belongs to each split. Levels go by it too: where all of
  ///     them are for testing, say `SplitShares(train: 0, validation: 0)`.
  ///   - pools: The words of the random-words variants.
  ///   - ownVariants: Variants beside those of the library, with names of their own.
  ///   - narrator: With the library's styles, or with one's own.
  ///   - traceVerifier: With the phrases of one's own styles.
  public init(
    levels: [Level] = [], turnLimit: Int = 30,
    shares: SplitShares = SplitShares(train: 800, validation: 100), pools: WordPools = .english,
    ownVariants: [any InstructionVariant<LabelSet>] = [],
    narrator: SokobanNarrator = SokobanNarrator(),
    traceVerifier: SokobanTraceVerifier = SokobanTraceVerifier()
  ) {
    self.narrator = narrator
    self.traceVerifier = traceVerifier
    precondition(turnLimit >= 1, "an episode has at least one turn")
    self.turnLimit = turnLimit
    self.shares = shares
    self.levels = levels
    self.pools = pools
    self.ownVariants = ownVariants
    scaler = SokobanScaler(turnLimit: turnLimit, levels: levels, shares: shares)
    variants = SokobanVariants.all(pools: pools) + ownVariants
  }

  /// The same with other settings: the texts `levels` (a file of levels) and `words` (see
  /// `WordPools.init(parsing:)`), the turn limit, the shares.
  ///
  /// - Throws: `SettingsError` with the place of the fault.
  public func configured(_ settings: FamilySettings) throws(SettingsError) -> SokobanParts {
    // Those as they were given: another turn limit leaves others out.
    var levels = levels
    var pools = pools
    for (name, text) in settings.texts.sorted(by: { $0.key < $1.key }) {
      do {
        switch name {
        case "levels": levels = try LevelCollection(parsing: text).levels
        case "words": pools = try WordPools(parsing: text)
        default: throw SettingsError(name, "sokoban knows the texts levels and words")
        }
      } catch let error as SettingsError {
        throw error
      } catch {
        throw SettingsError(name, "\(error)")
      }
    }
    let turnLimit = settings.turnLimit ?? turnLimit
    guard turnLimit >= 1 else {
      throw SettingsError("turnLimit", "an episode has at least one turn")
    }
    return SokobanParts(
      levels: levels, turnLimit: turnLimit, shares: settings.shares ?? shares, pools: pools,
      ownVariants: ownVariants, narrator: narrator, traceVerifier: traceVerifier)
  }

  /// The layout: reachable floor and targets, under symmetry and translation. No move changes it.
  public func contentKeys(of instance: Board, under conventions: [LabelSet]) -> [ContentKey] {
    [SokobanScaler.contentKey(of: instance)]
  }

  /// The board, under symmetry and translation.
  public func stateKeys(of state: Board, under conventions: [LabelSet]) -> [ContentKey] {
    [ContentKey(digest: state.canonicalState.digest)]
  }

  /// The starting board, under symmetry and translation.
  public func identityKey(of instance: Board) -> ContentKey {
    ContentKey(digest: instance.canonicalState.digest)
  }

  /// Random moves; every label is well-formed.
  public func wellFormedActions(
    _ count: Int, in state: Board, under convention: LabelSet, using random: inout Random
  ) -> [Direction] {
    (0..<count).map { _ in random.pick(from: Direction.allCases) }
  }
}
