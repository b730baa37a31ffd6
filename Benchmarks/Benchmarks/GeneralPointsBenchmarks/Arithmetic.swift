import Benchmark
import VariantGym

nonisolated(unsafe) let benchmarks = {
  let formula = Formula.operation(
    .over, .number(8),
    .operation(.minus, .number(3), .operation(.over, .number(8), .number(3))))

  Benchmark("Formula.value, ten thousand evaluations of 8 / (3 - 8 / 3)") { benchmark in
    for _ in 0..<10_000 {
      blackHole(formula.value)
    }
  }

  registerSearchBenchmarks()
  registerScoringBenchmarks()
}
