import Testing
import VariantGymCore

@testable import VariantGymSokoban

@Suite("Level")
struct LevelTests {
  /// A level with everything that can be said about one, some of it meant to mislead the reader.
  static func random(_ boards: inout RandomBoards, sides: ClosedRange<Int> = 4...12) -> Level {
    let texts = [
      "1", "Comment:", "Comment-End:", "; twice", "Title: no", "####", "#@$.#", "rrr", "Über √ 1",
      "  padded\t", "two\nlines", "\r\n", "", " \u{301}x", "Solution: r", "---", "4#|#@$.#|4#",
    ]
    let board = boards.next(sides: sides)
    let pick: (inout Random) -> String? = { $0.below(3) == 0 ? nil : $0.pick(from: texts) }
    let level = Level(
      board: board, title: pick(&boards.random), author: pick(&boards.random),
      comments: (0..<boards.random.below(4)).compactMap { _ in pick(&boards.random) })
    guard boards.random.below(2) == 0 else { return level }
    // A walk that ends on a solved board is easiest to come by backwards: let the walk's end
    // choose the targets.
    var (end, moves) = (board, [Direction]())
    for _ in 0..<boards.random.below(40) {
      let move = boards.random.pick(from: Direction.allCases)
      if end.move(move) != .blocked { moves.append(move) }
    }
    let cells = board.cells.indices.map { index -> Board.Cell in
      if board.cells[index].contains(.wall) { return .wall }
      return (board.cells[index].contains(.box) ? Board.Cell.box : [])
        .union(end.cells[index].contains(.box) ? .target : [])
    }
    let solvable = try! Board(width: board.width, cells: cells, player: board.player)
    return try! Level(
      board: solvable, title: level.title, author: level.author, comments: level.comments
    ).withSolution(moves)
  }

