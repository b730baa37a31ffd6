import Testing
import VariantGymCore
@testable import VariantGymSokoban

@Suite("Sokoban replies")
struct SokobanReplyFormatTests {
  private let board = try! Board(
    picture: "#####\n#P__#\n#_XO#\n#___#\n#####", symbols: .study)

  private func read(
    _ answer: String, _ labels: LabelSet = .base, horizon: Int = 9
  ) -> Result<[Direction], ReadingError> {
    Result { () throws(ReadingError) in
      let format = SokobanReplyFormat()
      return try format.interpret(
        try format.hear(answer[...]), in: board, under: labels, horizon: horizon)
    }
  }

  @Test(
    "spaces, separators, case and full stops are no obstacles",
    arguments: [
      "Up Left", "up, left", "UP;LEFT", "Up || Left", "Up||Left", "\n Up \n Left \n", "Up. Left.",
      "up,left.", "Up\tLeft", "Up , , Left", "Up\r\nLeft",
    ])
  func tolerance(answer: String) {
    #expect(read(answer) == .success([.up, .left]))
  }

  @Test("emoji are read with and without their variation selector")
  func emoji() {
    #expect(read("⬆️ ⬅ ➡️ ➡ ⬇", .emoji) == .success([.up, .left, .right, .right, .down]))
  }

  @Test("single letters are case-sensitive, words are not")
  func letterCase() {
    #expect(read("A D", .alphabetical) == .success([.up, .right]))
    #expect(read("a", .alphabetical) == .failure(ReadingError(.unknownLabel)))
    #expect(read("m", .symbols) == .failure(ReadingError(.unknownLabel)))
    #expect(read("M * & 1", .symbols) == .success([.right, .up, .down, .left]))
    #expect(read("nOrTh", .cardinal) == .success([.up]))
  }

  @Test("words are compared alike by their bytes and as texts")
  func shortCodes() throws {
    for byte in UInt8(1)..<128 {
      let text = "x" + String(UnicodeScalar(byte))
      #expect(ShortCode(text)?.lowercased == ShortCode(text.lowercased()))
    }
    #expect(ShortCode("Up") != ShortCode("Up "))
    #expect(ShortCode("Up\0") == nil)
    #expect(ShortCode("ninebytes") == nil)
    #expect(ShortCode("⬆️")?.text == "⬆️")
    // A kelvin sign is a K by canonical equivalence, and a long word has no code.
    let labels = try LabelSet(up: "Back", down: "Straightforward", left: "Ähnlich", right: "Zurück")
    for (word, move) in [
      ("Bac\u{212A}", Direction.up), ("BACK", .up), ("straightForward", .down),
      ("a\u{308}hnlich", .left), ("ZURU\u{308}CK", .right),
    ] {
      let heard = try SokobanReplyFormat().hear(Substring(word))
      #expect(labels.direction(of: heard.first) == move && heard.rest.isEmpty)
      #expect(heard.first.text == word)
    }
  }

  @Test("a word of marks without end is no label, and found so soon", .timeLimit(.minutes(10)))
  func marks() {
    let marks = String(repeating: "\u{301}\u{327}", count: 200_000)
    #expect(read("U" + marks) == .failure(ReadingError(.unknownLabel)))
    #expect(read("Up U" + marks) == .failure(ReadingError(.unknownLabel, at: 3)))
  }

  @Test("labels of another set are never accepted by accident")
  func foreignLabels() throws {
    let sets: [LabelSet] = [.base, .cardinal, .emoji, .numerical, .alphabetical]
    for (index, labels) in sets.enumerated() {
      for (other, foreign) in sets.enumerated() where other != index {
        for direction in Direction.allCases {
          #expect(throws: ReadingError.self) { try read(foreign[direction], labels).get() }
        }
      }
    }
    #expect(read("1") == .failure(ReadingError(.unknownLabel)))
  }

