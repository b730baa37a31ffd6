import Benchmark
import VariantGym

/// What a turn through text costs: render the prompt, read the reply, step, judge, pay.
func registerTextTurnBenchmarks() {
  let address = Address(
    family: "sokoban", difficulty: "simple", split: .test, cohort: ["base", "numerical"], index: 3)
  let twins = try! Family(SokobanParts()).typedTwins(at: address, framing: Framing())
  let replies = [
    ["Up", "Down", "Left", "Right"], ["1", "2", "3", "4"],
  ].map { $0.map { "<think>\nI go there.\n</think>\n<answer> \($0) </answer>" } }

  for (episode, replies) in zip(twins, replies) {
    Benchmark(
      "Text turn, \(episode.identity.variant), 10,000",
      configuration: .init(metrics: [.wallClock, .throughput, .peakMemoryResident])
    ) { benchmark in
      var random = Random(seed: 5)
      var play: any Episode = episode
      benchmark.startMeasurement()
      for _ in 0..<10_000 {
        if play.isOver { play = episode }
        blackHole(play.messages)
        blackHole(play.submit(replies[random.below(4)]))
      }
    }
  }
}
