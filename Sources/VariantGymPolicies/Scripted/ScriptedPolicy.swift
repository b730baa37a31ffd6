public import VariantGymCore

/// A policy that knows the environments: the known answers by which a system is tested.
///
/// It finds the state of an episode by playing the earlier replies again, so it needs nothing but
/// what every policy is given.
public struct ScriptedPolicy: Policy {
  /// How the script answers.
  public enum Script: Hashable, Sendable {
    /// Obeys the prompt with the solver's answer.
    case expert
    /// Obeys the prompt with a random answer.
    case randomValid
    /// Gives the solver's answer in the training language, whatever the prompt says.
    case clinging
  }

  private let script: Script
  private let style: String
  private let episodes: EpisodeCache

  /// A scripted policy.
  ///
  /// - Parameters:
  ///   - script: How it answers.
  ///   - catalog: Where the episodes are found.
  ///   - style: The style of its thoughts.
  public init(_ script: Script, catalog: Catalog, style: String = answerOnlyStyle) {
    self.script = script
    self.style = style
    episodes = EpisodeCache(catalog)
  }

  /// One reply for each request.
  public func replies(to requests: [Request]) async -> [Result<Reply, PolicyFailure>] {
    requests.map { request in
      do { return .success(try reply(to: request)) } catch {
        return .failure(PolicyFailure("\(error)"))
      }
    }
  }

  private func reply(to request: Request) throws -> Reply {
    let episode = try episodes.episode(request.episode, after: request.history)
    switch script {
    case .expert: return Reply(text: try episode.gold(.obedient, style: style).text)
    case .clinging: return Reply(text: try episode.gold(.clinging, style: style).text)
    case .randomValid:
      var random = request.random
      return Reply(text: episode.wellFormedReply(using: &random))
    }
  }
}
