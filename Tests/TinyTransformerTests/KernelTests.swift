import Foundation
import Testing

@testable import TinyTransformer
import TinyTransformerKernels

/// Each kernel against a loop over single numbers in double precision.
@Suite("Kernels")
struct KernelTests {
  /// Random numbers around zero at a fixed place.
  static func random(_ count: Int, seed: UInt64, scale: Double = 1) -> FloatMemory {
    let memory = FloatMemory(count)
    var generator = SeededGenerator(seed: seed)
    for index in 0..<count { memory.base[index] = Float(scale * generator.normal()) }
    return memory
  }

  static func numbers(_ memory: FloatMemory) -> [Double] {
    (0..<memory.count).map { Double(memory.base[$0]) }
  }

  /// The largest difference, against the largest expected number, or against another if that is
  /// larger.
  static func error(
    _ found: FloatMemory, _ expected: [Double], against least: Double = 1e-3
  ) -> Double {
    let most = expected.reduce(least) { max($0, abs($1)) }
    return zip(numbers(found), expected).reduce(0) { max($0, abs($1.0 - $1.1)) } / most
  }

  @Test("all three layouts of the matrix product", arguments: Kernels.available.map(\.name))
  func products(name: String) throws {
    let kernels = try #require(Kernels.available.first { $0.name == name })
    var generator = SeededGenerator(seed: 1)
    for round in 0..<60 {
      // Sizes around those of tiles and panels.
      let (m, n, k) = (
        1 + generator.below(27), 1 + generator.below(70), 1 + generator.below(20)
      )
      let left = Self.random(m * k, seed: generator.next())
      let right = Self.random(k * n, seed: generator.next())
      let result = Self.random(m * n, seed: generator.next())
      let adds = round % 2 == 0
      let turnsLeft = round % 3 == 0
      let turnsRight = round % 3 == 1
      let a = turnsLeft ? Matrix(left.base, k, m).transposed : Matrix(left.base, m, k)
      let b = turnsRight ? Matrix(right.base, n, k).transposed : Matrix(right.base, k, n)
      var expected = adds ? Self.numbers(result) : [Double](repeating: 0, count: m * n)
      for i in 0..<m {
        for j in 0..<n {
          for p in 0..<k {
            let x = a.base[i * a.rowStride + p * a.columnStride]
            expected[i * n + j] +=
              Double(x) * Double(b.base[p * b.rowStride + j * b.columnStride])
          }
        }
      }
      let room = FloatMemory(kernels.packedCount(rows: k, columns: n))
      let panels = turnsLeft ? kernels.panels(b) : kernels.pack(b, into: room.base)
      let c = Matrix(result.base, m, n)
      if adds {
        kernels.multiply(a, panels, addingTo: c)
      } else {
        kernels.multiply(a, panels, into: c)
      }
      #expect(Self.error(result, expected) < 2e-6, "\(m) x \(n) x \(k)")
    }
  }

  @Test(
    "softmax, its way back and exp over their whole range", arguments: Kernels.available.map(\.name)
  )
  func softmax(name: String) throws {
    let loops = try #require(Kernels.available.first { $0.name == name }).loops
    for (count, scale) in [(1, 1.0), (5, 0.3), (16, 10), (31, 40), (64, 1), (77, 3)] {
      let row = Self.random(96, seed: UInt64(count), scale: scale)
      let gradient = Self.random(96, seed: 9)
      let numbers = Self.numbers(row)[..<count].map { 0.5 * $0 }
      let most = numbers.max()!
      let sum = numbers.reduce(0) { $0 + exp($1 - most) }
      let expected = numbers.map { exp($0 - most) / sum }
      var logSum: Float = 0
      loops.softmax(row.base, count, 96, 0.5, &logSum)
      #expect(Self.error(row, expected + [Double](repeating: 0, count: 96 - count)) < 1e-6)
      #expect(abs(Double(logSum) - (most + log(sum))) < 1e-6 * max(1, abs(most)))

      let mean = (0..<count).reduce(0) { $0 + expected[$1] * Double(gradient.base[$1]) }
      let back = (0..<count).map { 0.7 * expected[$0] * (Double(gradient.base[$0]) - mean) }
      loops.softmax_backward(row.base, gradient.base, count, 0.7)
      #expect(Self.error(row, back, against: 1) < 1e-6)
    }
  }

  @Test("normalization", arguments: Kernels.available.map(\.name))
  func normalization(name: String) throws {
    let loops = try #require(Kernels.available.first { $0.name == name }).loops
    for width in [4, 12, 37] {
      let (rows, epsilon) = (3, 1e-5)
      let x = Self.random(rows * width, seed: 1)
      let weight = Self.random(width, seed: 2)
      let gradient = Self.random(rows * width, seed: 3)
      let (y, inverse) = (FloatMemory(rows * width), FloatMemory(rows))
      let xGradient = Self.random(rows * width, seed: 4)
      let weightGradient = Self.random(width, seed: 5)
      var expected = [Double](repeating: 0, count: rows * width)
      var expectedX = Self.numbers(xGradient)
      var expectedWeight = Self.numbers(weightGradient)
      for row in 0..<rows {
        let places = row * width..<(row + 1) * width
        let numbers = places.map { Double(x.base[$0]) }
        let mean = numbers.reduce(0) { $0 + $1 * $1 } / Double(width)
        let root = (mean + epsilon).squareRoot()
        let pull = zip(places, numbers.indices).reduce(0) {
          $0 + Double(gradient.base[$1.0]) * Double(weight.base[$1.1]) * numbers[$1.1]
        }
        for (index, place) in places.enumerated() {
          let (weight, gradient) = (Double(weight.base[index]), Double(gradient.base[place]))
          expected[place] = numbers[index] / root * weight
          expectedX[place] +=
            gradient * weight / root - numbers[index] * pull / (root * root * root * Double(width))
          expectedWeight[index] += gradient * numbers[index] / root
        }
      }
      loops.normalize(rows, width, x.base, weight.base, Float(epsilon), y.base, inverse.base)
      loops.normalize_backward(
        rows, width, x.base, weight.base, inverse.base, gradient.base, xGradient.base,
        weightGradient.base)
      #expect(Self.error(y, expected) < 1e-6)
      #expect(Self.error(xGradient, expectedX) < 2e-6)
      #expect(Self.error(weightGradient, expectedWeight) < 2e-6)
    }
  }

