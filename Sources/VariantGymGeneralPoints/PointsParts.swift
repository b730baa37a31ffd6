public import VariantGymCore

/// All parts of General Points, as the paper has it.
public struct PointsParts: FamilyParts {
  /// The stable name.
  public let name = "general-points"
  /// One answer decides.
  public let turnLimit = 1
  /// Half of all content is for testing: a fake probe needs hands that are unseen under both of
  /// its rules, which only a quarter of the hands then are.
  public let shares: SplitShares
  /// J = Q = K = 10.
  public let base = FaceRule.base
  /// Every rule, its fake probe, the training mixes, and one's own.
  public let variants: [any InstructionVariant<FaceRule>]
  /// The rules.
  public let environment = PointsRules()
  /// The paper's sizes.
  public let scaler: PointsScaler
  /// The full prompt.
  public let renderer = PointsRenderer()
  /// Objects.
  public let format = PointsReplyFormat()
  /// Exact arithmetic.
  public let verifier = PointsVerifier()
  /// The paper's rewards.
  public let reward = PointsReward()
  /// Exhaustive exact search.
  public let solver = PointsSolver()
  /// Values, joins and the check, in three styles.
  public let narrator: PointsNarrator
  /// Reads every style, and what it can of prose.
  public let traceVerifier: PointsTraceVerifier

  let target: Int
  private let ownVariants: [any InstructionVariant<FaceRule>]

  /// General Points with a target.
  ///
  /// - Parameters:
  ///   - target: What every hand must make.
  ///   - shares: How much of the content belongs to each split.
  ///   - ownVariants: Variants beside those of the library, with names of their own.
  ///   - narrator: With the library's styles, or with one's own.
  ///   - traceVerifier: With the phrases of one's own styles.
  public init(
    target: Int = 24, shares: SplitShares = SplitShares(train: 400, validation: 100),
    ownVariants: [any InstructionVariant<FaceRule>] = [],
    narrator: PointsNarrator = PointsNarrator(),
    traceVerifier: PointsTraceVerifier = PointsTraceVerifier()
  ) {
    self.target = target
    self.shares = shares
    self.ownVariants = ownVariants
    variants = PointsVariants.all() + ownVariants
    scaler = PointsScaler(target: target)
    self.narrator = narrator
    self.traceVerifier = traceVerifier
  }

  /// The same with other shares; there is nothing else to be set.
  ///
  /// - Throws: `SettingsError` for other settings.
  public func configured(_ settings: FamilySettings) throws(SettingsError) -> PointsParts {
    if let name = settings.texts.keys.min() {
      throw SettingsError(name, "general-points reads no texts")
    }
    guard settings.turnLimit ?? turnLimit == turnLimit else {
      throw SettingsError("turnLimit", "one answer decides in general-points")
    }
    return PointsParts(
      target: target, shares: settings.shares ?? shares, ownVariants: ownVariants,
      narrator: narrator, traceVerifier: traceVerifier)
  }

  /// The multiset of values under each rule, and the target. The order of the cards has no part.
  public func contentKeys(of instance: Hand, under conventions: [FaceRule]) -> [ContentKey] {
    conventions.map { rule in
      let values = instance.values(under: rule) ?? []
      let words = [instance.target] + values.sorted()
      return ContentKey(words: words.lazy.map { UInt64(bitPattern: Int64($0)) })
    }
  }

  /// The same as the content keys: an answer ends the play.
  public func stateKeys(
    of state: PointsRules.State, under conventions: [FaceRule]
  ) -> [ContentKey] {
    contentKeys(of: state.hand, under: conventions)
  }

  /// The multiset of cards, and the target.
  public func identityKey(of instance: Hand) -> ContentKey {
    let symbols = instance.cards.map(\.symbol).sorted().joined(separator: " ")
    return ContentKey(words: "\(instance.target): \(symbols)".utf8.lazy.map(UInt64.init))
  }

  /// One submission with the right numbers in random order, joined by random operators.
  public func wellFormedActions(
    _ count: Int, in state: PointsRules.State, under convention: FaceRule,
    using random: inout Random
  ) -> [PointsRules.Submission] {
    guard let values = state.hand.values(under: convention) else { return [] }
    var parts = values.map(Formula.number)
    random.shuffle(&parts)
    while parts.count > 1 {
      let symbol = random.pick(from: Formula.Operator.allCases)
      let left = parts.remove(at: random.below(parts.count))
      let right = parts.remove(at: random.below(parts.count))
      parts.append(.operation(symbol, left, right))
    }
    return [
      PointsRules.Submission(
        cards: state.hand.cards.map(\.symbol), numbers: values, formula: parts[0])
    ]
  }
}
