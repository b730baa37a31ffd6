internal import TinyTransformerKernels

/// One thread's prompts while they are continued.
final class DecodingLane {
  let slots: Int
  private let weights: PackedWeights
  private let cache: KeyValueCache
  private let pass: Pass
  private var pack = Pack()
  private var active: [Sequence] = []
  private var freeSlots: [Int]

  private let stream, normalized, queriesKeysValues, attended: FloatMemory
  private let gatesAndValues, gated, inverse, scores, logits: FloatMemory

  /// A prompt that is being continued.
  fileprivate struct Sequence {
    let prompt: Int
    let slot: Int
    /// How many places the cache holds.
    var count: Int
    var last: Int32
    var generator: SeededGenerator
    var continuation = Continuation()
    var isDone = false
  }

  init(_ weights: PackedWeights, slots: Int, rotation: RotaryTable) {
    self.slots = slots
    self.weights = weights
    let (shape, kernels) = (weights.shape, weights.kernels)
    cache = KeyValueCache(shape, slots: slots, kernels: kernels)
    pass = Pass(
      shape: shape, places: max(256, shape.context), longest: shape.context, kernels: kernels,
      rotation: rotation)
    freeSlots = Array((0..<slots).reversed())
    stream = FloatMemory(slots * shape.width)
    normalized = FloatMemory(slots * shape.width)
    queriesKeysValues = FloatMemory(slots * 3 * shape.width)
    attended = FloatMemory(slots * shape.width)
    gatesAndValues = FloatMemory(slots * 2 * shape.hidden)
    gated = FloatMemory(slots * shape.hidden)
    inverse = FloatMemory(slots)
    scores = FloatMemory(kernels.padded(shape.context))
    logits = FloatMemory(slots * pass.logitStride)
  }

  var isEmpty: Bool { active.isEmpty }

  /// How many prompts more can be begun.
  func free(of share: Int) -> Int { share - active.count }

  /// Reads prompts into the cache; the first token of each continuation comes with it.
  ///
  /// Equal prompts that follow one another are read once.
  func begin(_ prompts: [(index: Int, prompt: PromptTokens)], _ settings: DecodingSettings) {
    var waiting = prompts[...]
    while !waiting.isEmpty {
      pack.removeAll()
      let first = active.count
      var segments: [Int] = []
      var before: [Int32] = []
      while let (index, prompt) = waiting.first {
        if prompt.tokens != before {
          if pack.count + prompt.tokens.count > pass.places { break }
          pack.append(prompt: prompt.tokens[...], at: index)
          before = prompt.tokens
        }
        waiting.removeFirst()
        segments.append(pack.segments.count - 1)
        active.append(
          Sequence(
            prompt: index, slot: freeSlots.removeLast(), count: prompt.tokens.count, last: 0,
            generator: SeededGenerator(seed: prompt.seed)))
      }
      pass.forward(pack, weights)
      for (offset, index) in segments.enumerated() {
        let segment = pack.segments[index]
        cache.read(pass, segment, into: active[first + offset].slot)
        // A copy, since choosing uses logits up.
        logits.base.update(
          from: pass.logits.base + segment.keptStart * pass.logitStride, count: pass.logitStride)
        choose(first + offset, from: logits.base, settings)
      }
    }
  }

  /// Finishes what is done, and continues the rest by a token each.
  func step(_ settings: DecodingSettings, finish: (Int, Continuation) -> Void) {
    for sequence in active where sequence.isDone {
      finish(sequence.prompt, sequence.continuation)
      freeSlots.append(sequence.slot)
    }
    active.removeAll { $0.isDone }
    if active.isEmpty { return }
    forward()
    for index in active.indices {
      choose(index, from: logits.base + index * pass.logitStride, settings)
    }
  }

