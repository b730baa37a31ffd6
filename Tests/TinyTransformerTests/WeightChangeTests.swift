import Testing

@testable import TinyTransformer

@Suite("Changes of weights")
struct WeightChangeTests {
  @Test("each part tells how far it has moved, and no other part does")
  func parts() throws {
    let shape = try ModelShape(vocabulary: 20, width: 8, layers: 2, heads: 2, context: 8)
    let model = LanguageModel(shape, seed: 1)
    let still = model.changes(since: model)
    #expect(still.map(\.part) == ["embedding", "layer 0", "layer 1", "final norm"])
    #expect(still.allSatisfy { $0.distance == 0 && $0.relative == 0 })

    // Every weight belongs to one part.
    var squares = 0.0
    for place in model.weights.indices {
      var moved = model
      moved.weights[place] += 0.5
      let changes = moved.changes(since: model).filter { $0.distance > 0 }
      #expect(changes.count == 1)
      squares += changes.reduce(0) { $0 + $1.distance * $1.distance }
    }
    #expect(abs(squares - 0.25 * Double(model.weights.count)) < 1e-3)

    var doubled = model
    for place in doubled.weights.indices { doubled.weights[place] *= 2 }
    #expect(doubled.changes(since: model).allSatisfy { abs($0.relative - 1) < 1e-6 })
  }
}
