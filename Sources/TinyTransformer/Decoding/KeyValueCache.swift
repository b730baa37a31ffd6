/// The keys and values of all places of several sequences, each in a slot of its own.
///
/// Keys lie turned, a row for each number of a head, so that one query's scores for all places are one
/// product with vectors along the places.
final class KeyValueCache {
  private let shape: ModelShape
  private let slots: Int
  /// Places that a slot has room for, in whole panels.
  private let capacity: Int
  private let panelWidth: Int
  private let keys, values: FloatMemory

  init(_ shape: ModelShape, slots: Int, kernels: Kernels) {
    self.shape = shape
    self.slots = slots
    panelWidth = kernels.panelWidth
    capacity = (shape.context + panelWidth - 1) / panelWidth * panelWidth
    keys = FloatMemory(shape.layers * slots * shape.width * capacity)
    values = FloatMemory(shape.layers * slots * shape.width * capacity)
  }

  private func offset(_ layer: Int, _ slot: Int, _ head: Int) -> Int {
    ((layer * slots + slot) * shape.heads + head) * shape.headWidth * capacity
  }

  /// A head's keys: a row for each number, a column for each place.
  func keys(_ layer: Int, _ slot: Int, _ head: Int) -> Panels {
    Panels(
      base: keys.base + offset(layer, slot, head), rows: shape.headWidth, columns: capacity,
      rowStride: capacity, panelStride: panelWidth)
  }

  /// A head's values: a row for each place.
  func values(_ layer: Int, _ slot: Int, _ head: Int) -> Panels {
    Panels(
      base: values.base + offset(layer, slot, head), rows: capacity, columns: shape.headWidth,
      rowStride: shape.headWidth, panelStride: panelWidth)
  }

  /// Writes the keys and values of all heads at a place.
  func append(
    _ newKeys: UnsafePointer<Float>, _ newValues: UnsafePointer<Float>, at place: Int, _ layer: Int,
    _ slot: Int
  ) {
    let size = shape.headWidth
    for head in 0..<shape.heads {
      let start = offset(layer, slot, head)
      for index in 0..<size {
        keys.base[start + index * capacity + place] = newKeys[head * size + index]
      }
      (values.base + start + place * size).update(from: newValues + head * size, count: size)
    }
  }

  /// Takes over a prompt that a pass has just read.
  func read(_ pass: Pass, _ segment: Pack.Segment, into slot: Int) {
    let width = shape.width
    for layer in 0..<shape.layers {
      for place in 0..<segment.count {
        let row =
          pass.layers[layer].queriesKeysValues.base + (segment.start + place) * 3 * width
        append(row + width, row + 2 * width, at: place, layer, slot)
      }
    }
  }
}
