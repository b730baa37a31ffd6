import Benchmark
import VariantGym

nonisolated(unsafe) let benchmarks = {
  registerRowBenchmarks()
  for difficulty in ["simple", "large", "two-boxes"] {
    registerTellingBenchmarks(SokobanParts(), difficulty: difficulty)
  }
  for difficulty in ["four", "five"] {
    registerTellingBenchmarks(PointsParts(), difficulty: difficulty)
  }
}