  @Test("reading what was written gives the same level", arguments: LevelNotation.allCases)
  func roundTrip(notation: LevelNotation) throws {
    var boards = RandomBoards(seed: 21)
    for _ in 0..<60 {
      let level = LevelTests.random(&boards)
      #expect(try Level(parsing: level.text(in: notation)) == level)
      let crlf = level.text(in: notation).split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: "\r\n")
      #expect(try Level(parsing: "\u{FEFF}" + crlf) == level)
    }
  }

  @Test("whatever is out of reach becomes wall")
  func normalised() throws {
    let level = try Level(
      parsing: """
          ####   **
        ###  ####
        #     $ # *
        # #  #$ #
        # . .#@ #
        #########
          *  #
        """)
    let cells = level.board.cells
    let reached = level.board.reachIgnoringBoxes
    #expect(cells.indices.allSatisfy { reached[$0] || cells[$0] == .wall })
    #expect(level.board.width == 11)
    #expect(level.board.height == 7)
    let plain = try Level(
      parsing: "  ####\n###  ####\n#     $ #\n# #  #$ #\n# . .#@ #\n#########\n")
    #expect(plain.board.canonicalState == level.board.canonicalState)
    let loose = try Board(
      width: 5,
      cells: [.wall, .wall, .wall, .wall, [], .wall, [], .box, .target, .wall]
        + Array(repeating: .wall, count: 5), player: 6)
    #expect(Level(board: loose).board.cells[4] == .wall)
  }

  @Test(
    "pictures of one board",
    arguments: [
      "#####\n#@$.#\n#####", "#####\r\n#@$.#\r\n#####\r\n", "#####\r#@$.#\r#####\r",
      "\u{FEFF}#####\n#@$.#\n#####", "  #####   \n  #@$.#  \n  #####\t ",
      "\t#####\n\t#@$.#\n        #####",
      "--#####\n--#@$.#\n__#####", "5#|#@$.#|5#", "5#\n#@$.#\n5#", "#####|1#1@1$1.1#|#(4#)",
      "#####\n#PXO#\n#####", "\n\n\n; x\n#####\n#@$.#\n#####\n\n\n", "5#|#PXO#|5#|",
      "|5#|#@$.#|5#||",
    ])
  func samePicture(text: String) throws {
    let board = try Level(parsing: text).board
    #expect(board.text() == "#####\n#@$.#\n#####")
    #expect(board.text(in: .study) == "#####\n#PXO#\n#####")
    #expect(board.text(in: .runLength) == "5#|#@$.#|5#")
  }

  @Test("all symbols of both notations, and floor of every kind")
  func symbols() throws {
    let xsb = try Level(parsing: "#######\n#+*$-_#\n#######").board
    #expect(xsb.text() == "#######\n#+*$  #\n#######")
    let study = try Level(parsing: "#######\n#S√X_ #\n#######").board
    #expect(study == xsb)
    #expect(xsb.text(in: .study) == "#######\n#S√X__#\n#######")
    #expect(xsb.text(in: .runLength) == "7#|#+*$2-#|7#")
  }

  @Test("the outline leaves out walls that touch no floor, unless the picture would shrink")
  func outline() throws {
    let text = "  ####\n###  ####\n#     $ #\n# #  #$ #\n# . .#@ #\n#########"
    let board = try Level(parsing: text).board
    #expect(board.text(in: .outlinedXSB) == text)
    #expect(board.text().hasPrefix("#########\n"))
    let thick = "#######\n#######\n##@$.##\n#######"
    #expect(try Level(parsing: thick).board.text(in: .outlinedXSB) == thick)
  }

  @Test("a solution is read in any case and with run lengths, and replayed")
  func solutions() throws {
    let room = "########\n#@ $  .#\n########\n"
    for text in [
      "Solution: rRRR", "rrrr", "RRRR", "Solution:\nrr\nRR", "4r", "solution: r3R", "2(rr)",
      "2(r)(2R)",
    ] {
      let level = try Level(parsing: room + text)
      #expect(level.solution == [.right, .right, .right, .right])
      #expect(level.text().hasSuffix("Solution:\nrRRR\n"))
      #expect(try Level(parsing: room + "\n\n" + text) == level)
    }
    #expect(try Level(parsing: room + "Solution:\n").solution == nil)
    #expect(throws: SolutionError(.unsolved, index: 1)) {
      try Level(parsing: room).withSolution([.right])
    }
  }
}

@Suite("LURD")
struct LURDTests {
  @Test("moves are read and written; faults name their place")
  func moves() throws {
    #expect(try LURD.moves(in: "u D\nlR") == [.up, .down, .left, .right])
    #expect(try LURD.moves(in: "2(u2(d))r") == [.up, .down, .down, .up, .down, .down, .right])
    #expect(try LURD.moves(in: "100000()") == [])
    #expect(throws: SolutionError(.unknownMove, index: 2)) { try LURD.moves(in: "u x") }
    #expect(throws: SolutionError(.unknownMove, index: 1)) { try LURD.moves(in: "u√") }
    #expect(throws: SolutionError(.unknownMove, index: 1)) { try LURD.moves(in: "u3") }
    #expect(throws: SolutionError(.unknownMove, index: 0)) { try LURD.moves(in: "0u") }
    #expect(throws: SolutionError(.unknownMove, index: 1)) { try LURD.moves(in: "u)") }
    #expect(throws: SolutionError(.unknownMove, index: 1)) { try LURD.moves(in: "u(d") }
    #expect(throws: SolutionError(.tooLong, index: 20)) {
      try LURD.moves(in: "99999999999999999999u")
    }
    #expect(throws: SolutionError.self) {
      try LURD.moves(
        in: String(repeating: "9(", count: 50) + "u" + String(repeating: ")", count: 50))
    }
    let board = try Level(parsing: "########\n#@ $  .#\n########\n").board
    #expect(throws: SolutionError(.blocked, index: 1)) { try LURD.check([.right, .up], on: board) }
  }
}
