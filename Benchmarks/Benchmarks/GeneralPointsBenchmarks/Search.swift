import Benchmark
import VariantGym

/// Exact search over random hands of values 1 to 13 and target 24, on one core.
///
/// No benchmark looks a hand up in a table. The classes of formulas, which the first search for a
/// number of cards finds, are found before the clock starts.
func registerSearchBenchmarks() {
  let metrics: [BenchmarkMetric] = [
    .wallClock, .throughput, .mallocCountTotal, .peakMemoryResident,
  ]
  let configuration = Benchmark.Configuration(metrics: metrics, warmupIterations: 1)

  for (cards, count) in [(4, 10_000), (5, 1_000), (6, 20)] {
    let hands = randomHands(count, cards: cards)
    Benchmark(
      "All distinct solutions as text, \(count) hands of \(cards) cards",
      configuration: configuration
    ) { _ in
      for hand in hands {
        for solution in try PointsSearch.solutions(of: hand) {
          blackHole(solution.description)
        }
      }
    }
  }
  for (cards, count) in [(4, 10_000), (5, 10_000), (6, 10_000)] {
    let hands = randomHands(count, cards: cards)
    Benchmark(
      "Solvable or not, without a table, \(count) hands of \(cards) cards",
      configuration: configuration
    ) { _ in
      for hand in hands {
        blackHole(try PointsSearch.isSolvable(hand))
      }
    }
  }
  let classic = classicHands()
  Benchmark(
    "Solvable or not, without a table, all 1,820 classic hands", configuration: configuration
  ) { _ in
    for hand in classic {
      blackHole(try PointsSearch.isSolvable(hand))
    }
  }
  Benchmark("One solution as a tree, all 1,820 classic hands", configuration: configuration) { _ in
    for hand in classic {
      blackHole(try PointsSearch.witness(for: hand))
    }
  }
  Benchmark("All measures, effort up to 1,000, 1,820 classic hands", configuration: configuration) {
    _ in
    for hand in classic {
      blackHole(try PointsSearch.measures(of: hand, effortLimit: 1_000))
    }
  }
}

private func randomHands(_ count: Int, cards: Int) -> [[Int]] {
  var random = Random(seed: UInt64(cards))
  return (0..<count).map { _ in (0..<cards).map { _ in random.within(1...13) } }
}

private func classicHands() -> [[Int]] {
  (1...13).flatMap { a in
    (a...13).flatMap { b in
      (b...13).flatMap { c in
        (c...13).map { d in [a, b, c, d] }
      }
    }
  }
}
