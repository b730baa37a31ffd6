import Foundation
import Testing

@testable import VariantGymSokoban

@Suite("Pictures")
struct PictureTests {
  static func board() throws -> Board {
    try Level(parsing: "  ####\n###  ####\n#     $ #\n# #  #* #\n# .  #@ #\n#########").board
  }

  @Test("terminal pictures, plain and with lines")
  func terminal() throws {
    let board = try Self.board()
    #expect(
      board.terminalText() == """
            ########
        ######    ########
        ##          $   ##
        ##  ##    ##*   ##
        ##  .     ##@   ##
        ##################
        """)
    #expect(
      board.terminalText(TerminalStyle(unicode: true)) == """
            ┌─────┐
        ┌───┘     └─────┐
        │           ■   │
        │   ▪     │ ▣   │
        │   ○     │ ☻   │
        └─────────┴─────┘
        """)
  }

  @Test("colours change nothing but the colours")
  func colours() throws {
    let board = try Self.board()
    for unicode in [false, true] {
      let plain = board.terminalText(TerminalStyle(unicode: unicode))
      let coloured = board.terminalText(TerminalStyle(colour: true, unicode: unicode))
      #expect(coloured.contains("\u{1B}[33m"))
      #expect(coloured.replacing(/\u{1B}\[\d+m/, with: "") != coloured)
      let lines = coloured.replacing(/\u{1B}\[\d+m/, with: "").split(separator: "\n")
      #expect(
        lines.map { $0.trimmingCharacters(in: .whitespaces) }
          == plain.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
    }
  }

  @Test("the SVG is well formed, the same every time, and shows every thing once")
  func svg() throws {
    let board = try Self.board()
    let svg = board.svg(title: "a < b & \u{7}c")
    #expect(svg == board.svg(title: "a < b & \u{7}c"))
    #expect(svg.contains("<title>a &lt; b &amp;  c</title>"))
    #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"288\" height=\"192\""))
    #expect(svg.components(separatedBy: "rx=\"1\"").count == 3)
    #expect(svg.components(separatedBy: "#d64545").count == 2)
    #expect(svg.hasSuffix("</svg>\n"))
    #expect(svg.components(separatedBy: "<").count == svg.components(separatedBy: ">").count)
  }

  @Test("what is out of reach is not drawn")
  func outOfReach() throws {
    let wide = try Level(parsing: "#######\n#######\n##@$.##\n#######\n#######").board
    #expect(wide.terminalText().split(separator: "\n", omittingEmptySubsequences: false)[0] == "")
    #expect(!wide.svg().contains("y=\"0\""))
  }
}
