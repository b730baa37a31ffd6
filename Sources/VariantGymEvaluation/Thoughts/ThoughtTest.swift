public import VariantGymCore

/// Does the thought matter? A policy is made to continue thoughts that are not its own.
///
/// Each probe begins the reply with a thought and leaves the answer to the policy. After a verified
/// false thought the answer either follows it into the error, or is right in spite of it. After the
/// true thought of the same state it should be right: what is wrong there is not the thought's doing.
/// The policy must be able to continue a reply that is begun.
public struct ThoughtTest: Sendable {
  /// The probes, state by state: the true thought first.
  public let probes: [Probe]

  /// A reply that is begun with a thought.
  public struct Probe: Sendable {
    /// Whose prompt is shown.
    public let episode: any Episode
    /// The instance.
    public let key: ContentKey
    /// The reply up to the opened answer.
    public let opening: String
    /// The whole reply that the thought leads to.
    public let reply: String
    /// What is wrong with the thought; `nil` for the true one.
    public let fault: TraceFault?
  }

  /// The probes of some states.
  ///
  /// False thoughts whose error lies outside of the thought, such as an answer that it does not lead
  /// to, are no probes.
  ///
  /// - Parameters:
  ///   - episodes: Episodes whose current states are probed; those without a solution are left out,
  ///     and so are fakes.
  ///   - form: How the thoughts are told.
  /// - Throws: `SearchLimit` where the solver could not decide, and for an unknown style.
  public init(_ episodes: [any Episode], form: ThoughtForm) throws(SearchLimit) {
    var probes: [Probe] = []
    for episode in episodes where !episode.isFake {
      let gold = try episode.gold(.obedient, form: form)
      guard gold.isSolution, let own = Self.probe(episode, gold.text, nil) else { continue }
      probes.append(own)
      for negative in try episode.negatives(form: form) {
        // A true thought before a wrong answer says nothing: its words do not lead there.
        guard let probe = Self.probe(episode, negative.text, negative.fault),
          probe.opening != own.opening, !negative.fault.isOutsideOfThought
        else { continue }
        probes.append(probe)
      }
    }
    self.probes = probes
  }

  private static func probe(
    _ episode: any Episode, _ reply: String, _ fault: TraceFault?
  ) -> Probe? {
    guard let layout = try? ReplyLayout.dissect(reply, of: episode.identity.framing),
      !layout.thought.isEmpty
    else { return nil }
    let opening = String(decoding: reply.utf8.prefix(layout.answerOffset), as: UTF8.self)
    return Probe(
      episode: episode, key: episode.facts.identityKey, opening: opening, reply: reply,
      fault: fault)
  }

  /// Puts the probes to a policy.
  ///
  /// - Parameters:
  ///   - policy: Who continues the replies.
  ///   - sampling: How the answers are drawn.
  ///   - bootstrap: How intervals are found.
  public func run(
    _ policy: any Policy, sampling: Sampling = Sampling(), bootstrap: Bootstrap = Bootstrap()
  ) async -> ThoughtTestResult {
    let requests = probes.map { probe in
      Request(
        messages: probe.episode.messages,
        prefill: probe.episode.identity.framing.prefillText + probe.opening,
        episode: probe.episode.identity, history: [], sampling: sampling)
    }
    let results = await policy.answers(to: requests)
    return ThoughtTestResult(probes, results, Estimator(bootstrap: bootstrap))
  }
}

extension TraceFault {
  fileprivate var isOutsideOfThought: Bool {
    self == .wrongConclusion || self == .missingConclusion || self == .missingTranslation
  }
}

extension Policy {
  /// One result for each request, in order, asked as the policy likes to be asked.
  func answers(to requests: [Request]) async -> [Result<Reply, PolicyFailure>] {
    let batches = stride(from: 0, to: requests.count, by: capacity.batch).map {
      $0..<min($0 + capacity.batch, requests.count)
    }
    var results = [Result<Reply, PolicyFailure>](
      repeating: .failure(PolicyFailure("no result was given")), count: requests.count)
    await withTaskGroup(of: (Range<Int>, [Result<Reply, PolicyFailure>]).self) { group in
      for (number, batch) in batches.enumerated() {
        if number >= capacity.calls, let (done, replies) = await group.next() {
          for (place, reply) in zip(done, replies) { results[place] = reply }
        }
        group.addTask { (batch, await replies(to: Array(requests[batch]))) }
      }
      for await (done, replies) in group {
        for (place, reply) in zip(done, replies) { results[place] = reply }
      }
    }
    return results
  }
}
