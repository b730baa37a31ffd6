import VariantGym

/// Asks a policy that always answers a prompt in the same way only once for each: an episode that is
/// stuck costs no more than one reply.
actor RememberingPolicy: Policy {
  private let policy: any Policy
  private var known: [Prompt: Result<Reply, PolicyFailure>] = [:]

  private struct Prompt: Hashable {
    let messages: [Message]
    let prefill: String
  }

  init(_ policy: any Policy) {
    self.policy = policy
  }

  nonisolated var capacity: Capacity { policy.capacity }

  func replies(to requests: [Request]) async -> [Result<Reply, PolicyFailure>] {
    let prompts = requests.map { Prompt(messages: $0.messages, prefill: $0.prefill) }
    var asked: [Request] = []
    var places: [Prompt: Int] = [:]
    for (prompt, request) in zip(prompts, requests)
    where known[prompt] == nil && places[prompt] == nil {
      places[prompt] = asked.count
      asked.append(request)
    }
    let replies = asked.isEmpty ? [] : await policy.replies(to: asked)
    for (prompt, place) in places { known[prompt] = replies[place] }
    return prompts.map { known[$0] ?? .failure(PolicyFailure("no result was given")) }
  }
}
