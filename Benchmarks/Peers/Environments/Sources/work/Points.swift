import VariantGym

extension Peer {
  /// Rows of four cards: the prompt, all gold answers, a gold reply and the proof of it.
  static func rows() throws -> Work {
    var seed: UInt64 = 0
    return Work { count in
      seed += 1
      let recipe = Recipe(
        name: "rows", family: "general-points", difficulty: Mixture("four"), split: .train,
        variant: Mixture("base"), content: .replies(style: "answer-only"), sampling: .start,
        rows: count, seed: seed)
      for try await record in try Dataset(recipe, catalog: .standard, threads: 1) {
        keep(record)
      }
      return Done(count: count)
    }
  }

  /// Correct replies to hands of four, text in and reward out.
  static func scores() throws -> Work {
    let replies = try hands(within: 1...10).compactMap(correctReply)
    precondition(replies.allSatisfy { $0.scorer.score($0.text).verdict.correctness == .correct })
    return Work { count in
      for number in 0..<count {
        let reply = replies[number % replies.count]
        keep(reply.scorer.score(reply.text))
      }
      return Done(count: count)
    }
  }

  private static func correctReply(
    to numbers: [Int]
  ) throws -> (scorer: PointsScorer, text: String)? {
    let hand = Hand(cards: numbers.map(Card.number))
    let parts = PointsParts()
    let state = parts.environment.start(hand)
    guard let plan = try parts.solver.solve(state, under: .base) else { return nil }
    let answer = parts.format.write(plan, in: state, under: .base)
    return (
      scorer: PointsScorer(hand: hand, terms: Terms(honest: .base)),
      text: ReplyLayout.compose(thought: "", answer: answer, prefill: .none)
    )
  }

  /// All hands of four numbers from 1 to 13, told whether they make 24, again and again.
  static func decisions() -> Work {
    sweeps { hand in try PointsSearch.isSolvable(hand) }
  }

  /// All distinct solutions of each of those hands, as text.
  static func solutions() -> Work {
    sweeps { hand in
      let solutions = try PointsSearch.solutions(of: hand)
      for solution in solutions { keep(solution.description) }
      return !solutions.isEmpty
    }
  }

  private static func sweeps(_ makes24: @escaping ([Int]) throws -> Bool) -> Work {
    let hands = hands(within: 1...13)
    return Work { count in
      let sweeps = max(1, count / hands.count)
      var solvable = 0
      for _ in 0..<sweeps {
        solvable = try hands.count(where: makes24)
      }
      return Done(count: sweeps * hands.count, solvable: solvable)
    }
  }
}

/// All hands of four numbers.
private func hands(within range: ClosedRange<Int>) -> [[Int]] {
  range.flatMap { a in
    (a...range.upperBound).flatMap { b in
      (b...range.upperBound).flatMap { c in (c...range.upperBound).map { d in [a, b, c, d] } }
    }
  }
}
