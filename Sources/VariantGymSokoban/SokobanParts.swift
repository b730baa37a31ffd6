public import VariantGymCore

/// All parts of Sokoban, as the study has it.
public struct SokobanParts: FamilyParts {
  /// The stable name.
  public let name = "sokoban"
  /// The study's limit.
  public let turnLimit = 30
  /// Layouts are plenty, so most of them serve for training.
  public let shares = SplitShares(train: 800, validation: 100)
  /// Up, Down, Left, Right.
  public let base = LabelSet.base
  /// Every label set, its fake probe, and what else `SokobanVariants` lists.
  public let variants: [any InstructionVariant<LabelSet>]
  /// The rules.
  public let environment = SokobanRules()
  /// The study's four sizes.
  public let scaler = SokobanScaler(turnLimit: 30)
  /// The full prompt.
  public let renderer = SokobanRenderer()
  /// Labels.
  public let format = SokobanReplyFormat()
  /// Right once solved.
  public let verifier = SokobanVerifier()
  /// The study's rewards.
  public let reward = SokobanReward()
  /// Shortest plans.
  public let solver = SokobanSolver()
  /// Positions, plan and labels.
  public let narrator = SokobanNarrator()

  /// Sokoban with the library's word pools, or with one's own.
  public init(pools: WordPools = .english) {
    variants = SokobanVariants.all(pools: pools)
  }

  /// The layout: reachable floor and targets, under symmetry and translation. No move changes it.
  public func contentKeys(of instance: Board, under conventions: [LabelSet]) -> [ContentKey] {
    [ContentKey(digest: instance.canonicalLayout.digest)]
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
