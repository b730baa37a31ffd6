import Foundation
import TinyTransformer

/// Answers each line of input, the name of a task, by a line with the tokens per second of one round.
@main
enum Peer {
  static let threads = 2

  static func main() throws {
    var rounds: [String: () throws -> Double] = [:]
    while let task = readLine() {
      let round = try rounds[task] ?? prepare(task)
      rounds[task] = round
      print(try round())
      fflush(nil)
    }
  }

  static func prepare(_ task: String) throws -> () throws -> Double {
    switch task {
    case "train-64":
      try training(width: 64, vocabulary: 96, context: 128, batch: 64, steps: 20)
    case "train-128":
      try training(width: 128, vocabulary: 512, context: 256, batch: 16, steps: 10)
    case "decode-1": try decoding(batch: 1, threads: 1)
    case "decode-64": try decoding(batch: 64, threads: threads)
    default: fatalError("no task is called \(task)")
    }
  }

  static func shape(width: Int, vocabulary: Int, context: Int) throws -> ModelShape {
    try ModelShape(
      vocabulary: vocabulary, width: width, layers: 4, heads: 4, context: context)
  }

  static func training(
    width: Int, vocabulary: Int, context: Int, batch: Int, steps: Int
  ) throws -> () throws -> Double {
    let shape = try shape(width: width, vocabulary: vocabulary, context: context)
    let trainer = Trainer(
      LanguageModel(shape, seed: 1), settings: TrainingSettings(steps: 1_000_000),
      threads: threads)
    var state: UInt32 = 1
    let rows = (0..<batch).map { _ in
      TokenRow(
        tokens: (0...context).map { _ in
          state = state &* 1_664_525 &+ 1_013_904_223
          return Int32(state >> 8) % Int32(vocabulary)
        }, weights: .init(repeating: 1, count: context + 1))
    }
    try trainer.step(rows)
    return {
      let seconds = try time { for _ in 0..<steps { try trainer.step(rows) } }
      return Double(steps * batch * context) / seconds
    }
  }

  /// 200 tokens after prompts of 16, at width 128.
  static func decoding(batch: Int, threads: Int) throws -> () throws -> Double {
    let shape = try shape(width: 128, vocabulary: 512, context: 256)
    let decoder = Decoder(LanguageModel(shape, seed: 1), batch: batch, threads: threads)
    let prompts = (0..<batch).map { row in
      PromptTokens(tokens: (0..<16).map { Int32((row * 31 + $0 * 7) % 512) })
    }
    let settings = DecodingSettings(maximumTokens: 200, end: -1)
    return {
      var tokens = 0
      let seconds = try time {
        let continuations = try decoder.continuations(of: prompts, settings)
        tokens = continuations.reduce(0) { $0 + $1.tokens.count }
      }
      return Double(tokens) / seconds
    }
  }

  static func time(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let duration = try clock.measure(body)
    return Double(duration.components.seconds) + 1e-18 * Double(duration.components.attoseconds)
  }
}