  @Test(
    "rotation keeps lengths and is undone by the other sign",
    arguments: Kernels.available.map(\.name))
  func rotation(name: String) throws {
    let loops = try #require(Kernels.available.first { $0.name == name }).loops
    for half in [1, 3, 8] {
      let row = Self.random(4 * half, seed: 1)
      let before = Self.numbers(row)
      let angles = (0..<half).map { Double($0) + 0.5 }
      let (cosines, sines) = (FloatMemory(half), FloatMemory(half))
      for (index, angle) in angles.enumerated() {
        cosines.base[index] = Float(cos(angle))
        sines.base[index] = Float(sin(angle))
      }
      var expected = before
      for head in 0..<2 {
        for (index, angle) in angles.enumerated() {
          let (first, second) = (2 * head * half + index, 2 * head * half + half + index)
          expected[first] = before[first] * cos(angle) - before[second] * sin(angle)
          expected[second] = before[second] * cos(angle) + before[first] * sin(angle)
        }
      }
      loops.rotate(2, half, row.base, cosines.base, sines.base, 1)
      #expect(Self.error(row, expected) < 1e-6)
      loops.rotate(2, half, row.base, cosines.base, sines.base, -1)
      #expect(Self.error(row, before) < 1e-6)
    }
  }

  @Test("the gated unit", arguments: Kernels.available.map(\.name))
  func gated(name: String) throws {
    let loops = try #require(Kernels.available.first { $0.name == name }).loops
    let (rows, hidden) = (2, 21)
    let input = Self.random(2 * rows * hidden, seed: 1, scale: 4)
    let gradient = Self.random(rows * hidden, seed: 2)
    let y = FloatMemory(rows * hidden)
    var expected = [Double](repeating: 0, count: rows * hidden)
    var expectedInput = Self.numbers(input)
    for row in 0..<rows {
      for index in 0..<hidden {
        let (gatePlace, valuePlace) = (2 * row * hidden + index, (2 * row + 1) * hidden + index)
        let (gate, value) = (expectedInput[gatePlace], expectedInput[valuePlace])
        let slope = Double(gradient.base[row * hidden + index])
        let sigmoid = 1 / (1 + exp(-gate))
        expected[row * hidden + index] = gate * sigmoid * value
        expectedInput[gatePlace] = slope * value * (sigmoid + gate * sigmoid * (1 - sigmoid))
        expectedInput[valuePlace] = slope * gate * sigmoid
      }
    }
    loops.gated(rows, hidden, input.base, y.base)
    loops.gated_backward(rows, hidden, input.base, gradient.base)
    #expect(Self.error(y, expected) < 1e-6)
    #expect(Self.error(input, expectedInput) < 1e-6)
  }

  @Test("sums and AdamW", arguments: Kernels.available.map(\.name))
  func optimizer(name: String) throws {
    let loops = try #require(Kernels.available.first { $0.name == name }).loops
    let count = 45
    let (weights, gradient) = (Self.random(count, seed: 1), Self.random(count, seed: 2))
    let (first, second) = (FloatMemory(count), FloatMemory(count))
    let squares = Self.numbers(gradient).reduce(0) { $0 + $1 * $1 }
    #expect(abs(loops.sum_of_squares(count, gradient.base) - squares) < 1e-9 * squares)
    let sum = zip(Self.numbers(weights), Self.numbers(gradient)).map { $0 + $1 }
    loops.add(count, gradient.base, weights.base)
    #expect(Self.error(weights, sum) < 1e-6)

    var expected = Self.numbers(weights)
    var (m, v) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
    for step in 1...3 {
      for index in 0..<count {
        let slope = 0.5 * Double(gradient.base[index])
        m[index] = 0.9 * m[index] + 0.1 * slope
        v[index] = 0.99 * v[index] + 0.01 * slope * slope
        let mean = m[index] / (1 - pow(0.9, Double(step)))
        let root = (v[index] / (1 - pow(0.99, Double(step)))).squareRoot()
        expected[index] -= 0.1 * 0.2 * expected[index] + 0.1 * mean / (root + 1e-3)
      }
      loops.adamw(
        count, weights.base, gradient.base, first.base, second.base, 0.5, 0.9, 0.99,
        Float(0.1 / (1 - pow(0.9, Double(step)))),
        Float(1 / (1 - pow(0.99, Double(step))).squareRoot()), 1e-3, 0.02)
    }
    #expect(Self.error(weights, expected) < 2e-6)
  }
}
