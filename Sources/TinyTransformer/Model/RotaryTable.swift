internal import Foundation

/// The angles of positions: for each, the cosines and sines of half a head.
final class RotaryTable: @unchecked Sendable {
  private let memory: FloatMemory
  let cosines, sines: UnsafePointer<Float>

  init(_ shape: ModelShape) {
    let half = shape.headWidth / 2
    memory = FloatMemory(2 * shape.context * half)
    for position in 0..<shape.context {
      for index in 0..<half {
        let frequency = pow(ModelShape.rotaryBase, -Double(index) / Double(half))
        let angle = Double(position) * frequency
        memory.base[position * half + index] = Float(cos(angle))
        memory.base[(shape.context + position) * half + index] = Float(sin(angle))
      }
    }
    cosines = UnsafePointer(memory.base)
    sines = UnsafePointer(memory.base + shape.context * half)
  }
}
