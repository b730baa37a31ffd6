import Foundation
import Testing
import VariantGymCore

@testable import VariantGymSokoban

@Suite("Level files")
struct LevelFilesTests {
  static let folder = ProcessInfo.processInfo.environment["VARIANTGYM_LEVELS"]

  // Writing a thousand levels in every notation is a matter of release builds.
  #if DEBUG
    static let largestFile = 9_000
  #else
    static let largestFile = Int.max
  #endif

  static func files() throws -> [(name: String, text: String)] {
    let folder = URL(fileURLWithPath: try #require(folder))
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.hasSuffix(".xsb") || $0.hasSuffix(".txt") }
      .map { ($0, try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)) }
  }

  @Test(
    "every level of the real collections is read, and read again when written",
    .enabled(if: folder != nil, "VARIANTGYM_LEVELS names no folder of level files"))
  func realLevels() throws {
    var levels = 0
    for (name, text) in try Self.files() {
      let collection = try LevelCollection(parsing: text)
      let titles = text.split(separator: "\n").filter { $0.hasPrefix("; ") }
        .map { String($0.dropFirst(2)) }.filter { $0.allSatisfy(\.isNumber) }
      #expect(collection.levels.map(\.title) == titles, "\(name)")
      // "levels 1-100 of 155"
      if let range = text.firstRange(of: /levels 1-(\d+)/) {
        #expect(
          String(collection.levels.count) == text[range].split(separator: "-").last!, "\(name)")
      }
      #expect(!collection.comments.isEmpty, "\(name)")
      for notation in LevelNotation.allCases where text.utf8.count < Self.largestFile {
        #expect(
          try LevelCollection(parsing: collection.text(in: notation)) == collection, "\(name)")
      }
      levels += collection.levels.count
    }
    #expect(levels > 1_000)
  }

  @Test("garbage is read to its end: no crash, no hang")
  func garbage() {
    var random = Random(seed: 41)
    let words = [
      "#", "##", "####", "@", "$", ".", "*", "+", " ", "-", "_", "P", "S", "X", "O", "√", "\n",
      "\n",
      "\n\n", "\r\n", "\r", "\t", ";", "Title:", "Comment:", "Comment-End:", "Solution:", "l", "u",
      "R", "3", "99999", "(", ")", "|", "x", "é", "\u{0}", "\u{FEFF}", "👍🏽", "#####\n#@$.#\n#####\n",
    ]
    for round in 0..<100 {
      var text = ""
      for _ in 0..<random.below(200) { text += random.pick(from: words) }
      if round.isMultiple(of: 4) {
        text = String(
          decoding: (0..<400).map { _ in UInt8(truncatingIfNeeded: random.next()) }, as: UTF8.self)
      }
      let report = LevelReport(on: text)
      let collection = report.collection
      let written = collection.text()
      #expect((try? LevelCollection(parsing: written)) == collection, "\(text.debugDescription)")
      for error in report.errors { #expect(error.line >= 1 && error.column >= 1) }
    }
  }

  @Test("levels broken at random are read or refused, and their neighbours are read")
  func broken() {
    var boards = RandomBoards(seed: 42)
    let symbols = Array("# @$.*+-_x\n")
    for _ in 0..<150 {
      var picture = Array(boards.next().text())
      for _ in 0..<1 + boards.random.below(3) {
        picture[boards.random.below(picture.count)] = boards.random.pick(from: symbols)
      }
      let sound = LevelCollectionTests.b
      let report = LevelReport(on: sound + "\n" + String(picture) + "\n\n" + sound)
      let results = report.entries.map { try? $0.result.get().board.text() + "\n" }
      #expect(results.first == sound)
      #expect(results.last == sound)
    }
  }

  @Test("reading time grows with the length, not faster")
  func linearTime() {
    let texts = [
      String(repeating: "#", count: 3_000), String(repeating: "Comment:\n", count: 3_000),
      String(repeating: "; x\n\n", count: 4_000), String(repeating: "r\n", count: 1_000),
      "#####\n#@$.#\n#####\n" + String(repeating: "r\n", count: 1_000),
      String(repeating: "(", count: 20_000) + "#", String(repeating: "#\n \n", count: 3_000),
      "#####\n#@$.#\n#####\n\n" + String(repeating: "65535-#@$.\n\n", count: 100),
      String(repeating: "#\n", count: 10_000),
    ]
    let clock = ContinuousClock()
    for text in texts {
      let time = clock.measure { _ = LevelReport(on: text) }
      #expect(time < .seconds(5), "\(text.prefix(20).debugDescription)")
    }
  }
}