  @Test("errors say what is wrong, and where")
  func errors() {
    #expect(read("") == .failure(ReadingError(.emptyAnswer)))
    #expect(read(" , ; ") == .failure(ReadingError(.emptyAnswer)))
    #expect(read("Up, Jump") == .failure(ReadingError(.unknownLabel, at: 4)))
    #expect(read("Up Up Up", horizon: 2) == .failure(ReadingError(.tooManyActions, at: 6)))
    #expect(read("I go Up") == .failure(ReadingError(.unknownLabel)))
    #expect(read("Up!") == .failure(ReadingError(.unknownLabel)))
    #expect(read("Up..") == .failure(ReadingError(.unknownLabel)))
    #expect(read("Up|Left") == .failure(ReadingError(.unknownLabel)))
  }

  @Test("labels of one's own are checked")
  func ownLabels() throws {
    let own = try LabelSet(up: "hinauf", down: "hinab", left: "links", right: "rechts")
    #expect(read("HINAUF, Links", own) == .success([.up, .left]))
    let long = String(repeating: "a", count: 101)
    for bad in [
      "{", "}", "}{", "a{b", "\\boxed{}", "", "a b", "a,b", "x.", "a||b", "<x", "\u{FE0F}", long,
    ] {
      #expect(throws: LabelError.self) { try LabelSet(up: bad, down: "b", left: "c", right: "d") }
    }
    #expect(throws: LabelError.self) { try LabelSet(up: "Go", down: "go", left: "c", right: "d") }
    #expect(throws: LabelError.self) { try LabelSet(up: "⬆️", down: "⬆", left: "c", right: "d") }
  }

  @Test("labels of one's own are read in every container, whatever is in them")
  func containers() throws {
    let texts = [
      "Answer:", "\"", "\\", "{label}", "{\"}", "\\boxed", "\\\"", "右", "|", "[", ":", "🚀",
    ]
    let parts = SokobanParts()
    let board = try Board(picture: "#####\n#PXO#\n#####")
    for first in texts.indices {
      let set = (0..<4).map { texts[(first + $0 * 5) % texts.count] }
      let labels = try LabelSet(up: set[0], down: set[1], left: set[2], right: set[3])
      for actions: [Direction] in [[.up], [.right, .left], [.down, .down, .up, .right]] {
        let answer = parts.format.write(actions, in: board, under: labels)
        for container in Framing.Container.allCases {
          for prefill in [Framing.Prefill.none, .thought, .answer] {
            let reply = ReplyLayout.compose(
              thought: "so be it", answer: answer, prefill: prefill, container: container)
            let read = parts.read(
              reply, in: board, under: Terms(honest: labels),
              framing: Framing(horizon: 4, prefill: prefill, container: container))
            #expect(try read.scored.get() == actions, "\(reply)")
          }
        }
      }
    }
  }
}

@Suite("Word pools")
struct WordPoolTests {
  private let pools = WordPools.english

  @Test("each pool has at least 200 distinct lower-case words, and no word is in two")
  func sizes() {
    let all = pools.training + pools.validation + pools.test
    #expect(Set(all).count == all.count)
    for pool in [pools.training, pools.validation, pools.test] { #expect(pool.count >= 200) }
    #expect(all.allSatisfy { $0.utf8.allSatisfy { (97...122).contains($0) } })
  }

  @Test("no word equals a fixed label")
  func fixedLabels() {
    let words = Set(pools.training + pools.validation + pools.test)
    for labels: LabelSet in [.base, .cardinal, .emoji, .numerical, .alphabetical, .symbols] {
      for direction in Direction.allCases {
        #expect(!words.contains(labels[direction].lowercased()))
      }
    }
  }

  @Test("pools of one's own are checked")
  func ownPools() throws {
    let words = (0..<12).map { "word\($0)" }
    let own = try WordPools(
      training: Array(words[0..<4]), validation: Array(words[4..<8]), test: Array(words[8..<12]))
    #expect(SokobanVariants.all(pools: own).count == SokobanVariants.all().count)
    #expect(throws: LabelError.self) {
      try WordPools(training: ["a", "b", "c"], validation: words, test: words)
    }
    #expect(throws: LabelError.self) {
      try WordPools(
        training: Array(words[0..<4]), validation: Array(words[3..<8]), test: Array(words[8..<12]))
    }
  }
}
