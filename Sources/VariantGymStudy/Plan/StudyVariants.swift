import VariantGym

/// The variants that the study has beside those of the library: what the base model learns from, and
/// limited numbers of languages.
enum StudyVariants {
  /// Numbers of languages between one and many.
  static let counts = [1, 2, 4, 16, 64]

  /// The style of thoughts that tiny models can learn.
  static let thoughtStyle = "terse"

  /// The environments with the variants of the study.
  static let catalog = Catalog([
    Family(SokobanParts(pools: words, ownVariants: sokoban)),
    Family(PointsParts(ownVariants: points)),
  ])

  static let anyLabels = "any-labels"
  static let anyRule = "any-rule"
  static func labelSets(_ count: Int) -> String { "label-sets-\(count)" }
  static func rules(_ count: Int) -> String { "rules-\(count)" }

  // MARK: Sokoban

  private static let sokoban: [any InstructionVariant<LabelSet>] =
    [DrawnVariant(anyLabels, from: randomLabelSets)]
    + counts.map { DrawnVariant(labelSets($0), from: Array(wordSets.prefix($0))) }

  /// Strings of one to four letters that can be spoken: many, so that copying pays sooner than learning
  /// them by heart; short, so that tiny models can copy them; and not all of one length, which would be
  /// learned as well.
  static let words: WordPools = {
    let (consonants, vowels) = (Array("bcdfghjklmnpqrstvwxyz"), Array("aeiou"))
    var random = Random(seed: 1)
    func words(_ count: Int, _ pattern: [[Character]]) -> [String] {
      var words: [String] = []
      while words.count < count {
        let word = String(pattern.map { random.pick(from: $0) })
        if !words.contains(word) { words.append(word) }
      }
      return words
    }
    var all =
      words(26, [consonants + vowels]) + words(100, [consonants, vowels])
      + words(200, [consonants, vowels, consonants])
      + words(200, [consonants, vowels, consonants, vowels])
    random.shuffle(&all)
    guard
      let pools = try? WordPools(
        training: Array(all[130...]), validation: Array(all[..<50]), test: Array(all[50..<130]))
    else { preconditionFailure("the words are labels, and differ") }
    return pools
  }()

  /// Label sets of training words, no two alike.
  private static let wordSets: [LabelSet] = {
    let words = Self.words.training
    return (0..<64).map { index in labelSet(Array(words[4 * index..<4 * index + 4])) }
  }()

  /// Label sets of random strings of one to three characters, which are what an instruction may ask
  /// for. Labels of trials do not occur.
  private static let randomLabelSets: [LabelSet] = {
    var random = Random(seed: 2)
    let reserved = Set(
      [LabelSet.cardinal, .emoji, .numerical, .alphabetical, .symbols].flatMap { set in
        Direction.allCases.map { set[$0].lowercased() }
      } + words.validation + words.test)
    var sets: [LabelSet] = []
    while sets.count < 5000 {
      let labels = (0..<4).map { _ in randomLabel(using: &random) }
      guard labels.allSatisfy({ !reserved.contains($0.lowercased()) }) else { continue }
      if let set = try? LabelSet(up: labels[0], down: labels[1], left: labels[2], right: labels[3])
      {
        sets.append(set)
      }
    }
    return sets
  }()

  private static func randomLabel(using random: inout Random) -> String {
    let alphabets = [
      Array("abcdefghijklmnopqrstuvwxyz"), Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), Array("0123456789"),
      Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789*&%$#@!?"),
    ]
    let alphabet = random.pick(from: alphabets)
    return String((0..<1 + random.below(3)).map { _ in random.pick(from: alphabet) })
  }

  private static func labelSet(_ words: [String]) -> LabelSet {
    guard let set = try? LabelSet(up: words[0], down: words[1], left: words[2], right: words[3])
    else { preconditionFailure("words of a pool are labels") }
    return set
  }

  // MARK: General Points

  private static let points: [any InstructionVariant<FaceRule>] =
    [DrawnVariant(anyRule, from: randomRules)]
    + counts.map { DrawnVariant(rules($0), from: Array(randomRules.prefix($0))) }

  /// Every rule that gives the faces 1 to 13, save those of trials and base, in an order of its own.
  private static let randomRules: [FaceRule] = {
    let reserved: Set<String> = ["J=5 K=5 Q=5", "J=7 K=7 Q=7", "J=12 K=12 Q=12", "J=11 K=13 Q=12"]
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
