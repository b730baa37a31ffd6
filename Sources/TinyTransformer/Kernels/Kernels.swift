internal import TinyTransformerKernels

/// The inner loops of the model, for one kind of processor.
struct Kernels: Sendable {
  let name: String
  let loops: tiny_kernels

  /// In Swift, for any processor.
  static let portable = Kernels(name: "portable", loops: PortableKernels.loops)

  /// All that this processor can run, the fastest last.
  static let available: [Kernels] = {
    var kernels = [portable]
    if let loops = tiny_kernels_avx2() {
      kernels.append(Kernels(name: "AVX2", loops: loops.pointee))
    }
    if let loops = tiny_kernels_avx512() {
      kernels.append(Kernels(name: "AVX-512", loops: loops.pointee))
    }
    return kernels
  }()

  /// The fastest that this processor can run.
  static let fastest = available[available.count - 1]

  /// How many columns a panel has.
  var panelWidth: Int { loops.panel_width }

  /// A number of columns that whole vectors cover.
  func padded(_ columns: Int) -> Int {
    let lanes = panelWidth / 2
    return (columns + lanes - 1) / lanes * lanes
  }

  /// The room that a packed matrix takes.
  func packedCount(rows: Int, columns: Int) -> Int {
    (columns + panelWidth - 1) / panelWidth * panelWidth * rows
  }

  /// Lays a matrix out in panels.
  func pack(_ matrix: Matrix, into base: UnsafeMutablePointer<Float>) -> Panels {
    loops.pack(
      matrix.rows, matrix.columns, matrix.base, matrix.rowStride, matrix.columnStride, base)
    return packed(base, rows: matrix.rows, columns: matrix.columns)
  }

  /// A matrix that was packed before.
  func packed(_ base: UnsafeMutablePointer<Float>, rows: Int, columns: Int) -> Panels {
    Panels(
      base: base, rows: rows, columns: columns, rowStride: panelWidth,
      panelStride: panelWidth * rows)
  }

  /// A matrix whose rows follow one another, read where it lies.
  func panels(_ matrix: Matrix) -> Panels {
    Panels(
      base: matrix.base, rows: matrix.rows, columns: matrix.columns,
      rowStride: matrix.rowStride, panelStride: panelWidth)
  }

  /// result = left * right
  func multiply(_ left: Matrix, _ right: Panels, into result: Matrix) {
    multiply(left, right, initial: nil, into: result)
  }

  /// result += left * right
  func multiply(_ left: Matrix, _ right: Panels, addingTo result: Matrix) {
    multiply(left, right, initial: result.base, into: result)
  }

  private func multiply(
    _ left: Matrix, _ right: Panels, initial: UnsafeMutablePointer<Float>?, into result: Matrix
  ) {
    assert(left.columns == right.rows && left.rows == result.rows)
    assert(right.columns == result.columns && result.columnStride == 1)
    loops.multiply(
      left.rows, right.columns, left.columns, left.base, left.rowStride, left.columnStride,
      right.base, right.rowStride, right.panelStride, initial, result.base, result.rowStride)
  }
}
