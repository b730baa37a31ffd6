import VariantGymCore

/// Finds to each fake the honest episode with the same prompt on the same instance.
///
/// What a policy reaches there is what its obedience is worth: the environment then understands what
/// the fake only announces.
struct Twins {
  private var honest: [Key: EpisodeResult] = [:]

  private struct Key: Hashable {
    let key: ContentKey
    let step: Int
    let variant: String
    let framing: Framing
    let sample: Int

    init(_ result: EpisodeResult) {
      key = result.key
      step = result.identity.address.step
      variant = result.identity.honestVariant
      framing = result.identity.framing
      sample = result.sample
    }
  }

  init(_ results: [EpisodeResult]) {
    // One turn says nothing of what a whole episode reaches: of several the longest is meant.
    for result in results where result.announcement == .honest && result.isPlayed {
      let key = Key(result)
      if honest[key].map({ $0.turns.count < result.turns.count }) ?? true { honest[key] = result }
    }
  }

  func honestTwin(of fake: EpisodeResult) -> EpisodeResult? { honest[Key(fake)] }
}

extension EpisodeIdentity {
  /// The variant that announces the same and means it: that of a fake without `fake-`.
  var honestVariant: String {
    variant.hasPrefix("fake-") ? String(variant.dropFirst("fake-".count)) : variant
  }
}
