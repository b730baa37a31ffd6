internal import TinyTransformerKernels

/// Causal attention of one head within one row.
///
/// Works on blocks of queries, so that keys after a block are never looked at.
struct AttentionHead {
  let kernels: Kernels
  /// The head's part of queries, keys and values: a row for each place.
  let queries, keys, values: Matrix
  /// A row for each query; room for `kernels.padded(keys.rows)` columns.
  let probabilities: Matrix
  /// Queries before this one are not computed.
  let firstQuery: Int
  let scratch: AttentionScratch

  /// Blocks end at multiples of this, those of keys and those of queries.
  static let block = 24
  private var scale: Float { 1 / Float(queries.columns).squareRoot() }

  private func forEachBlock(from first: Int, _ body: (Range<Int>) -> Void) {
    var start = first
    while start < queries.rows {
      let end = min((start / Self.block + 1) * Self.block, queries.rows)
      body(start..<end)
      start = end
    }
  }

  /// Fills in probabilities and output.
  func forward(into output: Matrix) {
    let turnedKeys = kernels.pack(keys.transposed, into: scratch.first.base)
    let values = kernels.pack(values, into: scratch.second.base)
    let scale = scale
    forEachBlock(from: firstQuery) { block in
      let seen = kernels.padded(block.upperBound)
      let rows = probabilities.rows(block)
      kernels.multiply(
        queries.rows(block), turnedKeys.firstColumns(seen), into: rows.columns(0..<seen))
      for query in block {
        let row = probabilities.base + query * probabilities.rowStride
        kernels.loops.softmax(row, query + 1, seen, scale, nil)
      }
      kernels.multiply(
        rows.columns(0..<block.upperBound), values.firstRows(block.upperBound),
        into: output.rows(block))
    }
  }

  /// Given the gradient of the output, sets those of queries, keys and values; probabilities are
  /// used up. Gradients of queries before the first are left alone.
  func backward(
    from output: Matrix, queries queryGradient: Matrix, keys keyGradient: Matrix,
    values valueGradient: Matrix
  ) {
    let packedOutput = kernels.pack(output, into: scratch.first.base)
    sumOverQueries(packedOutput, into: valueGradient)

    let turnedValues = kernels.pack(values.transposed, into: scratch.first.base)
    let packedKeys = kernels.pack(keys, into: scratch.second.base)
    let scale = scale
    forEachBlock(from: firstQuery) { block in
      let seen = kernels.padded(block.upperBound)
      let gradient = Matrix(scratch.block.base, block.count, seen)
      kernels.multiply(output.rows(block), turnedValues.firstColumns(seen), into: gradient)
      for query in block {
        kernels.loops.softmax_backward(
          probabilities.base + query * probabilities.rowStride,
          gradient.base + (query - block.lowerBound) * seen, query + 1, scale)
      }
      kernels.multiply(
        probabilities.rows(block).columns(0..<block.upperBound),
        packedKeys.firstRows(block.upperBound), into: queryGradient.rows(block))
    }

    let packedQueries = kernels.pack(queries, into: scratch.first.base)
    sumOverQueries(packedQueries, into: keyGradient)
  }

  /// result = probabilities^T * right, where a key is seen by the queries from its own place on.
  private func sumOverQueries(_ right: Panels, into result: Matrix) {
    forEachBlock(from: 0) { block in
      let first = max(firstQuery, block.lowerBound)
      let seen = probabilities.rows(first..<queries.rows).columns(block)
      kernels.multiply(seen.transposed, right.dropFirstRows(first), into: result.rows(block))
    }
  }
}

/// What attention works with, for rows up to a length.
final class AttentionScratch {
  let first, second, block: FloatMemory

  init(longest: Int, headWidth: Int, kernels: Kernels) {
    let room = max(
      kernels.packedCount(rows: headWidth, columns: longest),
      kernels.packedCount(rows: longest, columns: headWidth))
    first = FloatMemory(room)
    second = FloatMemory(room)
    block = FloatMemory(AttentionHead.block * kernels.padded(longest))
  }
}
