import Testing
import VariantGym

@Suite("Evaluator")
struct EvaluatorTests {
  @Test("how many are asked at once changes no result")
  func capacities() async throws {
    let tasks = try rooms()
    let settings = Evaluator.Settings(samples: 2)
    var runs: [[EpisodeResult]] = []
    for (batch, calls) in [(1, 1), (1, 16), (7, 1), (64, 1), (5, 3)] {
      runs.append(
        await Evaluator(
          policy: stray, settings: settings, capacity: Capacity(batch: batch, calls: calls)
        ).play(tasks))
    }
    #expect(runs.allSatisfy { $0 == runs[0] })
    #expect(runs[0].map(\.task) == (0..<tasks.count).flatMap { [$0, $0] })
    #expect(runs[0].map(\.sample) == (0..<tasks.count).flatMap { _ in [0, 1] })
    #expect(runs[0].allSatisfy { $0.isSuccess || $0.turns.count == 30 })
    #expect(runs[0][0].replies != runs[0][1].replies)
  }

  @Test("no episode waits for the turn of another", .timeLimit(.minutes(10)))
  func noBarrier() async throws {
    /// Lets the first task go on only when all others have ended, which a barrier would never reach.
    actor Gate: Policy {
      nonisolated let capacity = Capacity(batch: 1, calls: 3)
      private var answered = 0
      private var waiting: CheckedContinuation<Void, Never>?

      func replies(to requests: [Request]) async -> [Result<Reply, PolicyFailure>] {
        if requests[0].episode.address.index == 0, requests[0].turn == 0, answered < 5 * 30 {
          await withCheckedContinuation { waiting = $0 }
        }
        answered += 1
        if answered == 5 * 30 { waiting?.resume() }
        return [.success(Reply(text: ""))]
      }
    }
    let results = await Evaluator(policy: Gate()).play(try rooms(["base"]))
    #expect(results.count == 6 && results.allSatisfy { $0.turns.count == 30 })
  }

  @Test("a policy's failure ends its episode and is counted apart")
  func failures() async throws {
    let policy = FunctionPolicy { request in
      request.turn == 2 && request.episode.address.index == 1
        ? .failure(PolicyFailure("lost", cause: .connection)) : .success(strayReply(to: request))
    }
    let results = await Evaluator(policy: policy).play(try rooms(["base"]))
    #expect(results.map(\.isPlayed) == [true, false, true, true, true, true])
    #expect(results[1].turns.count == 2 && results[1].failure?.cause == .connection)
    #expect(results[1].analysis == nil)
    #expect(Summary(results).failures == 1 && Summary(results).episodes == 5)
  }

  @Test("earlier turns are repeated as far as asked for", arguments: [0, 1, 3, .max])
  func history(turns: Int) async throws {
    let policy = FunctionPolicy { request in
      let shown = min(request.turn, turns)
      let roles =
        Array(repeating: [Message.Role.user, .assistant], count: shown).joined() + [.user]
      let said = request.messages.filter { $0.role == .assistant }.map(\.content)
      let isRight =
        request.messages.map(\.role) == Array(roles)
        && said == request.history.suffix(shown).map { "\(request.prefill)\($0)" }
      return isRight
        ? .success(Reply(text: "move \(request.turn) </answer>")) : .failure(PolicyFailure("wrong"))
    }
    let family = try Catalog.standard.family(named: "sokoban")
    let address = Address(
      family: "sokoban", difficulty: "simple", split: .test, cohort: ["base"], index: 0)
    let episodes = try family.twins(at: address, framing: Framing(prefill: .answer))
    let results = await Evaluator(policy: policy, settings: .init(history: turns)).play(episodes)
    #expect(results[0].isPlayed && results[0].turns.count == 30)
  }

  @Test("a set's turn limit ends episodes early")
  func turnLimit() async throws {
    let set = EvaluationSet(
      name: "states", episodes: try rooms(["numerical"]).sets[0].episodes, turnLimit: 2)
    let results = await Evaluator(policy: stray).play(TaskList([set]))
    #expect(results.allSatisfy { $0.turns.count == 2 })
  }

  @Test("the solver's findings are those of a search after every turn")
  func analysis() async throws {
    let tasks = try rooms(["base", "numerical"], count: 12)
    var found = (mistakes: 0, dead: 0)
    for result in await Evaluator(policy: stray).play(tasks) {
      var episode = tasks[result.task].episode
      let analysis = try #require(result.analysis)
      #expect(try analysis.shortest == episode.distanceToSuccess())
      var (mistake, unsolvable): (Int?, Int?)
      for (turn, reply) in result.replies.enumerated() {
        if mistake == nil, try !episode.isGold(reply) { mistake = turn }
        _ = episode.submit(reply)
        if unsolvable == nil, try episode.distanceToSuccess() == nil { unsolvable = turn }
      }
      #expect(analysis.firstMistake == mistake)
      #expect(analysis.unsolvable == unsolvable)
      if mistake != nil { found.mistakes += 1 }
      if unsolvable != nil { found.dead += 1 }
    }
    #expect(found.mistakes > 10 && found.dead > 5)
  }

  @Test("the expert makes no mistake, and its thoughts are proven")
  func expert() async throws {
    let expert = ScriptedPolicy(.expert, catalog: .standard, style: "direct")
    let results = await Evaluator(policy: expert).play(try rooms(["base", "numerical"]))
    for result in results {
      #expect(result.analysis?.firstMistake == nil && result.analysis?.unsolvable == nil)
      #expect(Measure.gap.value(result) == 0 && Measure.proven.value(result) == 1)
      #expect(Measure.truth.value(result) == 1 && Measure.coverage.value(result) == 1)
    }
  }

  @Test("what is not analysed has no findings, and the same play")
  func withoutAnalysis() async throws {
    let tasks = try rooms()
    let full = await Evaluator(policy: stray).play(tasks)
    let plain = await Evaluator(policy: stray, settings: .init(analyses: false)).play(tasks)
    #expect(plain.allSatisfy { $0.analysis == nil && $0.turns.allSatisfy { $0.thought == nil } })
    #expect(full.map(\.replies) == plain.map(\.replies))
    #expect(full.map { $0.turns.map(\.record) } == plain.map { $0.turns.map(\.record) })
  }
}
