internal import TinyTransformerKernels

/// One thread's memory for taking packs forward and backward through a model.
///
/// All memory is allocated when the pass is made. A pass serves one thread at a time.
final class Pass {
  let shape: ModelShape
  let kernels: Kernels
  /// The most places of a pack, and of a row.
  let places, longest: Int

  /// What a layer keeps between the ways forward and back. A row for each place; in the last layer,
  /// after attention, for each kept place.
  struct Layer {
    let input, attentionInput, queriesKeysValues, probabilities, attended: FloatMemory
    let middle, feedForwardInput, gatesAndValues, gated: FloatMemory
    let inputInverse, middleInverse: FloatMemory
  }

  let layers: [Layer]
  let output, normalized, outputInverse: FloatMemory
  /// The logits of the kept places, then their gradients; rows are `logitStride` apart.
  let logits: FloatMemory
  /// One row of logits that is still needed when its place holds probabilities.
  let logitCopy: FloatMemory
  let logitStride: Int

  let attentionScratch: AttentionScratch
  let rotation: RotaryTable
  private let gradient, branchGradient, hiddenGradient, attentionGradient: FloatMemory

  init(shape: ModelShape, places: Int, longest: Int, kernels: Kernels, rotation: RotaryTable) {
    self.shape = shape
    self.kernels = kernels
    self.places = places
    self.longest = longest
    self.rotation = rotation
    let (width, hidden) = (shape.width, shape.hidden)
    let probabilities = shape.heads * places * kernels.padded(longest)
    layers = (0..<shape.layers).map { _ in
      Layer(
        input: FloatMemory(places * width), attentionInput: FloatMemory(places * width),
        queriesKeysValues: FloatMemory(places * 3 * width),
        probabilities: FloatMemory(probabilities), attended: FloatMemory(places * width),
        middle: FloatMemory(places * width), feedForwardInput: FloatMemory(places * width),
        gatesAndValues: FloatMemory(places * 2 * hidden), gated: FloatMemory(places * hidden),
        inputInverse: FloatMemory(places), middleInverse: FloatMemory(places))
    }
    output = FloatMemory(places * width)
    normalized = FloatMemory(places * width)
    outputInverse = FloatMemory(places)
    logitStride = kernels.padded(shape.vocabulary)
    logits = FloatMemory(places * logitStride)
    logitCopy = FloatMemory(logitStride)
    attentionScratch = AttentionScratch(
      longest: longest, headWidth: shape.headWidth, kernels: kernels)
    gradient = FloatMemory(places * width)
    branchGradient = FloatMemory(places * width)
    hiddenGradient = FloatMemory(places * hidden)
    attentionGradient = FloatMemory(places * 3 * width)
  }
}

// MARK: - Forward

extension Pass {
  /// Computes the logits of a pack's kept places.
  func forward(_ pack: Pack, _ weights: PackedWeights) {
    precondition(pack.count <= places && pack.longest <= longest)
    let width = shape.width
    for (place, token) in pack.tokens.enumerated() {
      (layers[0].input.base + place * width)
        .update(from: weights.embeddingRows + Int(token) * width, count: width)
    }
    for index in layers.indices {
      let next = index + 1 < layers.count ? layers[index + 1].input : output
      forward(pack, index, weights.layers[index], into: next)
    }
    let kept = pack.keptCount
    kernels.loops.normalize(
      kept, width, output.base, weights.finalNorm, ModelShape.epsilon, normalized.base,
      outputInverse.base)
    kernels.multiply(
      Matrix(normalized.base, kept, width), weights.embedding.forward,
      into: logitRows(kept))
  }

  func logitRows(_ count: Int) -> Matrix {
    Matrix(logits.base, count, shape.vocabulary, rowStride: logitStride)
  }

