import VariantGymCore

extension Laws {
  /// Twins' prompts are the same where the same is shown, and tell apart whatever differs.
  func checkPrompts(_ twins: [TextEpisode<Parts>], _ report: inout Report) {
    let texts = twins.map { Text($0.messages) }
    for (index, twin) in twins.enumerated() {
      for (other, otherText) in zip(twins, texts).prefix(index) {
        let text = texts[index]
        var names: String {
          "\(other.identity.variant) and \(twin.identity.variant) "
            + "(\(twin.identity.framing.wording))"
        }
        report.expect(
          (text.messages == otherText.messages) == (twin.terms.shown == other.terms.shown), .twins,
          "prompts of \(names) are the same, or differ, where what they show does not")
        // Counts that differ would betray the variant by its layout alone.
        report.expect(
          twin.terms.shown == nil || other.terms.shown == nil
            || (text.lines, text.words) == (otherText.lines, otherText.words), .twins,
          "prompts of \(names) differ in the number of lines or words")
      }
    }
  }

  /// The wordings of the prompts, on the instance of the twins.
  func checkWordings(_ twins: [TextEpisode<Parts>], _ report: inout Report) {
    guard let first = twins.first else { return }
    let wordings = family.wordings
    report.expect(
      Set(wordings.all + [.varied]).count == wordings.all.count + 1, .wording,
      "two wordings have one name: \(wordings.all)")
    for wording in wordings.all {
      checkPrompts(twins.map { put($0) { $0.wording = wording } }, &report)
      checkForms(first, wording, &report)
    }
    let prompts = wordings.all.map { wording in put(first) { $0.wording = wording }.messages }
    report.expect(Set(prompts).count == prompts.count, .wording, "two wordings have one text")
    let pool = wordings[first.identity.address.split]
    guard !pool.isEmpty else { return }
    let varied = put(first) { $0.wording = .varied }.messages
    report.expect(
      pool.contains { name in put(first) { $0.wording = name }.messages == varied }, .wording,
      "the varied wording is none of the split's own")
  }

  /// A prompt tells whether a thought is wanted, and what the answer stands in.
  private func checkForms(
    _ episode: TextEpisode<Parts>, _ wording: Framing.Wording, _ report: inout Report
  ) {
    var prompts: Set<[Message]> = []
    for container in Framing.Container.allCases {
      for asksForThought in [false, true] {
        prompts.insert(
          put(episode) {
            ($0.wording, $0.container, $0.asksForThought) = (wording, container, asksForThought)
          }.messages)
      }
    }
    report.expect(
      prompts.count == Framing.Container.allCases.count * 2, .wording,
      "the wording \(wording) does not tell every form of a reply")
  }

  /// The episode, put otherwise.
  private func put(
    _ episode: TextEpisode<Parts>, _ change: (inout Framing) -> Void
  ) -> TextEpisode<Parts> {
    var framing = episode.identity.framing
    change(&framing)
    return TextEpisode(
      parts: parts,
      identity: EpisodeIdentity(
        address: episode.identity.address, variant: episode.identity.variant, framing: framing),
      instance: episode.instance, terms: episode.terms, state: episode.state)
  }
}

/// A prompt, and how long it is.
private struct Text {
  let messages: [Message]
  let lines: Int
  let words: Int

  init(_ messages: [Message]) {
    self.messages = messages
    let texts = messages.map(\.content)
    lines = texts.reduce(0) { $0 + $1.utf8.count { $0 == UInt8(ascii: "\n") } }
    words = texts.reduce(0) { count, text in
      count + text.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.count
    }
  }
}
