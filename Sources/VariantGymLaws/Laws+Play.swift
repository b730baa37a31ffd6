import VariantGymCore

extension Laws {
  func checkLanguage(_ episode: TextEpisode<Parts>, _ report: inout Report) throws {
    let state = episode.state
    let horizon = max(episode.identity.framing.horizon, 3)
    var random = episode.identity.address.stream(
      .policy(variant: episode.identity.variant, turn: 0))
    for convention in parts.splitConventions(of: [episode.terms]) {
      let actions = parts.wellFormedActions(3, in: state, under: convention, using: &random)
      let text = parts.format.write(actions, in: state, under: convention)
      for written in [text, " \(text)\n", "\(text)."] {
        let read = Result { () throws(ReadingError) in
          try parts.format.interpret(
            try parts.format.hear(written[...]), in: state, under: convention, horizon: horizon)
        }
        report.expect(
          (try? read.get()) == actions, .language, "'\(written)' was read as \(read)")
      }
      for framing in framings(horizon: horizon) {
        let reply = ReplyLayout.compose(
          thought: "so be it", answer: text, prefill: framing.prefill,
          container: framing.container)
        let read = parts.read(reply, in: state, under: Terms(honest: convention), framing: framing)
        report.expect(
          (try? read.scored.get()) == actions, .language,
          "in \(framing.container.rawValue), '\(reply)' was read as \(read.scored)")
      }
      report.expect(
        parts.verifier.isWellFormed(actions, in: state, under: convention), .language,
        "'\(text)' should be well-formed")
    }
  }

  /// Every container, with every prefill.
  private func framings(horizon: Int) -> [Framing] {
    Framing.Container.allCases.flatMap { container in
      [Framing.Prefill.none, .thought, .answer].map {
        Framing(horizon: horizon, prefill: $0, container: container)
      }
    }
  }

  func checkGold(_ episode: TextEpisode<Parts>, _ report: inout Report) throws {
    if episode.isFake { return }
    for style in family.styles {
      let gold = try episode.gold(.obedient, style: style)
      var play = episode
      let record = play.submit(gold.text)
      report.expect(
        try gold.isSolution && record.verdict.isValid && episode.isGold(gold.text), .gold,
        "the gold reply is refused (\(style)): \(gold.text)")
      report.expect(
        parts.reward.most.map { record.reward == $0 } ?? true, .gold,
        "gold earned \(record.reward): \(gold.text)")
    }
    let answers = try episode.goldAnswers()
    report.expect(!answers.isEmpty, .gold, "no gold answer is listed")
    for answer in answers {
      let reply = ReplyLayout.compose(
        thought: "", answer: answer, prefill: episode.identity.framing.prefill,
        container: episode.identity.framing.container)
      report.expect(try episode.isGold(reply), .gold, "'\(answer)' is listed as gold but refused")
    }
  }

  func checkFake(_ episode: TextEpisode<Parts>, _ report: inout Report) throws {
    guard episode.isFake else { return }
    let obedient = try episode.gold(.obedient, style: answerOnlyStyle).text
    var play = episode
    let obeying = play.submit(obedient)
    let differs = obeying.obedience == .ambiguous
    report.expect(
      try obeying.verdict.isValid && (differs || !episode.isGold(obedient)), .fake,
      "the obeying reply is not valid and wrong: \(obedient)")
    let habitual = try episode.gold(.clinging, style: answerOnlyStyle).text
    play = episode
    let clinging = play.submit(habitual)
    report.expect(
      try episode.isGold(habitual)
        && (!clinging.verdict.isValid || clinging.obedience == .ambiguous), .fake,
      "the clinging reply is not right and invalid: \(habitual)")
  }

  func checkObedience(_ episode: TextEpisode<Parts>, _ report: inout Report) throws {
    guard let shown = episode.terms.shown, shown != parts.base else { return }
    let voices: [(Voice, never: [Obedience])] = [
      (.obedient, never: [.clung, .neither]), (.clinging, never: [.obeyed, .neither]),
    ]
    for (voice, never) in voices {
      let gold = try episode.gold(voice, style: answerOnlyStyle)
      guard gold.isSolution else { continue }
      let found = try episode.obedience(of: gold.text, trained: ["base"])
      report.expect(
        !never.contains(found), .obedience,
        "the \(voice) reply was taken for \(found.rawValue): \(gold.text)")
      var play = episode
      let record = play.submit(gold.text).obedience
      report.expect(
        record == found || record == .ambiguous, .obedience,
        "the record says \(record.rawValue), not \(found.rawValue): \(gold.text)")
    }
  }

  func checkPlay(_ episode: TextEpisode<Parts>, _ report: inout Report) throws {
    var play = episode
    var distance = try play.distanceToSuccess()
    report.expect(
      try distance == parts.solver.solve(episode.state, under: episode.terms.accepted)?.count,
      .distance, "the start is said to be \(distance.map(String.init) ?? "nowhere") from success")
    while !play.isOver {
      let reply = try play.gold(.scored, style: answerOnlyStyle)
      let record = play.submit(reply.text)
      let left = try play.distanceToSuccess()
      report.expect(
        left == distance.map { $0 - record.actions }, .distance,
        "\(record.actions) gold actions lead from \(distance ?? -1) to \(left ?? -1)")
      distance = left
    }
    report.expect(play.status == .succeeded, .play, "gold does not win: \(episode.instance)")
    let finished = play.state
    let plan = try parts.solver.solve(episode.state, under: episode.terms.accepted) ?? []
    var state = finished
    for action in plan {
      _ = parts.environment.step(&state, action, under: episode.terms.accepted)
      report.expect(state == finished, .play, "a finished state changed: \(finished)")
    }
  }
}