  private func forward(
    _ pack: Pack, _ index: Int, _ weights: PackedWeights.Layer, into next: FloatMemory
  ) {
    let (layer, width, hidden) = (layers[index], shape.width, shape.hidden)
    let isLast = index == layers.count - 1
    let (all, rest) = (pack.count, isLast ? pack.keptCount : pack.count)

    kernels.loops.normalize(
      all, width, layer.input.base, weights.attentionNorm, ModelShape.epsilon,
      layer.attentionInput.base, layer.inputInverse.base)
    kernels.multiply(
      Matrix(layer.attentionInput.base, all, width), weights.queriesKeysValues.forward,
      into: Matrix(layer.queriesKeysValues.base, all, 3 * width))
    rotate(pack, layer.queriesKeysValues, sign: 1)
    forEachHead(pack, index) { head, columns, rows in
      let output = Matrix(layer.attended.base, all, width).rows(rows).columns(columns)
      head.forward(into: output)
    }

    layer.middle.base.update(from: layer.input.base, count: all * width)
    if isLast {
      dropUnkept(pack, layer.attended)
      dropUnkept(pack, layer.middle)
    }
    kernels.multiply(
      Matrix(layer.attended.base, rest, width), weights.attentionOutput.forward,
      addingTo: Matrix(layer.middle.base, rest, width))

    kernels.loops.normalize(
      rest, width, layer.middle.base, weights.feedForwardNorm, ModelShape.epsilon,
      layer.feedForwardInput.base, layer.middleInverse.base)
    kernels.multiply(
      Matrix(layer.feedForwardInput.base, rest, width), weights.gatesAndValues.forward,
      into: Matrix(layer.gatesAndValues.base, rest, 2 * hidden))
    kernels.loops.gated(rest, hidden, layer.gatesAndValues.base, layer.gated.base)
    next.base.update(from: layer.middle.base, count: rest * width)
    kernels.multiply(
      Matrix(layer.gated.base, rest, hidden), weights.feedForwardOutput.forward,
      addingTo: Matrix(next.base, rest, width))
  }

  private func rotate(_ pack: Pack, _ memory: FloatMemory, sign: Float) {
    let half = shape.headWidth / 2
    for segment in pack.segments {
      for place in 0..<segment.count {
        kernels.loops.rotate(
          2 * shape.heads, half, memory.base + (segment.start + place) * 3 * shape.width,
          rotation.cosines + place * half, rotation.sines + place * half, sign)
      }
    }
  }

  /// Calls a closure with each head of each row, the head's columns and the row's places.
  private func forEachHead(
    _ pack: Pack, _ index: Int, _ body: (AttentionHead, Range<Int>, Range<Int>) -> Void
  ) {
    let (layer, width, size) = (layers[index], shape.width, shape.headWidth)
    var probabilities = layer.probabilities.base
    for segment in pack.segments {
      let rows = segment.start..<segment.start + segment.count
      let all = Matrix(layer.queriesKeysValues.base, pack.count, 3 * width).rows(rows)
      for head in 0..<shape.heads {
        let columns = head * size..<(head + 1) * size
        let stride = kernels.padded(segment.count)
        body(
          AttentionHead(
            kernels: kernels, queries: all.columns(columns),
            keys: all.columns(columns.lowerBound + width..<columns.upperBound + width),
            values: all.columns(columns.lowerBound + 2 * width..<columns.upperBound + 2 * width),
            probabilities: Matrix(probabilities, segment.count, stride),
            firstQuery: index == layers.count - 1 ? segment.firstKept : 0,
            scratch: attentionScratch),
          columns, rows)
        probabilities += segment.count * stride
      }
    }
  }

  /// Moves the rows of kept places together.
  private func dropUnkept(_ pack: Pack, _ memory: FloatMemory) {
    let width = shape.width
    for segment in pack.segments {
      let from = memory.base + (segment.start + segment.firstKept) * width
      (memory.base + segment.keptStart * width)
        .update(from: from, count: segment.keptCount * width)
    }
  }

  /// Moves the rows of kept places to where they were, with zeros for the others.
  private func restoreUnkept(_ pack: Pack, _ memory: FloatMemory) {
    let width = shape.width
    for segment in pack.segments.reversed() {
      let to = memory.base + (segment.start + segment.firstKept) * width
      to.update(from: memory.base + segment.keptStart * width, count: segment.keptCount * width)
      (memory.base + segment.start * width)
        .update(repeating: 0, count: segment.firstKept * width)
    }
  }
}

// MARK: - Backward

