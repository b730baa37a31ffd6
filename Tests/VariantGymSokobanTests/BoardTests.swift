import Testing

@testable import VariantGymSokoban

@Suite("Board")
struct BoardTests {
  @Test("a board without an enclosing wall is refused, with the place")
  func openBoard() {
    var cells = [Board.Cell](repeating: .wall, count: 25)
    for cell in [6, 7, 8, 12, 14] { cells[cell] = [] }
    cells[7] = .box
    cells[8] = .target
    cells[9] = []
    let error = #expect(throws: BoardError.self) {
      try Board(width: 5, cells: cells, player: 6)
    }
    #expect(error?.reason == .notEnclosed)
  }
}
