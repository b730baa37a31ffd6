internal import Foundation

/// A model with its tokenizer, as kept in a folder: `model.safetensors` and `config.json`, which
/// Python's `transformers` reads as a Llama model.
public struct Checkpoint: Hashable, Sendable {
  /// The model.
  public var model: LanguageModel
  /// What its tokens stand for.
  public var tokenizer: Tokenizer

  /// A model with its tokenizer, whose tokens are all in the model's vocabulary.
  public init(model: LanguageModel, tokenizer: Tokenizer) {
    precondition(tokenizer.count <= model.shape.vocabulary, "a vocabulary holds all tokens")
    self.model = model
    self.tokenizer = tokenizer
  }

  /// Writes a folder. Each file appears whole or not at all.
  ///
  /// - Throws: `ModelError.badFile` where a file cannot be written.
  public func write(to folder: String) throws(ModelError) {
    try WholeFile.makeFolder(folder)
    try ModelConfig(model.shape, tokenizer).write(to: folder + "/config.json")
    try Safetensors(tensors: model.tensors(prefix: ""), metadata: ["format": "pt"])
      .write(to: folder + "/model.safetensors")
  }

  /// Reads a folder.
  ///
  /// - Throws: `ModelError.badFile`, which names the file and the reason, where a file is missing,
  ///   damaged, or of another kind of model.
  public init(folder: String) throws(ModelError) {
    let (shape, tokenizer) = try ModelConfig.read(folder + "/config.json")
    let path = folder + "/model.safetensors"
    let file = try Safetensors(path: path)
    let weights = try file.weights(of: shape, prefixes: [""], path: path)[0]
    self.init(model: LanguageModel(shape, weights: weights), tokenizer: tokenizer)
  }
}

extension LanguageModel {
  /// The weights as named tensors.
  func tensors(prefix: String) -> [Safetensors.Tensor] {
    layout.tensors.map {
      Safetensors.Tensor(
        name: prefix + $0.name, shape: $0.shape, numbers: Array(weights[$0.range]))
    }
  }
}

extension Safetensors {
  /// Rows of numbers in the layout of a shape, one for each prefix of names; a file holds no others.
  func weights(
    of shape: ModelShape, prefixes: [String], path: String
  ) throws(ModelError) -> [[Float]] {
    let layout = WeightLayout(shape)
    var byName: [String: Tensor] = [:]
    for tensor in tensors { byName[tensor.name] = tensor }
    var rows: [[Float]] = []
    for prefix in prefixes {
      var row: [Float] = []
      row.reserveCapacity(layout.count)
      for place in layout.tensors {
        guard let tensor = byName.removeValue(forKey: prefix + place.name) else {
          throw .badFile(path: path, reason: "'\(prefix + place.name)' is missing")
        }
        guard tensor.shape == place.shape else {
          throw .badFile(
            path: path,
            reason: "'\(tensor.name)' has the shape \(tensor.shape), not \(place.shape)")
        }
        row += tensor.numbers
      }
      rows.append(row)
    }
    if let name = byName.keys.sorted().first {
      throw .badFile(path: path, reason: "'\(name)' is no tensor of this model")
    }
    return rows
  }
}
