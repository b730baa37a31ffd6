import Foundation
import Testing
import VariantGym

@Suite("Thoughts of policies")
struct ThoughtTests {
  private let form = ThoughtForm(style: "direct")

  /// Answers each probe by a rule.
  private func result(
    _ test: ThoughtTest, _ answer: @escaping @Sendable (ThoughtTest.Probe) -> String
  ) async -> ThoughtTestResult {
    let answers = Dictionary(
      test.probes.map { ($0.opening, answer($0)) }, uniquingKeysWith: { first, _ in first })
    return await test.run(
      FunctionPolicy { request in
        answers[request.prefill].map { .success(Reply(text: $0)) }
          ?? .failure(PolicyFailure("not asked for"))
      })
  }

  @Test("who follows false thoughts, who does not, and who does neither", arguments: [false, true])
  func causal(leavesOpen: Bool) async throws {
    let test = try ThoughtTest(try rooms(["numerical"], count: 8).sets[0].episodes, form: form)
    #expect(test.probes.count { $0.fault == nil } == 8 && test.probes.count > 16)
    let follower = await result(test) { probe in
      let rest = String(probe.reply.dropFirst(probe.opening.count))
      return leavesOpen ? rest.replacing("</answer>", with: "") : rest
    }
    #expect(follower.rows.allSatisfy { $0.followed?.value == 1 && $0.failures == 0 })
    #expect(follower.rows[0].right?.value == 1 && follower.rows[1].right?.value == 0)
    let stubborn = await result(test) { probe in
      let gold = try? probe.episode.gold(.obedient, form: .answerOnly).text
      return gold?.replacing("<answer>", with: "") ?? ""
    }
    #expect(stubborn.rows.allSatisfy { $0.right?.value == 1 })
    #expect(stubborn.rows[1].followed?.value == 0)
    let silent = await result(test) { _ in "?" }
    #expect(silent.rows.allSatisfy { $0.neither?.value == 1 })
    // The rows of single faults are the false thoughts once more.
    #expect(follower.rows.dropFirst(2).reduce(0) { $0 + $1.answers } == follower.rows[1].answers)
    let absent = await test.run(FunctionPolicy { _ in .failure(PolicyFailure("gone")) })
    #expect(absent.rows.allSatisfy { $0.answers == 0 && $0.followed == nil && $0.failures > 0 })
  }

  @Test(
    "thoughts are found, and answers judged, in every container",
    arguments: Framing.Container.allCases)
  func containers(container: Framing.Container) async throws {
    let tasks = try rooms(["numerical"], count: 4, framing: Framing(container: container))
    let test = try ThoughtTest(tasks.sets[0].episodes, form: form)
    #expect(test.probes.count { $0.fault == nil } == 4 && test.probes.count > 8)
    for leavesOpen in [false, true] {
      let follower = await result(test) { probe in
        let rest = probe.reply.dropFirst(probe.opening.count)
        let end = container == .tags ? "</answer>".count : container == .line ? 0 : 1
        return String(rest.dropLast(leavesOpen ? end : 0))
      }
      #expect(follower.rows.allSatisfy { $0.followed?.value == 1 && $0.failures == 0 })
      #expect(follower.rows[0].right?.value == 1 && follower.rows[1].right?.value == 0)
    }
    let expert = ScriptedPolicy(.expert, catalog: .standard, style: "direct")
    let run = await tasks.run(expert)
    #expect(run.results.allSatisfy { Measure.truth.value($0) == 1 })
    #expect(Distillation(run, standard: .proven).rejected == 0)
  }

  @Test("fakes are not probed, and hands are")
  func probes() throws {
    let fakes = try rooms(["fake-numerical"]).sets[0].episodes
    #expect(try ThoughtTest(fakes, form: form).probes.isEmpty)
    let hands = try StudySets.named("points-regular").episodes(in: .standard).prefix(4)
    let style = try Catalog.standard.family(named: "general-points").styles[1]
    let test = try ThoughtTest(Array(hands), form: ThoughtForm(style: style))
    #expect(test.probes.count { $0.fault == nil } == 4 && test.probes.contains { $0.fault != nil })
  }

