import AllocationCounter
import Foundation
import Testing

@testable import TinyTransformer

/// A model learns to copy a label by its name from the prompt, and does so for labels that it has never
/// seen.
@Suite("Copying labels by name")
struct CopyTests {
  private static let directions = ["up", "down", "left", "right"]
  private static let letters = Array("abcdefghijklmnopqrstuvwxyz")

  /// A prompt such as `left=kqz up=ab right=mmx down=rtw say left`, and its label.
  private static func task(_ generator: inout SeededGenerator, training: Bool) -> (String, String) {
    var labels: [String] = []
    while labels.count < 4 {
      let length = 2 + generator.below(3)
      let label = String((0..<length).map { _ in letters[generator.below(26)] })
      // An eighth of all labels is kept from training.
      let isTraining = label.utf8.reduce(0) { 31 &* $0 &+ Int($1) } % 8 != 0
      if isTraining == training && !labels.contains(label) { labels.append(label) }
    }
    var order = [0, 1, 2, 3]
    for last in (1..<4).reversed() { order.swapAt(last, generator.below(last + 1)) }
    let asked = generator.below(4)
    let names = order.map { "\(directions[$0])=\(labels[$0])" }.joined(separator: " ")
    return ("\(names) say \(directions[asked])", labels[asked])
  }

  private static func tokens(_ prompt: String) -> [Int32] {
    [Tokenizer.Control.user.token] + Tokenizer.standard.encode(prompt)
      + [Tokenizer.Control.assistant.token]
  }

  private static func row(_ task: (prompt: String, label: String)) -> TokenRow {
    let prompt = tokens(task.prompt)
    let reply = Tokenizer.standard.encode(task.label) + [Tokenizer.Control.end.token]
    return TokenRow(
      tokens: prompt + reply,
      weights: .init(repeating: 0, count: prompt.count) + .init(repeating: 1, count: reply.count))
  }

  @Test(
    "labels never seen are copied",
    .enabled(if: isOptimised && ProcessInfo.processInfo.environment["VARIANTGYM_LAW_CASES"] != nil))
  func unseenLabels() throws {
    let shape = try ModelShape(
      vocabulary: Tokenizer.standard.count, width: 64, layers: 3, heads: 4, context: 64)
    let steps = 2_000
    let trainer = Trainer(
      LanguageModel(shape, seed: 1),
      settings: TrainingSettings(steps: steps, learningRate: 3e-3, warmUpSteps: 100), threads: 2)
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<steps {
      try trainer.step((0..<128).map { _ in Self.row(Self.task(&generator, training: true)) })
    }
    let tasks = (0..<1_000).map { _ in Self.task(&generator, training: false) }
    let continuations = try Decoder(trainer.model, batch: 64, threads: 2).continuations(
      of: tasks.map { PromptTokens(tokens: Self.tokens($0.0)) }, DecodingSettings(maximumTokens: 8))
    let right = zip(tasks, continuations).count { task, continuation in
      Tokenizer.standard.decode(continuation.text) == task.1 && continuation.finish == .end
    }
    #expect(right > 990)
  }
}
