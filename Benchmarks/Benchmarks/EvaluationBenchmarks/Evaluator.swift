import Benchmark
import Foundation
import VariantGym

/// Answers at once, with moves in turn: what is measured is everything else.
private struct InstantPolicy: Policy {
  private static let words = ["1", "2", "3", "4"]

  func replies(to requests: [Request]) async -> [Result<Reply, PolicyFailure>] {
    requests.map {
      let word = Self.words[($0.turn + $0.episode.address.index) % 4]
      return .success(Reply(text: "<answer> \(word) </answer>"))
    }
  }
}

let benchmarks: @Sendable () -> Void = {
  Benchmark(
    "Sokoban through evaluator, solver and journal, 300 rooms four times, 36 thousand turns at most",
    configuration: Benchmark.Configuration(metrics: [.wallClock, .throughput])
  ) { benchmark in
    var recipe = try StudySets.named("sokoban-numerical")
    recipe.rows = 300
    let tasks = TaskList([try EvaluationSet(recipe, in: .standard)])
    let settings = Evaluator.Settings(samples: 4)
    let header = JournalHeader(policy: "instant", tasks: tasks, settings: settings)
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("benchmark-\(UUID().uuidString).jsonl")
    defer { try? FileManager.default.removeItem(at: url) }
    let journal = try Journal(url, header: header)
    let evaluator = Evaluator(policy: InstantPolicy(), settings: settings)
    benchmark.startMeasurement()
    blackHole(try await evaluator.play(tasks, into: journal))
    benchmark.stopMeasurement()
  }
}
