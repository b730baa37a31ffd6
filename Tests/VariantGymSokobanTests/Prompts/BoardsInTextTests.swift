import Foundation
import Testing
import VariantGymCore

@testable import VariantGymSokoban

@Suite("Boards in texts of any origin")
struct BoardsInTextTests {
  /// Ways in which data sets lay out a board.
  private static let layouts: [(name: String, text: @Sendable (Board) -> String)] = [
    ("study", { "The map now:\n\($0.picture(.study))\nYour move?" }),
    ("level file", { "; title\n\($0.picture(.xsb))\nAuthor: nobody" }),
    ("dashes", { "```\n\($0.picture(.dashedXSB))\n```" }),
    ("spaced by blanks", { spaced($0, by: " ") }),
    ("spaced by tabs", { spaced($0, by: " \t ") }),
    ("quoted", { "> " + $0.picture(.study).replacingOccurrences(of: "\n", with: "\n> ") }),
    ("indented", { "    " + $0.picture(.xsb).replacingOccurrences(of: "\n", with: "\n    ") }),
    (
      "array of rows",
      { "[\"" + $0.picture(.study).replacingOccurrences(of: "\n", with: "\",\n \"") + "\"]" }
    ),
    ("between tags", { "<board>\($0.picture(.study))</board>" }),
    ("behind words", { "Map: \($0.picture(.study)) What now?" }),
    ("Windows", { "Map:\r\n" + $0.picture(.xsb).replacingOccurrences(of: "\n", with: "\r\n") }),
  ]

  private static func spaced(_ board: Board, by gap: String) -> String {
    board.picture(.study).split(separator: "\n").map { row in
      row.map { "\($0)" }.joined(separator: gap)
    }.joined(separator: "\n")
  }

  @Test("a board is found in every layout", arguments: layouts.indices)
  func everyLayout(number: Int) {
    var boards = RandomBoards(seed: 41)
    for _ in 0..<60 {
      // Within its outermost walls a board of other notations may be cropped, which changes no key.
      let board = boards.next()
      let text = Self.layouts[number].text(board)
      #expect(
        BoardsInText.boards(in: text).map(\.canonicalState) == [board.canonicalState], "\(text)")
    }
  }

  @Test("all boards of a history are found, in order, with lines between them or without")
  func histories() {
    var boards = RandomBoards(seed: 42)
    for gap in ["\n\n", "\n", "\nYou answered Up.\nThe map now:\n"] {
      for count in 1...4 {
        let shown = (0..<count).map { _ in boards.next() }
        let text = shown.map { $0.picture(.study) }.joined(separator: gap)
        #expect(
          BoardsInText.boards(in: "Play.\n\(text)\n").map(\.canonicalState)
            == shown.map(\.canonicalState), "\(text)")
      }
    }
  }

  @Test("a ragged level is read as a level file is")
  func ragged() throws {
    let picture = """
        ####
      ###  #
      #@ $.##
      ### ###
        ###
      """
    let level = try #require(try LevelCollection(parsing: picture).levels.first)
    #expect(
      BoardsInText.boards(in: "Level:\n\(picture)").map(\.canonicalState)
        == [level.board.canonicalState])
  }

  @Test(
    "what is no board is passed over",
    arguments: [
      "", "###", "# a wall\n_ floor\n", "## Heading\n\n### Another\n", "#####\n#___#\n#####",
      "#####\n#P_O#\n#####", "#####\n#PXO_\n#####", "#####\n#PXO#\n", "#####\n#PXOO#\n#####",
      "#####\n#PPXO#\n#####", "#!/bin/sh\n# a comment #\n# another #\n",
    ])
  func noBoards(text: String) {
    #expect(BoardsInText.boards(in: text).isEmpty)
  }

  @Test("cut and changed texts are read without harm, and never give a board that is not there")
  func changedTexts() {
    var boards = RandomBoards(seed: 43)
    let signs = Array("#_OX√PS @$.*+-\n\t|>\"".unicodeScalars)
    for _ in 0..<300 {
      let board = boards.next(sides: 4...6)
      var scalars = Array("Map:\n\(board.picture(.study))\nEnd".unicodeScalars)
      for _ in 0..<boards.random.within(1...4) {
        let place = boards.random.below(scalars.count)
        if boards.random.below(2) == 0 {
          scalars[place] = boards.random.pick(from: signs)
        } else {
          scalars.remove(at: place)
        }
      }
      for found in BoardsInText.boards(in: String(String.UnicodeScalarView(scalars))) {
        #expect(throws: Never.self) { try Board(picture: found.picture(.xsb), symbols: .xsb) }
      }
    }
  }

  @Test("keys and measures are those of the board")
  func content() throws {
    let board = try Board(picture: "######\n#P_XO#\n#____#\n######")
    let content = SokobanParts().content(ofPrompt: "Map\n\(board.picture(.dashedXSB))")
    let shown = try #require(content.instances.first)
    #expect(shown.keys[.state] == ContentKey(digest: board.canonicalState.digest))
    #expect(shown.keys[.layout] == ContentKey(digest: board.canonicalLayout.digest))
    #expect(
      shown.measures()
        == InstanceMeasures(amounts: ["moves": 2, "pushes": 1], firstActions: ["right"]))
  }
}
