import VariantGymCore

extension Laws {
  func checkThoughts(_ episode: TextEpisode<Parts>, _ report: inout Report) throws {
    // An answer that the prompt has opened leaves no place for a thought.
    guard episode.identity.framing.prefill != .answer else { return }
    let styles = family.styles.filter { $0 != answerOnlyStyle }
    guard !styles.isEmpty else { return }
    // One style an instance: over many instances every style has its turn, with and without variety,
    // which may need all solutions and so is rarer.
    let index = episode.identity.address.index
    let form = ThoughtForm(
      style: styles[index % styles.count], isVaried: index / styles.count % 4 == 3)
    // Where the prompt asks for the training language, the voices say the same.
    let voices: [Voice] = episode.terms.asked == parts.base ? [.obedient] : [.obedient, .clinging]
    for voice in voices {
      let gold = try episode.gold(voice, form: form)
      let found = episode.checkThought(of: gold.text, voice: voice)
      report.expect(
        !gold.isSolution || found.isProven, .thought,
        "a \(form.style) thought is not proven (\(describe(found, of: gold.text))): \(gold.text)")
    }
    // Wrong twins take longer than all else here.
    if index.isMultiple(of: 10) { try checkNegatives(episode, form, &report) }
  }

  private func checkNegatives(
    _ episode: TextEpisode<Parts>, _ form: ThoughtForm, _ report: inout Report
  ) throws {
    for negative in try episode.negatives(form: form) {
      let found = episode.checkThought(of: negative.text)
      report.expect(
        found.fault == negative.fault, .thought,
        "\(negative.fault.rawValue) was taken for \(describe(found, of: negative.text))")
      // What the prompt announces, not what a fake accepts, makes a twin wrong.
      guard !episode.isFake else { continue }
      report.expect(
        try !episode.isGold(negative.text), .thought, "a wrong twin is right: \(negative.text)")
    }
  }

  private func describe(_ found: TraceReport, of reply: String) -> String {
    let fault = found.fault?.rawValue ?? "no fault"
    return found.firstUnread.map { "\(fault), unread at \($0)" } ?? fault
  }
}