  /// Takes the last token of each sequence through the model.
  private func forward() {
    let (shape, kernels) = (weights.shape, weights.kernels)
    let (width, hidden, rows) = (shape.width, shape.hidden, active.count)
    let stream = Matrix(stream.base, rows, width)
    let normalized = Matrix(normalized.base, rows, width)
    for (row, sequence) in active.enumerated() {
      (stream.base + row * width)
        .update(from: weights.embeddingRows + Int(sequence.last) * width, count: width)
    }
    for index in 0..<shape.layers {
      let layer = weights.layers[index]
      normalize(stream, layer.attentionNorm, into: normalized)
      kernels.multiply(
        normalized, layer.queriesKeysValues.forward,
        into: Matrix(queriesKeysValues.base, rows, 3 * width))
      for row in active.indices { attend(row, index) }
      kernels.multiply(
        Matrix(attended.base, rows, width), layer.attentionOutput.forward, addingTo: stream)
      normalize(stream, layer.feedForwardNorm, into: normalized)
      kernels.multiply(
        normalized, layer.gatesAndValues.forward,
        into: Matrix(gatesAndValues.base, rows, 2 * hidden))
      kernels.loops.gated(rows, hidden, gatesAndValues.base, gated.base)
      kernels.multiply(
        Matrix(gated.base, rows, hidden), layer.feedForwardOutput.forward, addingTo: stream)
    }
    normalize(stream, weights.finalNorm, into: normalized)
    kernels.multiply(
      normalized, weights.embedding.forward,
      into: Matrix(logits.base, rows, shape.vocabulary, rowStride: pass.logitStride))
    for row in active.indices { active[row].count += 1 }
  }

  private func normalize(_ x: Matrix, _ weight: UnsafePointer<Float>, into y: Matrix) {
    weights.kernels.loops.normalize(
      x.rows, x.columns, x.base, weight, ModelShape.epsilon, y.base, inverse.base)
  }

  /// Attention of one sequence's newest place to all of its places.
  private func attend(_ row: Int, _ layer: Int) {
    let (shape, kernels) = (weights.shape, weights.kernels)
    let (width, size, half) = (shape.width, shape.headWidth, shape.headWidth / 2)
    let sequence = active[row]
    let own = queriesKeysValues.base + row * 3 * width
    kernels.loops.rotate(
      2 * shape.heads, half, own, pass.rotation.cosines + sequence.count * half,
      pass.rotation.sines + sequence.count * half, 1)
    cache.append(own + width, own + 2 * width, at: sequence.count, layer, sequence.slot)
    let count = sequence.count + 1
    let padded = kernels.padded(count)
    let scale = 1 / Float(size).squareRoot()
    for head in 0..<shape.heads {
      kernels.multiply(
        Matrix(own + head * size, 1, size),
        cache.keys(layer, sequence.slot, head).firstColumns(padded),
        into: Matrix(scores.base, 1, padded))
      kernels.loops.softmax(scores.base, count, padded, scale, nil)
      kernels.multiply(
        Matrix(scores.base, 1, count), cache.values(layer, sequence.slot, head).firstRows(count),
        into: Matrix(attended.base + row * width + head * size, 1, size))
    }
  }

  /// Chooses a sequence's next token, and sees whether it is the last.
  private func choose(
    _ index: Int, from logits: UnsafeMutablePointer<Float>, _ settings: DecodingSettings
  ) {
    let vocabulary = weights.shape.vocabulary
    let token: Int
    if settings.temperature > 0 {
      weights.kernels.loops.softmax(
        logits, vocabulary, pass.logitStride, 1 / settings.temperature, nil)
      token = SeededGenerator.draw(from: logits, vocabulary, using: &active[index].generator)
    } else {
      token = (1..<vocabulary).reduce(0) { logits[$1] > logits[$0] ? $1 : $0 }
    }
    active[index].take(Int32(token), settings, context: weights.shape.context)
  }
}

extension DecodingLane.Sequence {
  fileprivate mutating func take(_ token: Int32, _ settings: DecodingSettings, context: Int) {
    last = token
    continuation.tokens.append(token)
    continuation.textCount = continuation.tokens.count
    if token == settings.end {
      continuation.textCount -= 1
      continuation.finish = .end
      isDone = true
    } else if let stop = settings.stops.first(where: { continuation.tokens.ends(with: $0) }) {
      continuation.textCount -= stop.count
      continuation.finish = .stop
      isDone = true
    } else {
      isDone = continuation.tokens.count >= settings.maximumTokens || count >= context
    }
  }
}

extension [Int32] {
  fileprivate func ends(with tail: [Int32]) -> Bool {
    count >= tail.count && suffix(tail.count).elementsEqual(tail)
  }
}

extension SeededGenerator {
  /// Draws an index with the given probabilities.
  fileprivate static func draw(
    from probabilities: UnsafePointer<Float>, _ count: Int, using generator: inout SeededGenerator
  ) -> Int {
    var rest = Float(generator.unit())
    var last = 0
    for index in 0..<count where probabilities[index] > 0 {
      last = index
      rest -= probabilities[index]
      if rest < 0 { break }
    }
    return last
  }
}
