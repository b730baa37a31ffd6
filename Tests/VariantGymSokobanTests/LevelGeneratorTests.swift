import Testing
import VariantGymCore

@testable import VariantGymSokoban

@Suite("Level generator")
struct LevelGeneratorTests {
  struct Case: CustomTestStringConvertible {
    let recipe: LevelRecipe
    let count: Int
    var testDescription: String {
      let (shape, band) = (recipe.shape, recipe.band)
      return "\(shape.width)x\(shape.height), \(shape.boxes) boxes, \(band.values) \(band.measure)"
    }
  }

  static let cases = [
    Case(recipe: LevelRecipe(RoomShape(side: 6, boxes: 1)), count: rounds(debug: 40, release: 400)),
    Case(
      recipe: LevelRecipe(RoomShape(side: 6, boxes: 2), startsApart: false),
      count: rounds(debug: 15, release: 200)),
    Case(
      recipe: LevelRecipe(
        RoomShape(width: 9, height: 4, boxes: 1), band: LevelBand(.moves, 2...9, drawing: .states),
        distinctness: .layouts),
      count: rounds(debug: 20, release: 200)),
    Case(
      recipe: LevelRecipe(
        RoomShape(width: 5, height: 7, boxes: 2, winding: 0), band: LevelBand(.pushes, 2...5)),
      count: rounds(debug: 15, release: 200)),
    Case(
      recipe: LevelRecipe(
        RoomShape(width: 6, height: 5, boxes: 3, floorShare: 60...100),
        band: LevelBand(.moves, 4...12, weights: [0, 1, 2, 3, 4, 3, 2, 1, 0])),
      count: rounds(debug: 5, release: 50)),
  ]

