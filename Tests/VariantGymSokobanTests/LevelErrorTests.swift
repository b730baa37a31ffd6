import Testing

@testable import VariantGymSokoban

@Suite("LevelError")
struct LevelErrorTests {
  struct Case: Sendable {
    let text: String
    let reason: LevelError.Reason
    let line: Int
    let column: Int

    init(_ text: String, _ reason: LevelError.Reason, _ line: Int, _ column: Int) {
      (self.text, self.reason, self.line, self.column) = (text, reason, line, column)
    }
  }

  static let cases = [
    Case("", .noLevel, 1, 1),
    Case("hello\nworld", .noLevel, 1, 1),
    Case("#####\n#@$.#\n#####\n\n#####\n#@$.#\n#####\n", .severalLevels, 5, 1),
    Case("; a\n#####\n# $.#\n#####", .noPlayer, 2, 1),
    Case("#####\n#   #\n#####", .noPlayer, 1, 1),
    Case("######\n#@$.@#\n######", .severalPlayers, 2, 5),
    Case("######\n#@$+.#\n######", .severalPlayers, 2, 4),
    Case("#######\n#@$$. #\n#######", .unequalBoxesAndTargets, 1, 1),
    Case("######\n#@$..#\n######", .unequalBoxesAndTargets, 1, 1),
    Case("#####\n#@  #\n#####", .noBox, 1, 1),
    Case("######\n#@$. \n######", .notEnclosed, 2, 5),
    Case("\r\n######\r\n#@$. \r\n######", .notEnclosed, 3, 5),
    Case("#####\n#@$.#\n## ##", .notEnclosed, 3, 3),
    Case("#####\n @$.#\n#####", .notEnclosed, 2, 1),
    Case("#@$.#", .notEnclosed, 1, 2),
    Case("########\n#@$.#$.#\n########", .unreachable, 2, 6),
    Case("#######\n#@$.#.#\n#######", .unreachable, 2, 6),
    Case("#####\n#@$.#\n#####\n  .", .unreachable, 4, 3),
    Case("#####\n#@$?#\n#####", .unknownSymbol, 2, 4),
    Case("#####\n#@$O#\n#####", .unknownSymbol, 2, 4),
    Case("#####\n#P√.#\n#####", .unknownSymbol, 2, 4),
    Case("#####\n#√√.#\n#####", .unknownSymbol, 2, 4),
    Case("#####\n#@é.#\n#####", .unknownSymbol, 2, 3),
    Case("5#|#@$.#|5", .badRunLength, 1, 10),
    Case("5#|#@$.#|0#", .badRunLength, 1, 10),
    Case("5#|(#@$.#|5#", .badRunLength, 1, 4),
    Case("5#|#@$.#)|5#", .badRunLength, 1, 9),
    Case("5#|#@$.#|99999999999999999999999#", .tooLarge, 1, 33),
    Case("#####\n#@$.#\n#####\nSolution: L", .blockedMove, 4, 11),
    Case("#######\n#@$ . #\n#######\n\nrr R\n r", .blockedMove, 6, 2),
    Case("#######\n#@$ . #\n#######\nSolution: r", .unsolved, 4, 12),
    Case("#####\n#@$.#\n#####\nSolution: rx", .unknownMove, 4, 12),
    Case("#####\n#@$.#\n#####\nSolution: 2r(", .badRunLength, 4, 13),
    Case("#####\n#@$.#\n#####\nSolution: 99999999r", .tooLarge, 4, 19),
  ]

  @Test("each fault has its reason, line and column", arguments: cases)
  func places(example: Case) {
    let error = #expect(throws: LevelError.self) { try Level(parsing: example.text) }
    #expect(error == LevelError(example.reason, line: example.line, column: example.column))
  }

  @Test("a fault reads as a sentence")
  func words() {
    #expect(
      LevelError(.severalPlayers, line: 3, column: 5).description
        == "line 3, column 5: more than one player")
  }

  @Test("too large pictures are refused without being built, whatever makes them large")
  func tooLarge() {
    let tall = String(repeating: "#\n", count: 2_000) + String(repeating: "#", count: 2_000)
    #expect(throws: LevelError(.tooLarge, line: 1, column: 1)) { try Level(parsing: tall) }
    let nested = String(repeating: "9(", count: 40) + "#" + String(repeating: ")", count: 40)
    #expect(throws: LevelError.self) { try Level(parsing: nested) }
    let many = String(repeating: "60000#@$.\n\n", count: 400)
    #expect(LevelReport(on: many).errors.count == 400)
  }
}
