import Foundation
import VariantGymCore

/// Finds the state of an episode from its identity and its replies, without playing all of them
/// again in every turn.
final class EpisodeCache: @unchecked Sendable {
  private struct Play {
    var episode: any Episode
    var history: [String]
  }

  private let catalog: Catalog
  private let lock = NSLock()
  private var plays: [EpisodeIdentity: Play] = [:]
  /// How many episodes are remembered; when there are more, all are forgotten.
  private static let capacity = 4096

  init(_ catalog: Catalog) {
    self.catalog = catalog
  }

  func episode(
    _ identity: EpisodeIdentity, after history: [String]
  ) throws(GenerationError) -> any Episode {
    var play = recall(identity)
    if play == nil || !history.starts(with: play?.history ?? []) {
      play = Play(episode: try catalog.episode(identity), history: [])
    }
    guard var play else { preconditionFailure("an episode was neither recalled nor made") }
    for reply in history.dropFirst(play.history.count) { _ = play.episode.submit(reply) }
    play.history = history
    remember(play, as: identity)
    return play.episode
  }

  private func recall(_ identity: EpisodeIdentity) -> Play? {
    lock.withLock { plays[identity] }
  }

  private func remember(_ play: Play, as identity: EpisodeIdentity) {
    lock.withLock {
      if plays.count >= Self.capacity { plays.removeAll() }
      plays[identity] = play
    }
  }
}
