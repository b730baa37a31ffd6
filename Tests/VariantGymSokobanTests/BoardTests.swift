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
    #expect(error?.description.hasPrefix("the player can walk off the board (cell ") == true)
  }

  @Test("a board is no larger than a level may be")
  func size() throws {
    for (rows, reason) in [(65_536 / 4, nil), (65_536 / 4 + 1, BoardError.Reason.tooLarge)] {
      var cells = [Board.Cell](repeating: .wall, count: rows * 4)
      for row in 1..<rows - 1 { cells[row * 4 + 1] = [] }
      (cells[9], cells[4 * (rows - 2) + 1]) = (.box, .target)
      func board() throws -> Board { try Board(width: 4, cells: cells, player: 5) }
      if let reason {
        #expect(#expect(throws: BoardError.self) { try board() }?.reason == reason)
      } else {
        #expect(try board().cells.count == 65_536)
      }
    }
  }
}
