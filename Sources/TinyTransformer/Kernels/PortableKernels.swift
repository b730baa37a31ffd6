internal import Foundation
internal import TinyTransformerKernels

/// The inner loops in Swift, for processors that the kernels in C do not know.
///
/// Sums are explicit vectors; loops over separate elements are left to the compiler's.
enum PortableKernels {
  static let loops = tiny_kernels(
    panel_width: Lanes.scalarCount, multiply: multiply, pack: pack, softmax: softmax,
    softmax_backward: softmaxBackward, normalize: normalize,
    normalize_backward: normalizeBackward, rotate: rotate, gated: gated,
    gated_backward: gatedBackward, add: add, sum_of_squares: sumOfSquares, adamw: adamW)
}

private typealias Lanes = SIMD8<Float>
private typealias Numbers = UnsafePointer<Float>
private typealias MutableNumbers = UnsafeMutablePointer<Float>

private func load(_ place: Numbers) -> Lanes {
  UnsafeRawPointer(place).loadUnaligned(as: Lanes.self)
}

/// The sum of terms, each given by its index; `lanes` gives eight terms from an index on.
@inline(__always)
private func sum(_ count: Int, lanes: (Int) -> Lanes, term: (Int) -> Float) -> Float {
  var sums = Lanes.zero
  var index = 0
  while index + Lanes.scalarCount <= count {
    sums += lanes(index)
    index += Lanes.scalarCount
  }
  var sum = sums.sum()
  while index < count {
    sum += term(index)
    index += 1
  }
  return sum
}

// MARK: - Matrix product

private let tileRows = 4

private func multiply(
  rows: Int, columns: Int, depth: Int, a: Numbers, aRow: Int, aColumn: Int, b: Numbers, bRow: Int,
  bPanel: Int, initial: Numbers?, c: MutableNumbers, cRow: Int
) {
  for column in stride(from: 0, to: columns, by: Lanes.scalarCount) {
    let width = min(Lanes.scalarCount, columns - column)
    for row in stride(from: 0, to: rows, by: tileRows) {
      // Where rows are missing, the last one is computed again.
      let last = rows - 1
      var (a0, a1) = (a + row * aRow, a + min(row + 1, last) * aRow)
      var (a2, a3) = (a + min(row + 2, last) * aRow, a + min(row + 3, last) * aRow)
      var (c0, c1, c2, c3) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
      var right = b + column / Lanes.scalarCount * bPanel
      for _ in 0..<depth {
        let lanes = load(right)
        c0 += a0.pointee * lanes
        c1 += a1.pointee * lanes
        c2 += a2.pointee * lanes
        c3 += a3.pointee * lanes
        a0 += aColumn
        a1 += aColumn
        a2 += aColumn
        a3 += aColumn
        right += bRow
      }
      func finish(_ sums: Lanes, _ row: Int) {
        let place = row * cRow + column
        if width == Lanes.scalarCount {
          let all = initial.map { sums + load($0 + place) } ?? sums
          UnsafeMutableRawPointer(c + place).storeBytes(of: all, as: Lanes.self)
        } else {
          for lane in 0..<width {
            c[place + lane] = sums[lane] + (initial.map { $0[place + lane] } ?? 0)
          }
        }
      }
      finish(c0, row)
      if row + 1 < rows { finish(c1, row + 1) }
      if row + 2 < rows { finish(c2, row + 2) }
      if row + 3 < rows { finish(c3, row + 3) }
    }
  }
}

private func pack(
  rows: Int, columns: Int, b: Numbers, bRow: Int, bColumn: Int, packed: MutableNumbers
) {
  var packed = packed
  for column in stride(from: 0, to: columns, by: Lanes.scalarCount) {
    let width = min(Lanes.scalarCount, columns - column)
    for row in 0..<rows {
      let from = b + row * bRow + column * bColumn
      for lane in 0..<Lanes.scalarCount { packed[lane] = lane < width ? from[lane * bColumn] : 0 }
      packed += Lanes.scalarCount
    }
  }
}

// MARK: - Softmax

/// exp(x), to about 2 units in the last place: a power of two times a polynomial (Cephes `expf`).
@inline(__always)
private func exponential(_ x: Float) -> Float {
  let x = x < -80 ? -80 : x > 80 ? 80 : x
  // Adding 1.5 * 2^23 rounds to a whole number.
  let shifted = x * 1.442_695_04 + 12_582_912
  let whole = shifted - 12_582_912
  let rest = x - whole * 0.693_359_375 + whole * 2.121_944_40e-4
  var power: Float = 1.987_569_150_0e-4
  power = power * rest + 1.398_199_950_7e-3
  power = power * rest + 8.333_451_907_3e-3
  power = power * rest + 4.166_579_589_4e-2
  power = power * rest + 1.666_666_545_9e-1
  power = power * rest + 5.000_000_120_1e-1
  power = power * rest * rest + rest + 1
  return power * Float(bitPattern: (shifted.bitPattern &- 0x4B40_0000 &+ 127) << 23)
}

