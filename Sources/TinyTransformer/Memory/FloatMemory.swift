internal import Foundation

/// Numbers at a fixed place, aligned for the widest vectors, zero at first. It is allocated once and
/// never grows, and takes no room of the machine before it is used.
///
/// Some room follows the last number, since kernels read whole panels.
final class FloatMemory: @unchecked Sendable {
  let count: Int
  let base: UnsafeMutablePointer<Float>
  private let allocation: UnsafeMutableRawPointer

  private static let slack = 64
  private static let alignment = 64

  init(_ count: Int) {
    self.count = count
    let bytes = (count + Self.slack) * MemoryLayout<Float>.stride + Self.alignment
    guard let allocation = calloc(bytes, 1) else {
      fatalError("no memory for \(count) numbers")
    }
    self.allocation = allocation
    base = allocation.alignedUp(toMultipleOf: Self.alignment).assumingMemoryBound(to: Float.self)
  }

  deinit {
    free(allocation)
  }

  func clear() {
    base.update(repeating: 0, count: count)
  }
}

/// Numbers in rows and columns, anywhere in memory.
struct Matrix {
  var base: UnsafeMutablePointer<Float>
  var rows: Int
  var columns: Int
  var rowStride: Int
  var columnStride = 1

  /// Rows that follow one another.
  init(_ base: UnsafeMutablePointer<Float>, _ rows: Int, _ columns: Int) {
    self.init(base, rows, columns, rowStride: columns)
  }

  init(_ base: UnsafeMutablePointer<Float>, _ rows: Int, _ columns: Int, rowStride: Int) {
    self.base = base
    self.rows = rows
    self.columns = columns
    self.rowStride = rowStride
  }

  var transposed: Matrix {
    var turned = self
    swap(&turned.rows, &turned.columns)
    swap(&turned.rowStride, &turned.columnStride)
    return turned
  }

  /// Some of the rows.
  func rows(_ range: Range<Int>) -> Matrix {
    var part = self
    part.base += range.lowerBound * rowStride
    part.rows = range.count
    return part
  }

  /// Some of the columns.
  func columns(_ range: Range<Int>) -> Matrix {
    var part = self
    part.base += range.lowerBound * columnStride
    part.columns = range.count
    return part
  }
}

/// The right-hand matrix of a product, in panels of columns that lie side by side.
struct Panels {
  var base: UnsafeMutablePointer<Float>
  var rows: Int
  var columns: Int
  var rowStride: Int
  var panelStride: Int

  /// The rows from one on.
  func dropFirstRows(_ count: Int) -> Panels {
    var part = self
    part.base += count * rowStride
    part.rows -= count
    return part
  }

  /// The first rows.
  func firstRows(_ count: Int) -> Panels {
    var part = self
    part.rows = count
    return part
  }

  /// The first columns.
  func firstColumns(_ count: Int) -> Panels {
    var part = self
    part.columns = count
    return part
  }
}
