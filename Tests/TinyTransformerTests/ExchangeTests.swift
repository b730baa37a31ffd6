import Foundation
import Testing

@testable import TinyTransformer

/// Writes what `Tests/Interoperability/transformer/run` compares with PyTorch.
@Suite("Exchange with PyTorch")
struct ExchangeTests {
  static let folder = ProcessInfo.processInfo.environment["VARIANTGYM_EXCHANGE"]

  @Test("a checkpoint with logits and gradients is written", .enabled(if: folder != nil))
  func write() throws {
    let folder = try #require(Self.folder)
    let tokenizer = Tokenizer.standard
    let shape = try ModelShape(
      vocabulary: tokenizer.count, width: 32, layers: 3, heads: 4, context: 64)
    var model = LanguageModel(shape, seed: 1)
    // Norms that are not all one.
    var generator = SeededGenerator(seed: 2)
    for tensor in model.layout.tensors where tensor.shape.count == 1 {
      for place in tensor.range { model.weights[place] += Float(0.2 * generator.normal()) }
    }
    try Checkpoint(model: model, tokenizer: tokenizer).write(to: folder)

    let rows = [3, 17, 65, 40].map { length in
      TokenRow(
        tokens: (0..<length).map { _ in Int32(generator.below(shape.vocabulary)) },
        weights: .init(repeating: 1, count: length))
    }
    let trainer = Trainer(model, settings: TrainingSettings(steps: 1), threads: 2)
    try trainer.accumulate(rows)
    let gradients = LanguageModel(shape, weights: trainer.meanGradients())
    var tensors = gradients.tensors(prefix: "gradient.")
    let packed = PackedWeights(model, kernels: .fastest)
    let pass = Pass(
      shape: shape, places: 64, longest: 64, kernels: .fastest, rotation: RotaryTable(shape))
    for (index, row) in rows.enumerated() {
      var pack = Pack()
      pack.append(row, at: 0)
      pass.forward(pack, packed)
      let logits = (0..<pack.keptCount).flatMap { place in
        (0..<shape.vocabulary).map { pass.logits.base[place * pass.logitStride + $0] }
      }
      tensors.append(
        .init(name: "logits.\(index)", shape: [pack.count, shape.vocabulary], numbers: logits))
      tensors.append(
        .init(
          name: "tokens.\(index)", shape: [row.tokens.count], numbers: row.tokens.map(Float.init)))
    }
    tensors.append(.init(name: "rows", shape: [1], numbers: [Float(rows.count)]))
    try Safetensors(tensors: tensors, metadata: [:]).write(to: folder + "/exchange.safetensors")
  }
}
