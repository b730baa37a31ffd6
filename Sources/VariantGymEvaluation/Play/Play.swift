import VariantGymCore

/// One episode under way.
struct Play: Sendable {
  let task: Int
  let sample: Int
  private let set: EvaluationSet
  private let settings: Evaluator.Settings
  private let start: any Episode
  private var episode: any Episode
  private var turns: [PlayedTurn] = []
  private var replies: [String] = []
  // The messages of earlier turns that are shown again, two for each turn.
  private var conversation: [Message] = []
  private var prompt: [Message] = []
  // The states after each turn, for the solver.
  private var states: [any Episode] = []
  private(set) var failure: PolicyFailure?

  init(_ tasks: TaskList, task: Int, sample: Int, settings: Evaluator.Settings) {
    self.task = task
    self.sample = sample
    self.settings = settings
    (set, start) = tasks[task]
    episode = start
  }

  var isOver: Bool {
    failure != nil || episode.isOver || turns.count >= set.turnLimit ?? .max
  }

  /// What the policy is asked next.
  mutating func nextRequest() -> Request {
    prompt = episode.messages
    let identity = episode.identity
    return Request(
      messages: conversation.isEmpty ? prompt : conversation + prompt,
      prefill: identity.framing.prefillText, episode: identity, history: replies, sample: sample,
      sampling: settings.sampling)
  }

  mutating func take(_ result: Result<Reply, PolicyFailure>) {
    switch result {
    case .success(let reply): take(reply)
    case .failure(let failure): self.failure = failure
    }
  }

  private mutating func take(_ reply: Reply) {
    let whole = reply.whole(in: episode.identity.framing)
    let thought = settings.analyses ? checkThought(of: whole) : nil
    // A record compares with base alone, and leaves open what only the solver can decide.
    let isDeclared = set.trained != ["base"]
    var obedience = isDeclared ? self.obedience(of: whole, in: episode) : .undecided
    let record = episode.submit(whole)
    if !isDeclared {
      let needsSolver = record.obedience == .ambiguous && settings.analyses
      obedience =
        needsSolver ? self.obedience(of: whole, in: states.last ?? start) : record.obedience
    }
    turns.append(
      PlayedTurn(reply: reply, record: record, obedience: obedience, thought: thought))
    replies.append(whole)
    if settings.analyses { states.append(episode) }
    remember(reply)
  }

  private func obedience(of reply: String, in episode: any Episode) -> Obedience {
    (try? episode.obedience(of: reply, trained: set.trained)) ?? .ambiguous
  }

  private mutating func remember(_ reply: Reply) {
    guard settings.history > 0 else { return }
    let framing = episode.identity.framing
    // Where a server told the thought apart, it is left out, and so is its opening.
    let isOpeningLeftOut = framing.prefill == .thought && reply.reasoning != nil
    let opening = isOpeningLeftOut ? "" : framing.prefillText
    conversation += prompt
    conversation.append(Message(role: .assistant, content: opening + reply.text))
    let most = min(settings.history, replies.count) * (prompt.count + 1)
    if conversation.count > most { conversation.removeFirst(conversation.count - most) }
  }

  private func checkThought(of reply: String) -> ThoughtCheck? {
    guard let layout = try? ReplyLayout.dissect(reply, of: episode.identity.framing),
      layout.thought.contains(where: { !$0.isWhitespace })
    else { return nil }
    return ThoughtCheck(episode.checkThought(of: reply))
  }

  /// What is kept of the episode.
  func result() -> EpisodeResult {
    let facts = start.facts
    return EpisodeResult(
      set: set.name, task: task, sample: sample, identity: start.identity, key: facts.identityKey,
      announcement: announcement(facts), turns: turns, failure: failure,
      analysis: failure == nil && settings.analyses ? try? analysis() : nil)
  }
}

extension Play {
  private func announcement(_ facts: EpisodeFacts) -> EpisodeResult.Announcement {
    if facts.shown == nil { return .none }
    if start.isFake { return .fake }
    return set.trained.contains(start.identity.variant) ? .habitual : .honest
  }
}

// MARK: - Analysis

extension Play {
  private func analysis() throws(SearchLimit) -> PlayAnalysis {
    PlayAnalysis(
      shortest: try start.distanceToSuccess(), firstMistake: try firstMistake(),
      unsolvable: try firstUnsolvable())
  }

  private func firstMistake() throws(SearchLimit) -> Int? {
    for (turn, reply) in replies.enumerated() {
      if try !(turn == 0 ? start : states[turn - 1]).isGold(reply) { return turn }
    }
    return nil
  }

  /// What cannot be solved stays so, so that the first such turn is found by halving.
  private func firstUnsolvable() throws(SearchLimit) -> Int? {
    func isUnsolvable(_ turn: Int) throws(SearchLimit) -> Bool {
      try states[turn].distanceToSuccess() == nil
    }
    guard let last = states.lastIndex(where: { $0.status == .running }), try isUnsolvable(last)
    else { return nil }
    var (low, high) = (0, last)
    while low < high {
      let middle = (low + high) / 2
      if try isUnsolvable(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
