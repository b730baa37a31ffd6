import Benchmark
import VariantGym

/// What a thought costs beside the search whose result it tells: solving, listing the gold answers,
/// telling in each style, and proving what was told, each over a thousand instances on one core.
func registerTellingBenchmarks<Parts: FamilyParts>(_ parts: Parts, difficulty: String) {
  let count = 1_000
  let name = "\(parts.name), \(difficulty)"
  let configuration = Benchmark.Configuration(
    metrics: [.wallClock, .throughput], warmupIterations: 1, scalingFactor: .kilo)
  let tasks = (0..<count).map { Told(parts, difficulty: difficulty, index: $0) }

  Benchmark("\(name): solving", configuration: configuration) { _ in
    for task in tasks { blackHole(try parts.solver.solve(task.state, under: parts.base)) }
  }
  Benchmark("\(name): solving, a solution drawn by seed", configuration: configuration) { _ in
    var random = Random(seed: 7)
    for task in tasks {
      blackHole(try parts.solver.solve(task.state, under: parts.base, using: &random))
    }
  }
  Benchmark("\(name): gold answers", configuration: configuration) { _ in
    for task in tasks { blackHole(try task.episode.goldAnswers()) }
  }
  for style in parts.narrator.styleNames {
    let form = ThoughtForm(style: style)
    Benchmark("\(name): telling, \(style)", configuration: configuration) { _ in
      for task in tasks {
        blackHole(
          try parts.narrator.thought(
            to: task.plan, in: task.state, under: parts.base, horizon: 1, form: form, choices: nil))
      }
    }
    let replies = tasks.map { try! $0.episode.gold(.obedient, form: form).text }
    Benchmark("\(name): proving, \(style)", configuration: configuration) { _ in
      for (task, reply) in zip(tasks, replies) {
        blackHole(task.episode.checkThought(of: reply).isProven)
      }
    }
  }
}

/// An instance with its solution, ready to be told.
private struct Told<Parts: FamilyParts> {
  let episode: TextEpisode<Parts>
  let state: Parts.E.State
  let plan: [Parts.E.Action]

  init(_ parts: Parts, difficulty: String, index: Int) {
    let address = Address(
      family: parts.name, difficulty: difficulty, split: .train, cohort: ["base"], index: index)
    episode = try! Family(parts).typedTwins(at: address, framing: Framing())[0]
    state = episode.state
    plan = try! parts.solver.solve(state, under: parts.base)!
  }
}
