public import VariantGymCore

/// Every way to instruct in General Points, in a stable order.
public enum PointsVariants {
  /// The variants of the paper. Hands of the unseen rules hold face cards that tell the rule from
  /// base; those of the training mixes may hold none.
  public static func all() -> [any InstructionVariant<FaceRule>] {
    var variants: [any InstructionVariant<FaceRule>] = [
      FixedVariant("base", Terms(honest: .base)),
      DrawnVariant("diverse", from: FaceRule.diverse),
      DrawnVariant("diverse-mixed", from: FaceRule.mixed),
    ]
    for (name, rule) in unseenRules {
      variants.append(FixedVariant(name, Terms(honest: rule, mustDiscriminate: true)))
      variants.append(
        FixedVariant(
          "fake-\(name)", Terms(shown: rule, accepted: .base, mustDiscriminate: true)))
    }
    return variants
  }

  /// The rules kept for evaluation, by name.
  static let unseenRules: [(name: String, rule: FaceRule)] = [
    ("regular", .regular), ("all-5", .all(5)), ("all-7", .all(7)), ("all-12", .all(12)),
  ]
}
