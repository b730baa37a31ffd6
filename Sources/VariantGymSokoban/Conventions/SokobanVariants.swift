public import VariantGymCore

/// Every way to instruct in Sokoban, in a stable order.
public enum SokobanVariants {
  /// The variants of the paper, and permuted labels; a fake probe for each announced set that
  /// differs from base.
  ///
  /// - Parameter pools: The words of the random-words variants.
  public static func all(
    pools: WordPools = .english
  ) -> [any InstructionVariant<LabelSet>] {
    var variants: [any InstructionVariant<LabelSet>] = [
      FixedVariant("base", Terms(honest: .base)),
      FixedVariant("empty", Terms(shown: nil, accepted: .base)),
    ]
    for (name, labels) in fixedSets {
      variants.append(FixedVariant(name, Terms(honest: labels)))
      variants.append(FixedVariant("fake-\(name)", Terms(shown: labels, accepted: .base)))
    }
    let labels = Dictionary(
      uniqueKeysWithValues: Split.allCases.map { ($0, pools[$0].map(Label.init)) })
    variants.append(RandomWords(name: "random-words", pools: labels, isFake: false))
    variants.append(RandomWords(name: "fake-random-words", pools: labels, isFake: true))
    variants.append(PermutedLabels(name: "permuted", isFake: false))
    variants.append(PermutedLabels(name: "fake-permuted", isFake: true))
    return variants
  }

  private static let fixedSets: [(String, LabelSet)] = [
    ("cardinal", .cardinal), ("emoji", .emoji), ("numerical", .numerical),
    ("alphabetical", .alphabetical), ("symbols", .symbols),
  ]
}

/// Four distinct words, drawn anew for every instance.
private struct RandomWords: InstructionVariant {
  let name: String
  let pools: [Split: [Label]]
  let isFake: Bool
  var vocabulary: String { "random-words" }

  func terms(split: Split, using random: inout Random) -> Terms<LabelSet> {
    // The pools hold nothing but distinct labels, so four of them always make a set.
    let labels = LabelSet(distinct: random.sample(4, of: pools[split] ?? []))
    return isFake ? Terms(shown: labels, accepted: .base) : Terms(honest: labels)
  }
}

/// The base words with exchanged meanings; no word keeps its own.
private struct PermutedLabels: InstructionVariant {
  let name: String
  let isFake: Bool
  var vocabulary: String { "permuted" }

  func terms(split: Split, using random: inout Random) -> Terms<LabelSet> {
    var order = [0, 1, 2, 3]
    // More than a third of all orders move every label, so the loop ends soon.
    repeat { random.shuffle(&order) } while order.indices.contains { order[$0] == $0 }
    let labels = LabelSet.base.permuted(order)
    return isFake ? Terms(shown: labels, accepted: .base) : Terms(honest: labels)
  }
}