extension Pass {
  /// Adds to the gradients of all weights, given those of the logits in their place.
  func backward(
    _ pack: Pack, _ weights: PackedWeights, addingTo gradients: UnsafeMutablePointer<Float>
  ) {
    let (width, kept, layout) = (shape.width, pack.keptCount, weights.layout)
    let logits = logitRows(kept)
    let normalized = Matrix(normalized.base, kept, width)
    let branch = Matrix(branchGradient.base, kept, width)
    addProduct(logits, normalized, to: gradients, at: layout.embedding)
    kernels.multiply(logits, weights.embedding.backward, into: branch)
    gradient.base.update(repeating: 0, count: kept * width)
    kernels.loops.normalize_backward(
      kept, width, output.base, weights.finalNorm, outputInverse.base, branch.base,
      gradient.base, gradients + layout.finalNorm.start)
    for index in layers.indices.reversed() {
      backward(pack, index, weights.layers[index], layout.layers[index], gradients)
    }
    let embedding = gradients + layout.embedding.start
    for (place, token) in pack.tokens.enumerated() {
      kernels.loops.add(
        width, gradient.base + place * width, embedding + Int(token) * width)
    }
  }

  /// Adds the gradient of a matrix, that of its output times its input.
  private func addProduct(
    _ outputGradient: Matrix, _ input: Matrix, to gradients: UnsafeMutablePointer<Float>,
    at place: WeightLayout.Place
  ) {
    kernels.multiply(
      outputGradient.transposed, kernels.panels(input),
      addingTo: Matrix(gradients + place.start, place.outputs, place.inputs))
  }

  private func backward(
    _ pack: Pack, _ index: Int, _ weights: PackedWeights.Layer, _ layout: WeightLayout.Layer,
    _ gradients: UnsafeMutablePointer<Float>
  ) {
    let (layer, width, hidden) = (layers[index], shape.width, shape.hidden)
    let isLast = index == layers.count - 1
    let (all, rest) = (pack.count, isLast ? pack.keptCount : pack.count)

    // The feed-forward unit.
    let gradient = Matrix(gradient.base, rest, width)
    let branch = Matrix(branchGradient.base, rest, width)
    let gated = Matrix(layer.gated.base, rest, hidden)
    let gatedGradient = Matrix(hiddenGradient.base, rest, hidden)
    let gatesAndValues = Matrix(layer.gatesAndValues.base, rest, 2 * hidden)
    addProduct(gradient, gated, to: gradients, at: layout.feedForwardOutput)
    kernels.multiply(gradient, weights.feedForwardOutput.backward, into: gatedGradient)
    kernels.loops.gated_backward(rest, hidden, gatesAndValues.base, gatedGradient.base)
    addProduct(
      gatesAndValues, Matrix(layer.feedForwardInput.base, rest, width), to: gradients,
      at: layout.gatesAndValues)
    kernels.multiply(gatesAndValues, weights.gatesAndValues.backward, into: branch)
    kernels.loops.normalize_backward(
      rest, width, layer.middle.base, weights.feedForwardNorm, layer.middleInverse.base,
      branch.base, gradient.base, gradients + layout.feedForwardNorm.start)

    // Attention.
    addProduct(
      gradient, Matrix(layer.attended.base, rest, width), to: gradients,
      at: layout.attentionOutput)
    kernels.multiply(gradient, weights.attentionOutput.backward, into: branch)
    if isLast {
      restoreUnkept(pack, self.gradient)
      restoreUnkept(pack, branchGradient)
      attentionGradient.base.update(repeating: 0, count: all * 3 * width)
    }
    let attention = Matrix(attentionGradient.base, all, 3 * width)
    forEachHead(pack, index) { head, columns, rows in
      let part = attention.rows(rows)
      head.backward(
        from: Matrix(branchGradient.base, all, width).rows(rows).columns(columns),
        queries: part.columns(columns),
        keys: part.columns(columns.lowerBound + width..<columns.upperBound + width),
        values: part.columns(columns.lowerBound + 2 * width..<columns.upperBound + 2 * width))
    }
    rotate(pack, attentionGradient, sign: -1)
    addProduct(
      attention, Matrix(layer.attentionInput.base, all, width), to: gradients,
      at: layout.queriesKeysValues)
    let allBranch = Matrix(branchGradient.base, all, width)
    kernels.multiply(attention, weights.queriesKeysValues.backward, into: allBranch)
    kernels.loops.normalize_backward(
      all, width, layer.input.base, weights.attentionNorm, layer.inputInverse.base,
      allBranch.base, self.gradient.base, gradients + layout.attentionNorm.start)
  }
}