  @Test("only verified replies are distilled, each once")
  func distillation() async throws {
    let episodes = try rooms(["base"], count: 6).sets[0].episodes
    let tasks = TaskList([EvaluationSet(name: "states", episodes: episodes, turnLimit: 1)])
    let form = form
    // Sample by sample: gold, gold with other spaces, a bare answer, a false thought, rubbish, gold told
    // apart by a server, gold in other words.
    let policy = FunctionPolicy { request in
      guard let episode = try? Catalog.standard.episode(request.episode),
        let gold = try? episode.gold(.obedient, form: form).text,
        let bare = try? episode.gold(.obedient, form: .answerOnly).text
      else { return .failure(PolicyFailure("no gold")) }
      let thought = gold.dropFirst("<think>\n".count).prefix { $0 != "<" }
      let answer = gold[gold.range(of: "<answer>")!.lowerBound...]
      switch request.sample {
      case 0: return .success(Reply(text: gold))
      case 1: return .success(Reply(text: gold.replacing("\n", with: " \n ")))
      case 2: return .success(Reply(text: bare))
      case 3:
        return .success(Reply(text: (try? episode.negatives(form: form).first?.text) ?? ""))
      case 4: return .success(Reply(text: "Up"))
      default: return .success(Reply(text: String(answer), reasoning: String(thought) + "So."))
      }
    }
    let run = await tasks.run(policy, .init(samples: 6))
    let answers = Distillation(run, standard: .answer)
    #expect(answers.replies == 36 && answers.kept.count == 18)
    #expect(answers.rejected == 12 && answers.repeated == 6)
    let thoughts = Distillation(run, standard: .thought)
    #expect(thoughts.kept.count == 12 && thoughts.repeated == 6)
    #expect(Distillation(run, standard: .proven).kept.count == 6)
    let single = Distillation(run, standard: .answer, mostPerTask: 1)
    #expect(single.kept.count == 6 && single.surplus == 12)
    #expect(single.kept.map(\.task) == Array(0..<6))
    for kept in thoughts.kept {
      let episode = tasks[kept.task].episode
      #expect(try episode.isGold(kept.completion))
      #expect(episode.checkThought(of: kept.completion).truth == 1)
    }
  }

  @Test(
    "what a server told apart as reasoning is judged, and kept, as if it had not",
    arguments: [Framing.Prefill.none, .thought, .answer])
  func reasoning(prefill: Framing.Prefill) async throws {
    let tasks = try rooms(["numerical"], count: 4, framing: Framing(prefill: prefill))
    func run(apart: Bool) async -> EvaluationRun {
      await tasks.run(
        FunctionPolicy { request in
          let episode = tasks.sets[0].episodes.first { $0.identity == request.episode }!
          let gold = try! episode.gold(.obedient, form: ThoughtForm(style: "direct")).text
          let parts = gold.replacing("<think>", with: "").split(separator: "</think>")
          guard apart, parts.count == 2 else { return .success(Reply(text: gold)) }
          let thought = parts[0].trimmingCharacters(in: .newlines)
          return .success(
            Reply(text: parts[1].trimmingCharacters(in: .newlines), reasoning: thought))
        })
    }
    let (together, apart) = (await run(apart: false), await run(apart: true))
    let asked = Asked()
    _ = await tasks.run(
      FunctionPolicy { request in
        asked.add(request.messages.filter { $0.role == .assistant }.map(\.content))
        return .success(Reply(text: "<answer> 1 </answer>", reasoning: "Up."))
      }, .init(history: 2))
    let opening = prefill == .answer ? "<answer>" : ""
    #expect(!asked.all.isEmpty && asked.all.allSatisfy { $0 == "\(opening)<answer> 1 </answer>" })
    #expect(apart.results.allSatisfy { $0.turns.allSatisfy(\.record.verdict.isValid) })
    for (one, other) in zip(together.results, apart.results) {
      #expect(one.turns.map(\.record) == other.turns.map(\.record))
      #expect(one.turns.map(\.thought) == other.turns.map(\.thought))
    }
    let standard: Distillation.Standard = prefill == .answer ? .answer : .proven
    let kept = Distillation(apart, standard: standard).kept
    #expect(kept.count == 4 && kept == Distillation(together, standard: standard).kept)
  }
}

/// What a policy was shown of its earlier replies.
private final class Asked: @unchecked Sendable {
  private let lock = NSLock()
  private(set) var all: [String] = []
  func add(_ contents: [String]) { lock.withLock { all += contents } }
}
