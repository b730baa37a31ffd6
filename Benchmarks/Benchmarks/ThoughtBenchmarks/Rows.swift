import Benchmark
import VariantGym

/// Whole rows of a data set on one core: drawing the instance, the prompt, the gold answers, the gold
/// reply with its thought, and the proof of it.
func registerRowBenchmarks() {
  let count = 1_000
  for (family, difficulty) in [("sokoban", "simple"), ("general-points", "four")] {
    for style in try! Catalog.standard.family(named: family).styles {
      let recipe = Recipe(
        name: style, family: family, difficulty: Mixture(difficulty), split: .train,
        variant: Mixture("base"), content: .replies(style: style), sampling: .start, rows: count)
      Benchmark(
        "Rows, \(family), \(difficulty), \(style)",
        configuration: Benchmark.Configuration(
          metrics: [.wallClock, .throughput, .characters], warmupIterations: 1,
          scalingFactor: .kilo)
      ) { benchmark in
        var characters = 0
        for try await record in try Dataset(recipe, catalog: .standard, threads: 1) {
          characters += record.completion?.count ?? 0
        }
        benchmark.measurement(.characters, characters / count)
      }
    }
  }
}

extension BenchmarkMetric {
  /// The average length of a reply, in characters.
  fileprivate static let characters = BenchmarkMetric.custom(
    "Characters a reply", polarity: .prefersSmaller, useScalingFactor: false)
}
