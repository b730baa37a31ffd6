import Foundation
import Testing

@testable import TinyTransformer

@Suite("Checkpoints")
struct CheckpointTests {
  static let shape = try! ModelShape(
    vocabulary: 40, width: 8, layers: 2, heads: 2, hidden: 6, context: 20)

  /// A folder that is gone afterwards.
  static func inFolder<R>(_ body: (String) throws -> R) rethrows -> R {
    let folder = NSTemporaryDirectory() + "checkpoint-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }

  static func checkpoint() -> Checkpoint {
    Checkpoint(
      model: LanguageModel(shape, seed: 1), tokenizer: Tokenizer(alphabet: "ab\"\\\n√"))
  }

  @Test("a model is read back bit for bit")
  func roundTrip() throws {
    try Self.inFolder { folder in
      let checkpoint = Self.checkpoint()
      try checkpoint.write(to: folder)
      #expect(try Checkpoint(folder: folder) == checkpoint)
      try checkpoint.write(to: folder)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
          == ["config.json", "model.safetensors"])
    }
  }

  @Test("damaged and foreign files are refused with the reason")
  func refusals() throws {
    try Self.inFolder { folder in
      try Self.checkpoint().write(to: folder)
      let (model, config) = (folder + "/model.safetensors", folder + "/config.json")
      let good = (model: try Self.bytes(model), config: try Self.bytes(config))

      func reason(_ path: String, _ bytes: [UInt8]) throws -> String {
        defer {
          try? Data(good.model).write(to: URL(fileURLWithPath: model))
          try? Data(good.config).write(to: URL(fileURLWithPath: config))
        }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        do throws(ModelError) {
          _ = try Checkpoint(folder: folder)
          return "none"
        } catch {
          guard case .badFile(path, let reason) = error else { return error.description }
          return reason
        }
      }
      func edited(_ bytes: [UInt8], _ old: String, _ new: String) throws -> [UInt8] {
        let place = try #require(Data(bytes).range(of: Data(old.utf8)))
        return Array(bytes[..<place.lowerBound]) + Array(new.utf8)
          + Array(bytes[place.upperBound...])
      }

      // Every cut and many flipped bits.
      for length in stride(from: 0, to: good.model.count, by: 97) {
        #expect(try reason(model, Array(good.model[..<length])) != "none")
      }
      var generator = SeededGenerator(seed: 2)
      for _ in 0..<100 {
        var bytes = good.model
        bytes[bytes.count - 1 - generator.below(4 * Self.shape.weightCount)] ^=
          UInt8(1 << generator.below(8))
        #expect(try reason(model, bytes) != "none")
      }
      for _ in 0..<200 {
        // In the header some bits make no difference, such as those of a space; nothing crashes.
        var bytes = good.model
        bytes[generator.below(bytes.count - 4 * Self.shape.weightCount)] ^=
          UInt8(1 << generator.below(8))
        _ = try reason(model, bytes)
      }
      #expect(try reason(model, Array("not a model".utf8)).contains("no safetensors file"))
      #expect(try reason(model, good.model + [0]) == "1 bytes follow its tensors")
      #expect(try reason(model, edited(good.model, "F32", "F16")).contains("holds F16"))
      #expect(
        try reason(model, edited(good.model, "model.norm.w", "model.form.w")).contains("missing"))
      let layers = "\"num_hidden_layers\" : "
      #expect(
        try reason(config, edited(good.config, layers + "2", layers + "1"))
          .contains("'model.layers.1.input_layernorm.weight' is no tensor"))
      #expect(try reason(config, edited(good.config, "llama", "gpt2")).contains("architecture"))
      #expect(try reason(config, edited(good.config, ": 40", ": 7")).contains("alphabet"))
      #expect(try reason(config, Array("{}".utf8)).contains("does not describe"))
      #expect(try reason(config, edited(good.config, ": 40", ": -4")).contains("vocabulary is -4"))
      try FileManager.default.removeItem(atPath: model)
      #expect(throws: ModelError.badFile(path: model, reason: "it cannot be read")) {
        try Checkpoint(folder: folder)
      }
    }
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  @Test("training resumes bit for bit")
  func resume() throws {
    try Self.inFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      let file = folder + "/training.safetensors"
      let settings = TrainingSettings(steps: 10, warmUpSteps: 2)
      func trainer(_ seed: UInt64) -> Trainer {
        Trainer(LanguageModel(Self.shape, seed: seed), settings: settings, threads: 2)
      }
      func rows(_ step: Int) -> [TokenRow] {
        TokenRow.random(for: Self.shape, lengths: [5, 9, 12], seed: UInt64(step))
      }
      let whole = trainer(1)
      for step in 0..<6 {
        if step == 3 { try whole.write(to: file) }
        try whole.step(rows(step))
      }
      let resumed = trainer(2)
      try resumed.resume(from: file)
      #expect(resumed.step == 3)
      for step in 3..<6 { try resumed.step(rows(step)) }
      #expect(resumed.model == whole.model)

      let other = Trainer(
        LanguageModel(Self.shape, seed: 1), settings: TrainingSettings(steps: 11), threads: 2)
      #expect(
        throws: ModelError.badFile(path: file, reason: "it was trained with other settings")
      ) { try other.resume(from: file) }
      try Self.checkpoint().write(to: folder)
      #expect(throws: ModelError.self) {
        try trainer(1).resume(from: folder + "/model.safetensors")
      }
    }
  }
}
