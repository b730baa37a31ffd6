import Benchmark
import Foundation
import VariantGym

/// Answers at once, with moves in turn: what is measured is everything else.
private struct InstantPolicy: Policy {
  private static let words = ["1", "2", "3", "4"]
  let thought: String

  func replies(to requests: [Request]) async -> [Result<Reply, PolicyFailure>] {
    requests.map {
      let word = Self.words[($0.turn + $0.episode.address.index) % 4]
      return .success(Reply(text: "\(thought)<answer> \(word) </answer>"))
    }
  }
}

/// Plays 300 rooms four times each into a journal, and counts the turns of a second.
private func play(_ policy: InstantPolicy, _ benchmark: Benchmark) async throws {
  var recipe = try StudySets.named("sokoban-numerical")
  recipe.rows = 300
  let tasks = TaskList([try EvaluationSet(recipe, in: .standard)])
  let settings = Evaluator.Settings(samples: 4)
  let header = JournalHeader(policy: "instant", tasks: tasks, settings: settings)
  let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("benchmark-\(UUID().uuidString).jsonl")
  defer { try? FileManager.default.removeItem(at: url) }
  let journal = try Journal(url, header: header)
  let evaluator = Evaluator(policy: policy, settings: settings)
  let start = ContinuousClock.now
  benchmark.startMeasurement()
  let run = try await evaluator.play(tasks, into: journal)
  benchmark.stopMeasurement()
  let seconds = (ContinuousClock.now - start) / .seconds(1)
  let turns = run.results.reduce(0) { $0 + $1.turns.count }
  benchmark.measurement(turnRate, Int(Double(turns) / seconds))
}

private let turnRate = BenchmarkMetric.custom(
  "turns per second", polarity: .prefersLarger, useScalingFactor: false)

let benchmarks: @Sendable () -> Void = {
  let configuration = Benchmark.Configuration(metrics: [.wallClock, turnRate])
  Benchmark(
    "Sokoban through evaluator, solver and journal, bare answers", configuration: configuration
  ) { benchmark in
    try await play(InstantPolicy(thought: ""), benchmark)
  }

  Benchmark(
    "Sokoban through evaluator, solver, trace verifier and journal, a thought each turn",
    configuration: configuration
  ) { benchmark in
    let thought = """
      <think>
      The rows count from the top. I am at (3, 3). The box is at (2, 2). The target is at (2, 4).
      Go up to (2, 3). Go left to (2, 2). So I answer "1".
      </think>

      """
    try await play(InstantPolicy(thought: thought), benchmark)
  }
}
