internal import Foundation

/// The sizes and the alphabet of a model, as they stand in `config.json`: those of a Llama model of
/// Hugging Face, which this is.
struct ModelConfig: Codable {
  var architectures = ["LlamaForCausalLM"]
  var model_type = "llama"
  var hidden_act = "silu"
  var torch_dtype = "float32"
  var tie_word_embeddings = true
  var attention_bias = false
  var mlp_bias = false
  var rms_norm_eps = 1e-5
  var rope_theta = ModelShape.rotaryBase
  var vocab_size: Int
  var hidden_size: Int
  var num_hidden_layers: Int
  var num_attention_heads: Int
  var num_key_value_heads: Int
  var intermediate_size: Int
  var max_position_embeddings: Int
  var eos_token_id: Int
  /// The characters that are tokens, in their order.
  var alphabet: String

  init(_ shape: ModelShape, _ tokenizer: Tokenizer) {
    vocab_size = shape.vocabulary
    hidden_size = shape.width
    num_hidden_layers = shape.layers
    num_attention_heads = shape.heads
    num_key_value_heads = shape.heads
    intermediate_size = shape.hidden
    max_position_embeddings = shape.context
    eos_token_id = Int(Tokenizer.Control.end.token)
    alphabet = tokenizer.alphabet
  }

  func write(to path: String) throws(ModelError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    // Strings and whole numbers can always be encoded.
    try WholeFile.write(try! encoder.encode(self), to: path)
  }

  /// Reads the sizes and the tokenizer, and refuses other architectures.
  static func read(_ path: String) throws(ModelError) -> (ModelShape, Tokenizer) {
    let data = try WholeFile.read(path)
    let config: ModelConfig
    do { config = try JSONDecoder().decode(ModelConfig.self, from: data) } catch {
      throw .badFile(path: path, reason: "it does not describe a model of this kind")
    }
    let expected = ModelConfig(
      try config.shape(path), Tokenizer(alphabet: config.alphabet))
    guard
      config.model_type == expected.model_type, config.hidden_act == expected.hidden_act,
      config.tie_word_embeddings, !config.attention_bias, !config.mlp_bias,
      config.rms_norm_eps == expected.rms_norm_eps, config.rope_theta == expected.rope_theta,
      config.num_key_value_heads == config.num_attention_heads
    else { throw .badFile(path: path, reason: "its architecture is another") }
    let tokenizer = Tokenizer(alphabet: config.alphabet)
    guard tokenizer.count <= config.vocab_size else {
      throw .badFile(path: path, reason: "its alphabet is larger than its vocabulary")
    }
    return (try config.shape(path), tokenizer)
  }

  private func shape(_ path: String) throws(ModelError) -> ModelShape {
    do {
      return try ModelShape(
        vocabulary: vocab_size, width: hidden_size, layers: num_hidden_layers,
        heads: num_attention_heads, hidden: intermediate_size, context: max_position_embeddings)
    } catch {
      throw .badFile(path: path, reason: error.description)
    }
  }
}
