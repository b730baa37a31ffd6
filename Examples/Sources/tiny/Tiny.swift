import Foundation
import TinyTransformer
import VariantGym
import VariantGymTraining

/// Trains a tiny model from nothing on rooms under one label set, and tries it under others: does it
/// read the labels, or does it know them by heart?
///
///     swift run -c release --package-path Examples tiny [STEPS]
@main
struct Tiny {
  static func main() async throws {
    let steps = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 2000
    let framing = Framing(asksForThought: false, wording: .compact)
    let transcript = Transcript()
    let shape = try ModelShape(
      vocabulary: transcript.tokenizer.count, width: 64, layers: 4, heads: 4, context: 192)
    var settings = TrainingSettings(steps: steps)
    settings.learningRate = 2e-3

    // Base labels alone, every state on the way to a solution, one move a row.
    let recipe = Recipe(
      name: "rooms", family: "sokoban", difficulty: "simple", split: .train, variant: "base",
      framing: framing, content: .replies(thought: .answerOnly), sampling: .solution, rows: 40_000)
    var rows = try await TrainingRows<TokenRow>(
      recipe, catalog: .standard, transcript: transcript, context: shape.context, seed: 1)
    let trainer = Trainer(LanguageModel(shape, seed: 1), settings: settings, threads: 2)
    let start = Date()
    for step in 0..<steps {
      let report = try trainer.step(rows.batch(step, size: 64))
      if (step + 1) % max(1, steps / 10) == 0 {
        let seconds = Date().timeIntervalSince(start)
        print("step \(step + 1), loss \(report.loss), \(Int(seconds)) s")
      }
    }

    // The same rooms under each label set; none of them was seen in training.
    let policy = ModelPolicy(trainer.model, transcript: transcript, maximumTokens: 24, threads: 2)
    let evaluator = Evaluator(policy: policy)
    for variant in ["base", "numerical", "random-words", "fake-numerical"] {
      let test = Recipe(
        name: variant, family: "sokoban", difficulty: "simple", split: .test,
        variant: Mixture(variant),
        framing: framing, content: .prompts, sampling: .distinctStarts, rows: 100, seed: 2)
      let summary = Summary(await evaluator.play(try test.episodes(in: .standard)))
      let (success, valid) = (Int(summary.success * 100), Int(summary.validity * 100))
      print("\(variant): success \(success)%, in the language asked for \(valid)%")
    }
  }
}
