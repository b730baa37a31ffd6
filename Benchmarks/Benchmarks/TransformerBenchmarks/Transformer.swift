import Benchmark
import TinyTransformer

/// Rows as long as compact prompts with short replies, of random tokens.
private func randomRows(_ count: Int, vocabulary: Int) -> [TokenRow] {
  var state: UInt32 = 1
  func draw(_ bound: Int) -> Int {
    state = state &* 1_664_525 &+ 1_013_904_223
    return Int(state >> 8) % bound
  }
  return (0..<count).map { _ in
    let (prompt, reply) = (80 + draw(60), 10 + draw(20))
    return TokenRow(
      tokens: (0..<prompt + reply).map { _ in Int32(draw(vocabulary)) },
      weights: .init(repeating: 0, count: prompt) + .init(repeating: 1, count: reply))
  }
}

nonisolated(unsafe) let benchmarks = {
  let vocabulary = Tokenizer.standard.count
  for width in [64, 128] {
    let shape = try! ModelShape(
      vocabulary: vocabulary, width: width, layers: 4, heads: 4, context: 192)
    let model = LanguageModel(shape, seed: 1)
    for threads in [1, 2] {
      Benchmark("Trainer.step, 256 rows, width \(width), \(threads) threads") { benchmark in
        let trainer = Trainer(model, settings: TrainingSettings(steps: 100), threads: threads)
        let rows = randomRows(256, vocabulary: vocabulary)
        try trainer.step(rows)
        benchmark.startMeasurement()
        try trainer.step(rows)
      }
    }
    Benchmark("Decoder, 64 prompts, 32 tokens each, width \(width), one thread") { benchmark in
      let decoder = Decoder(model, batch: 64, threads: 1)
      let prompts = randomRows(64, vocabulary: vocabulary).map { PromptTokens(tokens: $0.tokens) }
      let settings = DecodingSettings(maximumTokens: 32, end: -1)
      benchmark.startMeasurement()
      blackHole(try decoder.continuations(of: prompts, settings))
    }
  }
}
