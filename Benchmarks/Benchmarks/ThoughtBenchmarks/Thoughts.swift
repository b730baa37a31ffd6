import Benchmark
import VariantGym

nonisolated(unsafe) let benchmarks = {
  registerRowBenchmarks()
  for difficulty in ["simple", "two-boxes", "complex"] {
    registerTellingBenchmarks(SokobanParts(), difficulty: difficulty)
  }
  for difficulty in ["four", "five"] {
    registerTellingBenchmarks(PointsParts(), difficulty: difficulty)
  }
}
