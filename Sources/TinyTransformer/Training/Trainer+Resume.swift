internal import Foundation

extension Trainer {
  private struct State: Codable {
    var step: Int
    var settings: TrainingSettings
  }

  private static let prefixes = ["", "first_moment.", "second_moment."]

  /// Writes all that training depends on to one file, which appears whole or not at all: weights,
  /// moments, the step and the settings. Gradients that no update has used yet are left out.
  ///
  /// - Throws: `ModelError.badFile` where it cannot be written.
  public func write(to path: String) throws(ModelError) {
    let memories = [weights, firstMoment, secondMoment]
    let tensors = zip(Self.prefixes, memories).flatMap { prefix, memory in
      LanguageModel(
        shape, weights: Array(UnsafeBufferPointer(start: memory.base, count: layout.count))
      ).tensors(prefix: prefix)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let state = try? encoder.encode(State(step: step, settings: settings)) else {
      throw .badFile(path: path, reason: "a setting is not finite")
    }
    try Safetensors(
      tensors: tensors, metadata: ["training": String(decoding: state, as: UTF8.self)]
    ).write(to: path)
  }

  /// Goes on where a file was written: the next steps are those that would have been, bit for bit,
  /// on the same machine with the same rows and number of threads.
  ///
  /// - Throws: `ModelError.badFile` where the file is damaged, or of another shape or other settings;
  ///   the trainer is unchanged then.
  public func resume(from path: String) throws(ModelError) {
    let file = try Safetensors(path: path)
    guard
      let state = try? JSONDecoder().decode(
        State.self, from: Data((file.metadata["training"] ?? "").utf8))
    else { throw .badFile(path: path, reason: "it does not say where training stood") }
    guard state.settings == settings else {
      throw .badFile(path: path, reason: "it was trained with other settings")
    }
    let rows = try file.weights(of: shape, prefixes: Self.prefixes, path: path)
    for (memory, row) in zip([weights, firstMoment, secondMoment], rows) {
      row.withUnsafeBufferPointer { memory.base.update(from: $0.baseAddress!, count: $0.count) }
    }
    step = state.step
    takeOverWeights()
  }
}