private func softmax(
  row: MutableNumbers, count: Int, padded: Int, scale: Float, logSum: MutableNumbers?
) {
  var most = row[0]
  for index in 0..<count where row[index] > most { most = row[index] }
  for index in 0..<count { row[index] = exponential((row[index] - most) * scale) }
  let total = sum(count, lanes: { load(row + $0) }, term: { row[$0] })
  let inverse = 1 / total
  for index in 0..<count { row[index] *= inverse }
  for index in count..<max(count, padded) { row[index] = 0 }
  logSum?.pointee = most * scale + log(total)
}

private func softmaxBackward(
  probabilities: MutableNumbers, gradient: Numbers, count: Int, scale: Float
) {
  let mean = sum(
    count, lanes: { load(probabilities + $0) * load(gradient + $0) },
    term: { probabilities[$0] * gradient[$0] })
  for index in 0..<count { probabilities[index] *= scale * (gradient[index] - mean) }
}

// MARK: - Normalization

private func normalize(
  rows: Int, width: Int, x: Numbers, weight: Numbers, epsilon: Float, y: MutableNumbers,
  inverseRMS: MutableNumbers
) {
  for row in 0..<rows {
    let (x, y) = (x + row * width, y + row * width)
    let squares = sum(
      width, lanes: { load(x + $0) * load(x + $0) }, term: { x[$0] * x[$0] })
    let inverse = 1 / (squares / Float(width) + epsilon).squareRoot()
    for index in 0..<width { y[index] = x[index] * inverse * weight[index] }
    inverseRMS[row] = inverse
  }
}

private func normalizeBackward(
  rows: Int, width: Int, x: Numbers, weight: Numbers, inverseRMS: Numbers, yGradient: Numbers,
  xGradient: MutableNumbers, weightGradient: MutableNumbers
) {
  for row in 0..<rows {
    let (x, yGradient) = (x + row * width, yGradient + row * width)
    let xGradient = xGradient + row * width
    let inverse = inverseRMS[row]
    let product = sum(
      width, lanes: { load(yGradient + $0) * load(weight + $0) * load(x + $0) },
      term: { yGradient[$0] * weight[$0] * x[$0] })
    let share = product * inverse * inverse * inverse / Float(width)
    for index in 0..<width {
      xGradient[index] += yGradient[index] * weight[index] * inverse - x[index] * share
      weightGradient[index] += yGradient[index] * x[index] * inverse
    }
  }
}

// MARK: - Positions

private func rotate(
  heads: Int, half: Int, row: MutableNumbers, cosines: Numbers, sines: Numbers, sign: Float
) {
  for head in 0..<heads {
    let first = row + 2 * head * half
    let second = first + half
    for index in 0..<half {
      let (x, y, sine) = (first[index], second[index], sign * sines[index])
      first[index] = x * cosines[index] - y * sine
      second[index] = y * cosines[index] + x * sine
    }
  }
}

// MARK: - Gated unit

private func gated(rows: Int, hidden: Int, gatesAndValues: Numbers, y: MutableNumbers) {
  for row in 0..<rows {
    let gates = gatesAndValues + 2 * row * hidden
    let values = gates + hidden
    let y = y + row * hidden
    for index in 0..<hidden {
      y[index] = gates[index] * values[index] / (1 + exponential(-gates[index]))
    }
  }
}

private func gatedBackward(
  rows: Int, hidden: Int, gatesAndValues: MutableNumbers, yGradient: Numbers
) {
  for row in 0..<rows {
    let gates = gatesAndValues + 2 * row * hidden
    let values = gates + hidden
    let yGradient = yGradient + row * hidden
    for index in 0..<hidden {
      let (gate, value, gradient) = (gates[index], values[index], yGradient[index])
      let sigmoid = 1 / (1 + exponential(-gate))
      gates[index] = gradient * value * sigmoid * (1 + gate * (1 - sigmoid))
      values[index] = gradient * gate * sigmoid
    }
  }
}

// MARK: - Optimizer

private func add(count: Int, x: Numbers, sum: MutableNumbers) {
  for index in 0..<count { sum[index] += x[index] }
}

private func sumOfSquares(count: Int, x: Numbers) -> Double {
  var sum = 0.0
  for index in 0..<count { sum += Double(x[index]) * Double(x[index]) }
  return sum
}

private func adamW(
  count: Int, weights: MutableNumbers, gradient: Numbers, firstMoment: MutableNumbers,
  secondMoment: MutableNumbers, gradientScale: Float, beta1: Float, beta2: Float,
  stepSize: Float, rootScale: Float, epsilon: Float, decay: Float
) {
  for index in 0..<count {
    let scaled = gradientScale * gradient[index]
    let first = beta1 * firstMoment[index] + (1 - beta1) * scaled
    let second = beta2 * secondMoment[index] + (1 - beta2) * scaled * scaled
    firstMoment[index] = first
    secondMoment[index] = second
    let step = stepSize * first / (second.squareRoot() * rootScale + epsilon)
    weights[index] -= decay * weights[index] + step
  }
}