  @Test("bands are kept and measures are those of a plain search", arguments: cases)
  func againstPlainSearch(_ item: Case) throws {
    var recipe = item.recipe
    recipe.countsDeadStates = true
    var generator = LevelGenerator(recipe, seed: 5)
    var made = 0
    while made < item.count {
      let drawn = generator.next()
      let level = try #require(drawn)
      made += 1
      let (board, measures) = (level.board, level.measures)
      #expect(board.width == recipe.shape.width && board.height == recipe.shape.height)
      #expect(board == (try Board(width: board.width, cells: board.cells, player: board.player)))
      #expect(!board.isSolved)
      #expect(board.boxes.count == recipe.shape.boxes)
      if recipe.startsApart { #expect(board.misplaced == recipe.shape.boxes) }
      let floor = board.cells.count { !$0.contains(.wall) }
      #expect(recipe.shape.floorCells.contains(floor))

      let graph = StateGraph(board)
      #expect(measures.moves == graph.moves[0])
      if recipe.band.measure == .moves {
        #expect(recipe.band.values.contains(measures.moves))
        #expect(measures.leastPushes == nil)
      } else {
        #expect(measures.leastPushes == graph.pushes[0])
        #expect(recipe.band.values.contains(try #require(measures.leastPushes)))
      }
      #expect(measures.firstMoves == graph.firstMoves(0).count)
      #expect(measures.deadStates?.reachable == graph.states.count)
      #expect(measures.deadStates?.dead == graph.moves.count { $0 == nil })
      try checkReplay(level)
    }
  }

  /// The measures of the solution, from `Board.move` alone.
  private func checkReplay(_ level: GeneratedLevel) throws {
    var solver = SmallSolver()
    _ = try solver.solve(level.room)
    var moves: [Direction] = []
    solver.writeSolution(to: &moves)
    var board = level.board
    var (pushes, boxChanges, pushed) = (0, 0, -1)
    for move in moves {
      guard case .pushed = board.move(move) else { continue }
      pushes += 1
      if pushed >= 0, pushed != board.player { boxChanges += 1 }
      pushed = board.player + move.offset(width: board.width)
    }
    #expect(board.isSolved)
    #expect(level.measures.moves == moves.count)
    #expect(level.measures.pushes == pushes)
    #expect(level.measures.boxChanges == boxChanges)
    #expect(level.measures.directionChanges == zip(moves, moves.dropFirst()).count { $0 != $1 })
    // Measuring a level of any origin gives the same.
    var again = try LevelMeasures(of: level.room, with: &solver, countingDeadStates: true)
    again?.leastPushes = level.measures.leastPushes
    #expect(again == level.measures)
  }

  @Test("the states expanded are those of all arrangements that are nearer to a solution")
  func statesExpanded() throws {
    for boxes in 1...2 {
      var generator = LevelGenerator(LevelRecipe(RoomShape(side: 6, boxes: boxes)), seed: 2)
      for _ in 0..<rounds(debug: 5, release: 50) {
        let drawn = generator.next()
        let level = try #require(drawn)
        let table = try DistanceTable(level.room)
        var nearer = 0
        for boxes in arrangements(level.room.boxes.nonzeroBitCount, of: level.room.floor) {
          (level.room.floor & ~boxes).forEach { player in
            var state = level.room
            (state.boxes, state.player) = (boxes, player)
            if case .moves(let moves) = table.distance(of: state), moves < level.measures.moves {
              nearer += 1
            }
          }
        }
        #expect(level.measures.statesExpanded == nearer)
      }
    }
  }

  private func arrangements(_ count: Int, of floor: UInt64) -> [UInt64] {
    if count == 0 { return [0] }
    var found: [UInt64] = []
    var rest = floor
    while rest != 0 {
      let cell = rest & (0 &- rest)
      rest ^= cell
      found += arrangements(count - 1, of: rest).map { $0 | cell }
    }
    return found
  }

  @Test("no level comes twice, turned or mirrored either; no layout, where that is asked")
  func duplicates() throws {
    for distinctness in [LevelRecipe.Distinctness.starts, .layouts] {
      // The smallest rooms run out, so that the end is reached too.
      let recipe = LevelRecipe(
        RoomShape(side: 5, boxes: 1), band: LevelBand(.moves, 1...20, drawing: .states),
        distinctness: distinctness, attempts: 500)
      var generator = LevelGenerator(recipe, seed: 3)
      var seen: Set<CanonicalKey> = []
      var made = 0
      while let level = generator.next(), made < rounds(debug: 300, release: 5_000) {
        made += 1
        let board = level.board.picture(made % 8)
        let key = distinctness == .starts ? board.canonicalState : board.canonicalLayout
        #expect(seen.insert(key).inserted)
      }
      #expect(made > 30)
    }
  }

  @Test("what cannot be made ends in nil after the attempts")
  func exhaustion() {
    let recipe = LevelRecipe(
      RoomShape(side: 4, boxes: 1, floorShare: 100...100), band: LevelBand(.moves, 40...40),
      attempts: 70)
    var generator = LevelGenerator(recipe, seed: 1)
    #expect(generator.next() == nil)
    #expect(generator.roomsDrawn == 70)
  }

  @Test("windings leave fewer open blocks")
  func windings() throws {
    func blocks(_ winding: Int) throws -> Int {
      let shape = RoomShape(side: 10, boxes: 1, floorShare: 45...45, winding: winding)
      var generator = LevelGenerator(
        LevelRecipe(shape, band: LevelBand(.moves, 1...10, drawing: .states)), seed: 4)
      var blocks = 0
      for _ in 0..<30 {
        let drawn = generator.next()
        let floor = try #require(drawn).room.floor
        let grid = WalkGrid(width: 8)
        let pairs = floor & grid.shifted(floor, 2)
        blocks += (pairs & grid.shifted(pairs, 0)).nonzeroBitCount
      }
      return blocks
    }
    let (open, mixed, narrow) = (try blocks(0), try blocks(50), try blocks(100))
    #expect(open > mixed && mixed > narrow && narrow == 0)
  }

  @Test("the same seed gives the same levels, on every platform and in every release")
  func digests() throws {
    var digests: [UInt64] = []
    for item in Self.cases {
      var generator = LevelGenerator(item.recipe, seed: 9)
      var digest: UInt64 = 0
      for _ in 0..<20 {
        let drawn = generator.next()
        let level = try #require(drawn)
        let key = level.board.canonicalState.digest
        digest = Random.mix(digest ^ key &+ UInt64(level.board.player))
        digest = Random.mix(digest ^ UInt64(level.measures.statesExpanded))
      }
      digests.append(digest)
    }
    #expect(
      digests == [
        3_523_774_973_857_491_774, 1_506_745_656_854_311_686, 14_222_789_724_825_872_444,
        5_531_581_532_550_320_922, 8_500_902_079_740_996_734,
      ])
  }
}
