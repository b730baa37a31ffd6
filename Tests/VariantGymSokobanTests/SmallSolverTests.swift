import Testing
import VariantGymCore

@testable import VariantGymSokoban

@Suite("Small solver and distance table")
struct SmallSolverTests {
  @Test("every state that play can reach has the distance and first moves of a plain search")
  func againstPlainSearch() throws {
    var random = Random(seed: 1)
    var solver = SmallSolver()
    for round in 0..<rounds(debug: 40, release: 600) {
      let boxes = 1 + round % rounds(debug: 2, release: 3)
      let size = round % 3 == 0 ? 6 : random.within(5...7)
      let board = random.board(width: size, height: 11 - size, boxes: boxes)
      let graph = StateGraph(board)
      let start = try #require(SmallRoom(board))
      let table = try DistanceTable(start)
      for (number, state) in graph.states.enumerated() {
        let room = try #require(SmallRoom(state))
        let expected = graph.moves[number].map { DistanceTable.Distance.moves($0) } ?? .dead
        #expect(table.distance(of: room) == expected)
        if number % 7 > 0 { continue }
        let answer = try solver.solve(room)
        #expect(answer.moves == graph.moves[number])
        #expect(answer.firstMoves == graph.firstMoves(number))
        #expect(table.distance(of: state) == expected)
        #expect(table.optimalFirstMoves(of: room) == graph.firstMoves(number))
        var moves: [Direction] = []
        solver.writeSolution(to: &moves)
        #expect(moves.count == answer.moves ?? 0)
        if answer.moves != nil { #expect(SokobanSolution(replaying: moves, on: state) != nil) }
      }
      let reachable = table.reachableStates()
      #expect(reachable.all == graph.states.count)
      #expect(reachable.dead == graph.moves.count { $0 == nil })
    }
  }

  @Test("rooms of 4x4 cells with one box are solved alike with and without their own kernel")
  func tinyKernel() throws {
    var random = Random(seed: 2)
    var tiny = TinyKernel()
    var waves = BackwardWaves(SearchLimits())
    var fits = 0
    for _ in 0..<rounds(debug: 300, release: 20_000) {
      let room = try #require(SmallRoom(random.board(width: 6, height: 6, boxes: 1)))
      fits += TinyKernel.fits(room) ? 1 : 0
      #expect(try tiny.distance(room) == waves.distance(room))
    }
    #expect(fits == rounds(debug: 300, release: 20_000))
  }

  @Test("a solver that has seen a room solves others without growing")
  func growths() throws {
    var random = Random(seed: 4)
    let rooms = (0..<20).map { _ in
      SmallRoom(random.board(width: 8, height: 8, boxes: 2, wallShare: 30))!
    }
    var solver = SmallSolver()
    for room in rooms { _ = try solver.solve(room) }
    let growths = solver.growths
    #expect(growths > 0)
    for room in rooms { _ = try solver.solve(room) }
    #expect(solver.growths == growths)
  }

  @Test("a room of 8x8 cells and one in a larger board are packed; a larger one is not")
  func packing() throws {
    var random = Random(seed: 9)
    let board = random.board(width: 10, height: 10, boxes: 2, wallShare: 10)
    let room = try #require(SmallRoom(board))
    let moves = try SmallSolver.distance(room)
    #expect(moves == OptimalSolver(.moves).solve(board).solution?.moves.count)
    let wide = try Board(
      picture: String(repeating: "#", count: 20) + "\n#@$ .\(pad(14))#\n" + wall, symbols: .xsb)
    #expect(SmallRoom(wide) != nil)
    #expect(SmallRoom(random.board(width: 12, height: 12, boxes: 1, wallShare: 1)) == nil)
  }

  private let wall = String(repeating: "#", count: 20)
  private func pad(_ count: Int) -> String { String(repeating: " ", count: count) }

  @Test("a small solver keeps to its limits")
  func limits() throws {
    let board = try Board(
      picture: "########\n#@     #\n# $ $  #\n#  . . #\n#      #\n########", symbols: .xsb)
    let room = try #require(SmallRoom(board))
    let cases: [(SearchLimits, SearchStop)] = [
      (SearchLimits(expandedStates: 3), .expandedStates),
      (SearchLimits(storedStates: 3), .storedStates),
      (SearchLimits(memoryBytes: 3), .memory),
    ]
    for (limits, limit) in cases {
      #expect(throws: limit) { try SmallSolver.distance(room, limits) }
      if limit != .expandedStates {
        #expect(throws: limit) { try DistanceTable(room, limits: limits) }
      }
    }
  }
}

extension SmallSolver {
  static func distance(_ room: SmallRoom, _ limits: SearchLimits = SearchLimits()) throws -> Int? {
    var solver = SmallSolver(limits: limits)
    return try solver.solve(room).moves
  }
}
