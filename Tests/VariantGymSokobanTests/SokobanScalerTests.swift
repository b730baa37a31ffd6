import Testing
import VariantGymCore

@testable import VariantGymSokoban

@Suite("Sokoban scaler")
struct SokobanScalerTests {
  @Test("the study's names come first, names are unique, and short limits leave hard ones out")
  func ladder() {
    let ladder = SokobanScaler(turnLimit: 30).ladder
    #expect(ladder.prefix(4) == ["simple", "larger", "two-boxes", "complex"])
    #expect(Set(ladder).count == ladder.count)
    #expect(!ladder.contains("levels"))
    let short = SokobanScaler(turnLimit: 5).ladder
    #expect(short.contains("simple") && !short.contains("simple-moves-6-10"))
    #expect(!short.contains("complex"))
  }

  @Test("a framed room is the same room, in each of its places about as often")
  func frames() throws {
    let board = try Board(picture: "######\n##O__#\n#_X_P#\n#____#\n#__#_#\n######")
    var places: [Board: Int] = [:]
    var random = Random(seed: 4)
    for _ in 0..<900 {
      let framed = board.placed(inSquareOf: 8, using: &random)
      #expect(framed.width == 8 && framed.height == 8)
      #expect(framed.canonicalState == board.canonicalState)
      // What can be trusted is checked once more.
      #expect(try Board(width: 8, cells: framed.cells, player: framed.player) == framed)
      places[framed, default: 0] += 1
    }
    #expect(places.count == 9 && places.values.allSatisfy { $0 > 50 })
  }

  @Test("every instance keeps its band and the turn limit", arguments: [30, 9])
  func bands(turnLimit: Int) throws {
    let scaler = SokobanScaler(turnLimit: turnLimit)
    let solver = OptimalSolver(.pushes)
    for rung in Rung.all(turnLimit: turnLimit) {
      let recipe = rung.recipe
      for seed in 0..<UInt64(rounds(debug: 4, release: 100)) {
        var random = Random(seed: seed)
        let board = try #require(scaler.candidate(rung.name, for: [], using: &random))
        #expect(board.width == rung.frame ?? recipe.shape.width)
        #expect(board.boxes.count == recipe.shape.boxes)
        let plan = try #require(try SokobanSolver().solve(board, under: .base))
        if recipe.band.measure == .moves {
          #expect(recipe.band.values.contains(plan.count), "\(rung.name)")
          #expect(try scaler.admits(board, at: rung.name, for: []))
        } else {
          let pushes = try #require(solver.solve(board).solution?.pushes)
          #expect(recipe.band.values.contains(pushes), "\(rung.name)")
        }
        #expect(try scaler.admits(board, at: rung.name, for: []) == (plan.count <= turnLimit))
      }
    }
  }

  @Test("unknown names give nothing")
  func unknown() {
    var random = Random(seed: 1)
    let scaler = SokobanScaler(turnLimit: 30)
    for name in ["", "levels", "6x6"] {
      #expect(scaler.candidate(name, for: [], using: &random) == nil)
    }
  }
}
