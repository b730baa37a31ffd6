public import VariantGymCore

/// Finds states that a model could know from training.
///
/// States are compared by keys that look through symmetry, translation and the order of cards.
public struct LeakCheck: Sendable {
  private var known: Set<ContentKey> = []

  /// A check that knows nothing yet.
  public init() {}

  /// Learns the state that a training prompt shows.
  public mutating func train(on episode: any Episode) {
    known.formUnion(episode.facts.stateKeys)
  }

  /// Whether the current state of an episode stands in training.
  public func isKnown(_ episode: any Episode) -> Bool {
    episode.facts.stateKeys.contains(where: known.contains)
  }

  /// The turn, from 0, at which the expert's play first meets a state that stands in training;
  /// `nil` if it never does.
  ///
  /// - Throws: `SearchLimit` where the expert has no answer within the solver's limits.
  public func firstLeak(in episode: any Episode) throws(SearchLimit) -> Int? {
    var episode = episode
    while true {
      if isKnown(episode) { return episode.turn }
      if episode.isOver { return nil }
      // What counts is played, so that fakes run their course too.
      _ = episode.submit(try episode.gold(.scored, style: answerOnlyStyle).text)
    }
  }
}
