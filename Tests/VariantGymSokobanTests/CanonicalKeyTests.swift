import Foundation
import Testing
import VariantGymCore

@testable import VariantGymSokoban

@Suite("CanonicalKey")
struct CanonicalKeyTests {
  @Test("moved, turned and mirrored boards share their keys", arguments: [4...10, 9...18])
  func symmetricCopies(sides: ClosedRange<Int>) {
    var boards = RandomBoards(seed: 11)
    for _ in 0..<(sides.upperBound > 10 ? 20 : 80) {
      let board = boards.next(sides: sides)
      for symmetry in 0..<8 {
        let margins = (boards.random.below(4), boards.random.below(4))
        let copy = board.picture(symmetry, margins: margins)
        #expect(copy.canonicalLayout == board.canonicalLayout)
        #expect(copy.canonicalState == board.canonicalState)
        #expect(copy.canonicalState.digest == board.canonicalState.digest)
        #expect(copy.canonicalState.bytes == board.canonicalState.bytes)
      }
    }
  }

  @Test("the word path and the general path give the same bytes, digest and order")
  func pathsAgree() {
    var boards = RandomBoards(seed: 12)
    var previous = boards.next().canonicalState
    for _ in 0..<200 {
      let board = boards.next()
      for kind in [CanonicalKey.Kind.layout, .state] {
        let fast = CanonicalKey(kind, of: board)
        let bytes = CanonicalKey.smallestBytes(kind, of: ReachableFloor(board))
        #expect(fast.bytes == bytes)
        #expect(fast.digest == CanonicalKey.digest(of: bytes))
        #expect(fast.kind == kind)
        #expect((fast < previous) == bytes.lexicographicallyPrecedes(previous.bytes))
        previous = fast
      }
    }
  }

  @Test("keys are equal exactly where some symmetric picture is equal")
  func tellApart() {
    var boards = RandomBoards(seed: 13)
    let sample = (0..<60).map { _ in boards.next(sides: 4...5, boxes: 1...1) }
    let pictures = sample.map { board in
      Set((0..<8).map { CanonicalKeyTests.cropped(board.picture($0)) })
    }
    var equals = 0
    for left in sample.indices {
      for right in sample.indices {
        let same = pictures[left] == pictures[right]
        #expect((sample[left].canonicalState == sample[right].canonicalState) == same)
        equals += same && left != right ? 1 : 0
      }
    }
    #expect(equals > 10, "the sample must hold planted and accidental twins")
  }

  /// A definition that shares no code with the keys: the picture of what is in reach, as text.
  static func cropped(_ board: Board) -> String {
    let reached = board.reachIgnoringBoxes
    var rows = (0..<board.height).map { row in
      (0..<board.width).map { column -> Character in
        let index = row * board.width + column
        guard reached[index] else { return " " }
        let symbol = board.cells[index].rawValue + (index == board.player ? 1 : 0)
        return Character(String(symbol, radix: 16))
      }
    }
    rows.removeAll { $0.allSatisfy { $0 == " " } }
    let left = rows.map { $0.firstIndex { $0 != " " }! }.min()!
    let right = rows.map { $0.lastIndex { $0 != " " }! }.max()!
    return rows.map { String($0[left...right]) }.joined(separator: "\n")
  }

  @Test("no move changes the layout")
  func layoutIsConstant() {
    var boards = RandomBoards(seed: 14)
    for _ in 0..<40 {
      var board = boards.next(sides: 5...13)
      let layout = board.canonicalLayout
      for _ in 0..<30 {
        board.move(boards.random.pick(from: Direction.allCases))
        #expect(board.canonicalLayout == layout)
      }
    }
  }

  @Test("walls and floor out of reach do not count")
  func outOfReach() throws {
    var boards = RandomBoards(seed: 15)
    for _ in 0..<100 {
      let board = boards.next()
      let reached = board.reachIgnoringBoxes
      var cells = board.cells
      for cell in cells.indices where !reached[cell] {
        let (row, column) = (cell / board.width, cell % board.width)
        let touches = Direction.allCases.contains {
          let (row, column) = (row + $0.rowStep, column + $0.columnStep)
          return row >= 0 && column >= 0 && row < board.height && column < board.width
            && reached[row * board.width + column]
        }
        if !touches { cells[cell] = [] }
      }
      let noisy = try Board(width: board.width, cells: cells, player: board.player)
      #expect(noisy.canonicalState == board.canonicalState)
    }
  }

  @Test("text and coding round-trip; text that is no key is refused")
  func coding() throws {
    var boards = RandomBoards(seed: 16)
    for round in 0..<60 {
      let board = boards.next(sides: round.isMultiple(of: 3) ? 9...20 : 4...10)
      for key in [board.canonicalLayout, board.canonicalState] {
        #expect(CanonicalKey(key.description) == key)
        let data = try JSONEncoder().encode([key])
        #expect(try JSONDecoder().decode([CanonicalKey].self, from: data) == [key])
        var bytes = key.bytes
        bytes[boards.random.below(bytes.count)] ^= 1 << UInt8(boards.random.below(8))
        if let other = CanonicalKey(bytes: bytes) {
          #expect(other.bytes == bytes)
          #expect(other != key)
        }
        #expect(CanonicalKey(bytes: key.bytes.dropLast()) == nil)
        #expect(CanonicalKey(bytes: key.bytes + [0]) == nil)
      }
    }
    #expect(CanonicalKey("") == nil)
    #expect(CanonicalKey("0") == nil)
    #expect(CanonicalKey("zz") == nil)
    #expect(
      CanonicalKey(bytes: [1, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]) == nil)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([CanonicalKey].self, from: Data("[\"00\"]".utf8))
    }
  }

  @Test("the byte form and the digest never change")
  func golden() throws {
    var cells = [Board.Cell](repeating: .wall, count: 25)
    for cell in [6, 7, 8, 11, 12, 16] { cells[cell] = [] }
    cells[7] = .box
    cells[16] = .target
    let board = try Board(width: 5, cells: cells, player: 12)
    #expect(board.canonicalLayout.description == "000303010307000004")
    #expect(board.canonicalState.description == "0103030103070000040001000101")
    #expect(board.canonicalLayout.digest == 9_398_817_931_274_008_970)
    #expect(board.canonicalState.digest == 5_070_636_121_244_703_040)
  }
}
