public import VariantGym

extension Catalog {
  /// The environments as studies set them up: words that tiny models can copy, and the variants
  /// `any-labels`, `any-rule`, `label-sets-N` and `rules-N`, where N is 1, 2, 4, 16 or 64, and `all-6`
  /// with its fake, a rule that no trial has.
  public static let study = Catalog([
    Family(SokobanParts(pools: StudyVariants.words, ownVariants: StudyVariants.sokoban)),
    Family(PointsParts(ownVariants: StudyVariants.points)),
  ])
}

/// The variants that the study has beside those of the library: what the base model learns from, and
/// limited numbers of languages.
enum StudyVariants {
  /// Numbers of languages between one and many.
  static let counts = [1, 2, 4, 16, 64]

  /// The style of thoughts that tiny models can learn.
  static let thoughtStyle = "terse"

  static let anyLabels = "any-labels"
  static let anyRule = "any-rule"
  static func labelSets(_ count: Int) -> String { "label-sets-\(count)" }
  static func rules(_ count: Int) -> String { "rules-\(count)" }

  // MARK: Sokoban

  static let sokoban: [any InstructionVariant<LabelSet>] =
    [DrawnVariant(anyLabels, from: randomLabelSets)]
    + counts.map { DrawnVariant(labelSets($0), from: Array(wordSets.prefix($0))) }

  /// Strings that serve as words: short, so that tiny models can copy them; not all of one length or
  /// kind of character, which would be learned as well; as long as the longest label of a trial, lest
  /// length decide instead of language; and many, so that copying pays sooner than learning them by
  /// heart. Labels of trials do not occur.
  static let words: WordPools = {
    var random = Random(seed: 1)
    var words: [String] = []
    var seen = reserved
    while words.count < 1200 {
      let word = randomLabel(using: &random)
      if seen.insert(word.lowercased()).inserted { words.append(word) }
    }
    guard
      let pools = try? WordPools(
        training: Array(words[200...]), validation: Array(words[..<100]),
        test: Array(words[100..<200]))
    else { preconditionFailure("the words are labels, and differ") }
    return pools
  }()

  /// Label sets of training words, no two alike.
  private static let wordSets: [LabelSet] = {
    let words = Self.words.training
    return (0..<64).map { index in labelSet(Array(words[4 * index..<4 * index + 4])) }
  }()

  /// Label sets of random strings, for the base model.
  private static let randomLabelSets: [LabelSet] = {
    var random = Random(seed: 2)
    let kept = reserved.union((words.validation + words.test).map { $0.lowercased() })
    var sets: [LabelSet] = []
    while sets.count < 5000 {
      let labels = (0..<4).map { _ in randomLabel(using: &random) }
      guard labels.allSatisfy({ !kept.contains($0.lowercased()) }) else { continue }
      if let set = try? LabelSet(up: labels[0], down: labels[1], left: labels[2], right: labels[3])
      {
        sets.append(set)
      }
    }
    return sets
  }()

  /// The labels of trials and of base, in lower case.
  private static let reserved = Set(
    [LabelSet.base, .cardinal, .emoji, .numerical, .alphabetical, .symbols].flatMap { set in
      Direction.allCases.map { set[$0].lowercased() }
    })

  /// One to six characters of one kind or of all.
  private static func randomLabel(using random: inout Random) -> String {
    let alphabets = [
      Array("abcdefghijklmnopqrstuvwxyz"), Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), Array("0123456789"),
      Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789*&%$#@!?"),
    ]
    let alphabet = random.pick(from: alphabets)
    return String((0..<1 + random.below(6)).map { _ in random.pick(from: alphabet) })
  }

  private static func labelSet(_ words: [String]) -> LabelSet {
    guard let set = try? LabelSet(up: words[0], down: words[1], left: words[2], right: words[3])
    else { preconditionFailure("words of a pool are labels") }
    return set
  }

  // MARK: General Points

  static let points: [any InstructionVariant<FaceRule>] =
    [
      DrawnVariant(anyRule, from: randomRules),
      FixedVariant(validationRule, Terms(honest: sixes, mustDiscriminate: true)),
      FixedVariant(
        "fake-\(validationRule)",
        Terms(shown: sixes, accepted: .base, mustDiscriminate: true)),
    ]
    + counts.map { DrawnVariant(rules($0), from: Array(randomRules.prefix($0))) }

  /// A rule to look at while models are trained, so that no rule of a trial is.
  static let validationRule = "all-6"

  private static let sixes: FaceRule = {
    guard let rule = try? FaceRule(jack: 6, queen: 6, king: 6) else {
      preconditionFailure("six is a value")
    }
    return rule
  }()

  /// Every rule that gives the faces 1 to 13, save those of trials and base, in an order of its own.
  private static let randomRules: [FaceRule] = {
    let reserved: Set<String> = [
      "J=5 K=5 Q=5", "J=6 K=6 Q=6", "J=7 K=7 Q=7", "J=12 K=12 Q=12", "J=11 K=13 Q=12",
    ]
    var rules: [FaceRule] = []
    for jack in 1...13 {
      for queen in 1...13 {
        for king in 1...13 {
          guard let rule = try? FaceRule(jack: jack, queen: queen, king: king),
            rule != .base, !reserved.contains(rule.description)
          else { continue }
          rules.append(rule)
        }
      }
    }
    var random = Random(seed: 3)
    random.shuffle(&rules)
    return rules
  }()
}
