internal import Foundation

/// The sizes and the alphabet of a model, as they stand in `config.json`: those of a Llama model of
/// Hugging Face, which this is.
struct ModelConfig: Codable {
  var architectures = ["LlamaForCausalLM"]
  var modelType = "llama"
  var hiddenAct = "silu"
  var torchDtype = "float32"
  var tieWordEmbeddings = true
  var attentionBias = false
  var mlpBias = false
  var rmsNormEps = 1e-5
  var ropeTheta = ModelShape.rotaryBase
  var vocabSize: Int
  var hiddenSize: Int
  var numHiddenLayers: Int
  var numAttentionHeads: Int
  var numKeyValueHeads: Int
  var intermediateSize: Int
  var maxPositionEmbeddings: Int
  var eosTokenId: Int
  /// The characters that are tokens, in their order.
  var alphabet: String

  init(_ shape: ModelShape, _ tokenizer: Tokenizer) {
    vocabSize = shape.vocabulary
    hiddenSize = shape.width
    numHiddenLayers = shape.layers
    numAttentionHeads = shape.heads
    numKeyValueHeads = shape.heads
    intermediateSize = shape.hidden
    maxPositionEmbeddings = shape.context
    eosTokenId = Int(Tokenizer.Control.end.token)
    alphabet = tokenizer.alphabet
  }

  func write(to path: String) throws(ModelError) {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    // Strings and whole numbers can always be encoded.
    try WholeFile.write(try! encoder.encode(self), to: path)
  }

  /// Reads the sizes and the tokenizer, and refuses other architectures.
  static func read(_ path: String) throws(ModelError) -> (ModelShape, Tokenizer) {
    let data = try WholeFile.read(path)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let config: ModelConfig
    do { config = try decoder.decode(ModelConfig.self, from: data) } catch {
      throw .badFile(path: path, reason: "it does not describe a model of this kind")
    }
    let expected = ModelConfig(
      try config.shape(path), Tokenizer(alphabet: config.alphabet))
    guard
      config.modelType == expected.modelType, config.hiddenAct == expected.hiddenAct,
      config.tieWordEmbeddings, !config.attentionBias, !config.mlpBias,
      config.rmsNormEps == expected.rmsNormEps, config.ropeTheta == expected.ropeTheta,
      config.numKeyValueHeads == config.numAttentionHeads
    else { throw .badFile(path: path, reason: "its architecture is another") }
    let tokenizer = Tokenizer(alphabet: config.alphabet)
    guard tokenizer.count <= config.vocabSize else {
      throw .badFile(path: path, reason: "its alphabet is larger than its vocabulary")
    }
    return (try config.shape(path), tokenizer)
  }

  private func shape(_ path: String) throws(ModelError) -> ModelShape {
    do {
      return try ModelShape(
        vocabulary: vocabSize, width: hiddenSize, layers: numHiddenLayers,
        heads: numAttentionHeads, hidden: intermediateSize, context: maxPositionEmbeddings)
    } catch {
      throw .badFile(path: path, reason: error.description)
    }
  }
}
