import Foundation

@testable import TinyTransformer

/// The model in scalar double precision, one number after the other: slow, plain, and sharing nothing
/// with the kernels but the layout of the weights.
struct ReferenceModel {
  let shape: ModelShape
  var weights: [Double]

  init(_ model: LanguageModel) {
    shape = model.shape
    weights = model.weights.map(Double.init)
  }

  func tensor(_ name: String) -> ArraySlice<Double> {
    weights[range(name)]
  }

  func range(_ name: String) -> Range<Int> {
    WeightLayout(shape).tensors.first { $0.name == name + ".weight" }!.range
  }

  private func product(_ name: String, _ input: [Double]) -> [Double] {
    let matrix = Array(tensor(name))
    return (0..<matrix.count / input.count).map { output in
      input.indices.reduce(0) { $0 + matrix[output * input.count + $1] * input[$1] }
    }
  }

  private func normalized(_ name: String, _ input: [Double]) -> [Double] {
    let weight = Array(tensor(name))
    let mean = input.reduce(0) { $0 + $1 * $1 } / Double(input.count)
    let root = (mean + Double(ModelShape.epsilon)).squareRoot()
    return input.indices.map { input[$0] / root * weight[$0] }
  }

  private func rotated(_ vector: [Double], position: Int) -> [Double] {
    var vector = vector
    let size = shape.headWidth
    for head in 0..<shape.heads {
      for index in 0..<size / 2 {
        let angle =
          Double(position) * pow(ModelShape.rotaryBase, -2 * Double(index) / Double(size))
        let (first, second) = (head * size + index, head * size + size / 2 + index)
        let (x, y) = (vector[first], vector[second])
        vector[first] = x * cos(angle) - y * sin(angle)
        vector[second] = x * sin(angle) + y * cos(angle)
      }
    }
    return vector
  }

  /// The log-probabilities of all tokens after each of the given ones.
  func logProbabilities(_ tokens: [Int32]) -> [[Double]] {
    let (width, size) = (shape.width, shape.headWidth)
    let embedding = Array(tensor("model.embed_tokens"))
    var stream = tokens.map { Array(embedding[Int($0) * width..<(Int($0) + 1) * width]) }
    for layer in 0..<shape.layers {
      let prefix = "model.layers.\(layer)."
      let inputs = stream.map { normalized(prefix + "input_layernorm", $0) }
      let queries = inputs.enumerated().map {
        rotated(product(prefix + "self_attn.q_proj", $1), position: $0)
      }
      let keys = inputs.enumerated().map {
        rotated(product(prefix + "self_attn.k_proj", $1), position: $0)
      }
      let values = inputs.map { product(prefix + "self_attn.v_proj", $0) }
      for place in tokens.indices {
        var attended = [Double](repeating: 0, count: width)
        for head in 0..<shape.heads {
          let columns = head * size..<(head + 1) * size
          let scores = (0...place).map { seen in
            columns.reduce(0) { $0 + queries[place][$1] * keys[seen][$1] }
              / Double(size).squareRoot()
          }
          let sum = scores.reduce(0) { $0 + exp($1) }
          for seen in 0...place {
            for column in columns {
              attended[column] += exp(scores[seen]) / sum * values[seen][column]
            }
          }
        }
        let output = product(prefix + "self_attn.o_proj", attended)
        for column in 0..<width { stream[place][column] += output[column] }
      }
      for place in tokens.indices {
        let input = normalized(prefix + "post_attention_layernorm", stream[place])
        let gates = product(prefix + "mlp.gate_proj", input)
        let values = product(prefix + "mlp.up_proj", input)
        let hidden = gates.indices.map { gates[$0] / (1 + exp(-gates[$0])) * values[$0] }
        let output = product(prefix + "mlp.down_proj", hidden)
        for column in 0..<width { stream[place][column] += output[column] }
      }
    }
    return stream.map { state in
      let logits = product("model.embed_tokens", normalized("model.norm", state))
      let most = logits.max()!
      let logSum = most + log(logits.reduce(0) { $0 + exp($1 - most) })
      return logits.map { $0 - logSum }
    }
  }

  /// The log-probabilities after each token of rows but their last.
  func predictions(_ rows: [TokenRow]) -> [[[Double]]] {
    rows.map { logProbabilities($0.tokens.dropLast()) }
  }

  /// The mean over target tokens of an objective.
  ///
  /// - Parameters:
  ///   - base: The predictions of the frozen base.
  ///   - detached: Predictions that weigh the targets, through which no gradient flows.
  func loss(
    _ rows: [TokenRow], _ objective: Objective, base: [[[Double]]], detached: [[[Double]]]
  ) -> Double {
    var (sum, total) = (0.0, 0.0)
    for (index, predictions) in predictions(rows).enumerated() {
      for place in predictions.indices {
        let target = Int(rows[index].tokens[place + 1])
        let weight = Double(rows[index].weights[place + 1])
        let probability = exp(detached[index][place][target])
        let factor =
          switch objective.reweighting {
          case .uniform: 1.0
          case .dynamic: probability
          case .adaptive(let power): pow(1 - probability, Double(power))
          case .ignored: 0.0
          }
        sum -= weight * factor * predictions[place][target]
        total += weight
        for (model, base) in zip(predictions[place], base[index][place]) {
          sum += weight * Double(objective.forwardKL) * exp(base) * (base - model)
          sum += weight * Double(objective.reverseKL) * exp(model) * (model - base)
        }
      }
    }
    return sum / total
  }

  /// Half the squared distance from other weights.
  func anchor(to home: ReferenceModel) -> Double {
    zip(weights, home.weights).reduce(0) { $0 + pow($1.0 - $1.1, 2) / 2 }
  }
}
