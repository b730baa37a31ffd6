import Testing
import VariantGymCore

@testable import VariantGymSokoban

@Suite("Distribution of generated levels")
struct LevelBandTests {
  /// How many of `count` levels need each number of moves.
  private func histogram(_ recipe: LevelRecipe, count: Int) throws -> [Int] {
    var generator = LevelGenerator(recipe, seed: 21)
    var histogram = [Int](repeating: 0, count: 61)
    for _ in 0..<count {
      let drawn = generator.next()
      let measures = try #require(drawn).measures
      histogram[min(measures.moves, 60)] += 1
    }
    let line = histogram.indices.filter { histogram[$0] > 0 }.map { "\($0): \(histogram[$0])" }
    print(
      "\(recipe.shape.width)x\(recipe.shape.height), boxes: \(recipe.shape.boxes), moves:", line)
    return histogram
  }

  @Test(
    "by default each number of moves is as frequent as any other", arguments: [(6, 1), (10, 2)])
  func even(side: Int, boxes: Int) throws {
    let recipe = LevelRecipe(RoomShape(side: side, boxes: boxes))
    let each = rounds(debug: 8, release: 200)
    let values = recipe.band.values
    let histogram = try histogram(recipe, count: each * values.count)
    #expect(histogram[..<values.lowerBound].allSatisfy { $0 == 0 })
    #expect(histogram[(values.upperBound + 1)...].allSatisfy { $0 == 0 })
    // Chi squared with at most 15 degrees of freedom: beyond 45 with a chance of about 1 in 10,000.
    let excess = histogram[values].reduce(0.0) {
      $0 + Double(($1 - each) * ($1 - each)) / Double(each)
    }
    #expect(excess < 45)
  }

  @Test("weights shape the distribution")
  func weighted() throws {
    let band = LevelBand(.moves, 3...6, weights: [4, 0, 2, 1])
    let histogram = try histogram(
      LevelRecipe(RoomShape(side: 7, boxes: 1), band: band), count: 700)
    #expect(histogram[4] == 0)
    #expect((340...460).contains(histogram[3]))
    #expect((150...250).contains(histogram[5]))
    #expect((60...140).contains(histogram[6]))
  }

  @Test("drawn by states, levels are as in the rooms, and short ones do not prevail")
  func natural() throws {
    let band = LevelBand(.moves, 1...60, drawing: .states)
    let count = rounds(debug: 400, release: 10_000)
    let histogram = try histogram(
      LevelRecipe(RoomShape(side: 6, boxes: 1), band: band, distinctness: .none), count: count)
    // Public generators: a third. Here: about a quarter even when nothing is asked for.
    #expect((histogram[1] + histogram[2]) * 100 < 32 * count)
  }
}
