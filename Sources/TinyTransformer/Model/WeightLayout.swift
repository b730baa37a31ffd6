/// Where each tensor lies among the weights of a model, which are one row of numbers.
///
/// A matrix has a row for each output, as in PyTorch. Those of queries, keys and values follow one
/// another, and so do those of gates and values, so that one product computes all.
struct WeightLayout: Sendable {
  let shape: ModelShape

  /// A matrix: the tensor's outputs and inputs.
  struct Place: Hashable, Sendable {
    let start: Int
    let outputs: Int
    let inputs: Int
    var count: Int { outputs * inputs }
    var range: Range<Int> { start..<start + count }
  }

  /// The tensors of a layer.
  struct Layer: Sendable {
    let attentionNorm, queriesKeysValues, attentionOutput: Place
    let feedForwardNorm, gatesAndValues, feedForwardOutput: Place
    var matrices: [Place] {
      [queriesKeysValues, attentionOutput, gatesAndValues, feedForwardOutput]
    }
  }

  let embedding: Place
  let layers: [Layer]
  let finalNorm: Place
  let count: Int

  init(_ shape: ModelShape) {
    self.shape = shape
    let (width, hidden) = (shape.width, shape.hidden)
    var end = 0
    func place(_ outputs: Int, _ inputs: Int) -> Place {
      defer { end += outputs * inputs }
      return Place(start: end, outputs: outputs, inputs: inputs)
    }
    embedding = place(shape.vocabulary, width)
    layers = (0..<shape.layers).map { _ in
      Layer(
        attentionNorm: place(1, width), queriesKeysValues: place(3 * width, width),
        attentionOutput: place(width, width), feedForwardNorm: place(1, width),
        gatesAndValues: place(2 * hidden, width), feedForwardOutput: place(width, hidden))
    }
    finalNorm = place(1, width)
    count = end
  }

  /// A tensor by the name that it has in files: those of Hugging Face's Llama models.
  struct Tensor: Sendable {
    let name: String
    let shape: [Int]
    let range: Range<Int>
  }

  /// All tensors, in the order in which they lie.
  var tensors: [Tensor] {
    let (width, hidden) = (shape.width, shape.hidden)
    var tensors: [Tensor] = []
    func add(_ name: String, _ shape: [Int]) {
      let start = tensors.last?.range.upperBound ?? 0
      tensors.append(
        Tensor(name: name + ".weight", shape: shape, range: start..<start + shape.reduce(1, *)))
    }
    add("model.embed_tokens", [shape.vocabulary, width])
    for layer in 0..<shape.layers {
      let prefix = "model.layers.\(layer)."
      add(prefix + "input_layernorm", [width])
      add(prefix + "self_attn.q_proj", [width, width])
      add(prefix + "self_attn.k_proj", [width, width])
      add(prefix + "self_attn.v_proj", [width, width])
      add(prefix + "self_attn.o_proj", [width, width])
      add(prefix + "post_attention_layernorm", [width])
      add(prefix + "mlp.gate_proj", [hidden, width])
      add(prefix + "mlp.up_proj", [hidden, width])
      add(prefix + "mlp.down_proj", [width, hidden])
    }
    add("model.norm", [width])
    return tensors
  }
}
