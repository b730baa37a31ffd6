import Testing
import VariantGymCore

@testable import VariantGymSokoban

@Suite("LevelCollection")
struct LevelCollectionTests {
  static let a = "#####\n#@$.#\n#####\n"
  static let b = "######\n#@ $.#\n######\n"
  static let c = "#######\n#@  $.#\n#######\n"

  static func titles(_ text: String) throws -> [String?] {
    try LevelCollection(parsing: text).levels.map(\.title)
  }

  @Test("reading what was written gives the same collection", arguments: LevelNotation.allCases)
  func roundTrip(notation: LevelNotation) throws {
    var boards = RandomBoards(seed: 31)
    for round in 0..<30 {
      let head = LevelTests.random(&boards, sides: 4...5)
      let collection = LevelCollection(
        title: head.title, author: head.author, comments: head.comments,
        levels: (0..<round % 5).map { _ in LevelTests.random(&boards, sides: 4...9) })
      #expect(try LevelCollection(parsing: collection.text(in: notation)) == collection)
    }
  }

  @Test("titles before the pictures, close or apart, with and without a header")
  func titlesBefore() throws {
    let (a, b, c) = (Self.a, Self.b, Self.c)
    for gap in ["", "\n"] {
      for head in ["", "; by me\n; all of it\n\n", "by me\nall of it\n\n"] {
        let text = "\(head); 1\n\(gap)\(a)\n; 2\n\(gap)\(b)\n; 3\n\(gap)\(c)"
        #expect(try Self.titles(text) == ["1", "2", "3"])
        #expect(
          try LevelCollection(parsing: text).comments
            == (head.isEmpty ? [] : ["by me", "all of it"]))
      }
    }
    #expect(try Self.titles(a + "; 2\n" + b + "; 3\n" + c) == [nil, "2", "3"])
  }

  @Test("titles after the pictures, close or apart, with and without a header")
  func titlesAfter() throws {
    let (a, b, c) = (Self.a, Self.b, Self.c)
    for gap in ["", "\n"] {
      for head in ["", "; by me\n\n"] {
        let text = "\(head)\(a)\(gap); 1\n\n\(b)\(gap); 2\n\n\(c)\(gap); 3\n"
        #expect(try Self.titles(text) == ["1", "2", "3"])
        #expect(try LevelCollection(parsing: text).comments == (head.isEmpty ? [] : ["by me"]))
      }
    }
    #expect(try Self.titles(a + "; 1\n" + b + "; 2\n" + c + "; 3") == ["1", "2", "3"])
  }

  @Test("a header alone names no level; a line before a single level does")
  func headers() throws {
    let (a, b) = (Self.a, Self.b)
    #expect(try Self.titles("; a file\n\n\(a)\n\(b)") == [nil, nil])
    #expect(try Self.titles("; a level\n\n\(a)") == ["a level"])
    #expect(try Self.titles("; file\n\n; level\n\n\(a)") == ["level"])
    #expect(try Self.titles("") == [])
    #expect(try LevelCollection(parsing: "Title: empty").title == "empty")
  }

  @Test("keys in any case, comments of several lines, unknown keys, solutions")
  func keys() throws {
    let text = """
      Title: All
      AUTHOR: Me
      Comment:
      ####
      #@ #

      two
      Comment-End:

      \(Self.a)Title: A
      author: Anna
      Date: 2001
      Comment: short
      Comment:
        long
      comment-end:
      Solution:
      R

      ; second
      \(Self.b)
      rr

      \(Self.c)Title: C
      Comment:
      never closed
      """
    let collection = try LevelCollection(parsing: text)
    #expect(collection.title == "All")
    #expect(collection.author == "Me")
    #expect(collection.comments == ["####", "#@ #", "two"])
    #expect(collection.levels.map(\.title) == ["A", "second", "C"])
    #expect(collection.levels[0].author == "Anna")
    #expect(collection.levels[0].comments == ["Date: 2001", "short", "long"])
    #expect(collection.levels[0].solution == [.right])
    #expect(collection.levels[1].solution == [.right, .right])
    #expect(collection.levels[2].comments == ["never closed"])
  }

  @Test("keys before the pictures, where all levels have them there")
  func keysBefore() throws {
    let text = "Title: 1\n\n\(Self.a)\nTitle: 2\nAuthor: x\n\n\(Self.b)\nTitle: 3\n\n\(Self.c)"
    #expect(try Self.titles(text) == ["1", "2", "3"])
    let close = "Title: 1\n\(Self.a)\nTitle: 2\nAuthor: x\n\(Self.b)\nTitle: 3\n\(Self.c)"
    #expect(try Self.titles(close) == ["1", "2", "3"])
  }

  @Test("a bad level hides no other, and the strict reader names it")
  func badLevels() throws {
    let text = Self.a + "\n; bad\n#####\n#@@$#\n#####\n\n" + Self.b + "\n#####\n# $.#\n#####\n"
    let report = LevelReport(on: text)
    #expect(report.entries.map(\.line) == [1, 6, 10, 14])
    #expect(report.collection.levels.count == 2)
    #expect(
      report.errors == [
        LevelError(.severalPlayers, line: 7, column: 3), LevelError(.noPlayer, line: 14, column: 1),
      ])
    #expect(throws: LevelError(.severalPlayers, line: 7, column: 3)) {
      try LevelCollection(parsing: text)
    }
  }

  @Test("lines of blanks part levels, but not a level from its decoration")
  func blankRows() throws {
    #expect(try LevelCollection(parsing: Self.a + "   \n" + Self.b).levels.count == 2)
    let decorated = try LevelCollection(
      parsing: "## ##\n  \n" + Self.a + " \t \n# * #\n\n" + Self.b)
    #expect(decorated.levels.count == 2)
    #expect(decorated.levels[0].board.height == 7)
    #expect(
      try decorated.levels[0].board.canonicalState == Level(parsing: Self.a).board.canonicalState)
    let encoded = try Level(parsing: "5#|#@$.#|5#||5-|5#")
    #expect(encoded.board.height == 6)
  }
}
