import Benchmark
import VariantGym

/// Scoring of correct replies, reply text in, verdict and reward out, on one core and without
/// search.
func registerScoringBenchmarks() {
  let count = 10_000
  let configuration = Benchmark.Configuration(
    metrics: [.wallClock, .throughput, .mallocCountTotal], warmupIterations: 1)
  for (name, asked) in [("honest", FaceRule.base), ("fake", .regular)] {
    for thought in ["", String(repeating: "10 - 4 = 6, so the rest has to give 4. ", count: 25)] {
      let turns = correctReplies(256, asked: asked, thought: thought)
      let length = thought.isEmpty ? "no thought" : "a thought of \(thought.utf8.count) bytes"
      Benchmark(
        "Scoring, \(count) correct replies, \(name), \(length)", configuration: configuration
      ) { _ in
        for number in 0..<count {
          var (episode, reply) = turns[number % turns.count]
          blackHole(episode.submit(reply))
        }
      }
      let scorers = turns.map {
        (scorer: PointsScorer(hand: $0.episode.instance, terms: $0.episode.terms), reply: $0.reply)
      }
      Benchmark(
        "Scoring without an episode, \(count) correct replies, \(name), \(length)",
        configuration: configuration
      ) { _ in
        for number in 0..<count {
          let (scorer, reply) = scorers[number % scorers.count]
          blackHole(scorer.score(reply))
        }
      }
    }
  }
}

/// Episodes over four cards, with a reply to each that counts as correct.
private func correctReplies(
  _ count: Int, asked: FaceRule, thought: String
) -> [(episode: TextEpisode<PointsParts>, reply: String)] {
  let parts = PointsParts()
  let terms = Terms(shown: asked, accepted: FaceRule.base)
  var random = Random(seed: 24)
  var turns: [(episode: TextEpisode<PointsParts>, reply: String)] = []
  while turns.count < count {
    guard let hand = parts.scaler.candidate("four", for: [terms], using: &random) else { continue }
    let identity = EpisodeIdentity(
      address: Address(
        family: "general-points", difficulty: "four", split: .test, cohort: ["base"],
        index: turns.count),
      variant: "base", framing: Framing())
    let episode = TextEpisode(parts: parts, identity: identity, instance: hand, terms: terms)
    let state = parts.environment.start(hand)
    guard let plan = try? parts.solver.solve(state, under: terms.accepted) else { continue }
    let answer = parts.format.write(plan, in: state, under: terms.accepted)
    let reply = ReplyLayout.compose(thought: thought, answer: answer, prefill: .none)
    turns.append((episode, reply))
  }
  return turns
}
