/// The weights of a model, laid out for the products of a pass: each matrix in panels once for the
/// way forward and once for the way back.
final class PackedWeights: @unchecked Sendable {
  /// The two panels of a matrix.
  struct Panelled {
    /// inputs x outputs: x * W^T.
    let forward: Panels
    /// outputs x inputs: dy * W.
    let backward: Panels
  }

  struct Layer {
    let queriesKeysValues, attentionOutput, gatesAndValues, feedForwardOutput: Panelled
    let attentionNorm, feedForwardNorm: UnsafePointer<Float>
  }

  let shape: ModelShape
  let kernels: Kernels
  let layout: WeightLayout
  let layers: [Layer]
  let embedding: Panelled
  let finalNorm: UnsafePointer<Float>
  /// The embedding as it is, a row for each token.
  let embeddingRows: UnsafePointer<Float>

  private let matrices: [(place: WeightLayout.Place, panels: Panelled)]
  /// The weights as they are.
  var plainWeights: UnsafePointer<Float> { UnsafePointer(plain.base) }

  private let panels: FloatMemory
  private let plain: FloatMemory

  init(_ model: LanguageModel, kernels: Kernels) {
    shape = model.shape
    layout = model.layout
    self.kernels = kernels
    let places = [layout.embedding] + layout.layers.flatMap(\.matrices)
    func room(_ place: WeightLayout.Place) -> (forward: Int, backward: Int) {
      (
        kernels.packedCount(rows: place.inputs, columns: place.outputs),
        kernels.packedCount(rows: place.outputs, columns: place.inputs)
      )
    }
    panels = FloatMemory(places.reduce(0) { $0 + room($1).forward + room($1).backward })
    plain = FloatMemory(layout.count)
    var base = panels.base
    matrices = places.map { place in
      let forward = kernels.packed(base, rows: place.inputs, columns: place.outputs)
      base += room(place).forward
      let backward = kernels.packed(base, rows: place.outputs, columns: place.inputs)
      base += room(place).backward
      return (place, Panelled(forward: forward, backward: backward))
    }
    var rest = matrices.dropFirst()
    func next() -> Panelled { rest.removeFirst().panels }
    let plain = UnsafePointer(plain.base)
    layers = layout.layers.map { layer in
      Layer(
        queriesKeysValues: next(), attentionOutput: next(), gatesAndValues: next(),
        feedForwardOutput: next(), attentionNorm: plain + layer.attentionNorm.start,
        feedForwardNorm: plain + layer.feedForwardNorm.start)
    }
    embedding = matrices[0].panels
    finalNorm = plain + layout.finalNorm.start
    embeddingRows = plain + layout.embedding.start
    model.weights.withUnsafeBufferPointer { update(from: $0.baseAddress!) }
  }

  /// Takes over new weights.
  func update(from weights: UnsafePointer<Float>) {
    update(from: weights, worker: 0, of: 1)
  }

  /// One worker's share in taking over new weights.
  func update(from weights: UnsafePointer<Float>, worker: Int, of workers: Int) {
    for index in stride(from: worker, to: matrices.count, by: workers) {
      let (place, panels) = matrices[index]
      let matrix = Matrix(
        UnsafeMutablePointer(mutating: weights + place.start), place.outputs, place.inputs)
      _ = kernels.pack(matrix.transposed, into: panels.forward.base)
      _ = kernels.pack(matrix, into: panels.backward.base)
    }
    let share = (layout.count + workers - 1) / workers
    let range = min(worker * share, layout.count)..<min((worker + 1) * share, layout.count)
    (plain.base + range.lowerBound).update(from: weights + range.lowerBound, count: range.count)
  }
}
