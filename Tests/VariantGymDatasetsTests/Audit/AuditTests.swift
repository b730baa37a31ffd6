import Foundation
import Testing
import VariantGym

@Suite("Audits")
struct AuditTests {
  private func audit(
    _ sources: [AuditSource], threads: Int = 2, measured: Int = 0
  ) async throws -> AuditReport {
    try await Audit(catalog: .standard, threads: threads, measuredRows: measured).report(
      on: sources)
  }

  /// Ways to write a prompt and its reply in one row.
  private static let layouts: [@Sendable (String, String) -> String] = [
    { #"{"prompt": \#($0), "completion": \#($1)}"# },
    {
      #"{"prompt": [{"role": "user", "content": \#($0)}], "#
        + #""completion": [{"role": "assistant", "content": \#($1)}]}"#
    },
    { #"{"messages": [\#(turn("user", $0)), \#(turn("assistant", $1))]}"# },
    {
      #"{"messages": [{"role": "user", "content": [{"type": "text", "text": \#($0)}]}, \#(turn("assistant", $1))], "tools": []}"#
    },
    {
      #"{"data_source": "x", "prompt": [\#(turn("user", $0))], "ability": "y", "reward_model": "#
        + #"{"style": "rule", "ground_truth": \#($1)}, "extra_info": {"split": "test", "index": 1}}"#
    },
    { #"{"prompt": \#($0), "response": \#($1)}"# },
    { #"{"prompt": \#($0), "chosen": \#($1), "rejected": "no", "keys": 5, "gold": null}"# },
  ]

  private static func turn(_ role: String, _ content: String) -> String {
    #"{"role": "\#(role)", "content": \#(content)}"#
  }

  @Test("every known layout gives the same figures", arguments: layouts.indices)
  func everyLayout(number: Int) async throws {
    let folder = try TemporaryFolder()
    let rooms = try Rows.rooms(.test, 30)
    let lines = rooms.map {
      Self.layouts[number](Rows.json($0.prompt), Rows.json("<answer> \($0.answers[0]) </answer>"))
    }
    let first = try Rows(prompts: rooms.map(\.prompt)).source("known", in: folder, role: .train)
    let second = AuditSource(
      name: "other", url: try folder.file("other.jsonl", lines.joined(separator: "\n")),
      role: .test)
    let array = AuditSource(
      name: "array", url: try folder.file("x.json", "[\(lines.joined(separator: ",\n"))]"),
      role: .test)
    let report = try await audit([first, second, array])
    #expect(report.comparisons == 2)
    for set in report.sets.dropFirst() {
      #expect(set.distinct == report.sets[0].distinct && set.unreadRows == 0)
      #expect(set.answerPlaces.reduce(0, +) == 30)
    }
    for kind in [OverlapKind.text, .state, .layout, .vocabulary] {
      #expect(report.leaks([kind]).map(\.rows) == [30, 30])
    }
    #expect(report.paired == [["known", "other", "array"]])
  }

  @Test("texts of chat templates are cut before the reply")
  func templates() async throws {
    let folder = try TemporaryFolder()
    let rooms = try Rows.rooms(.test, 20)
    let lines = rooms.map { room in
      let text =
        "<|im_start|>user\n\(room.prompt)<|im_end|>\n<|im_start|>assistant\n"
        + "<answer> \(room.answers[0]) </answer> 2, 3, 4, 5<|im_end|>"
      return "{\"text\": \(Rows.json(text))}"
    }
    let url = try folder.file("set.jsonl", lines.joined(separator: "\n"))
    let set = try await audit([AuditSource(name: "set", url: url)]).sets[0]
    #expect(set.distinct[.values] == nil && set.unreadRows == 0)
    #expect(set.answerPlaces.reduce(0, +) == 20)
  }

  @Test("rows that repeat others are counted")
  func repeats() async throws {
    let folder = try TemporaryFolder()
    let rooms = try Rows.rooms(.train, 40)
    let distinct = Set(rooms.map(\.board.canonicalState)).count
    let clean = try await audit([Rows(prompts: rooms.map(\.prompt)).source("a", in: folder)]).sets[
      0]
    #expect(clean.repeatedRows[.text] == 0)
    #expect(clean.repeatedRows[.state] == 40 - distinct)
    let prompts =
      rooms.map(\.prompt) + [rooms[3].prompt, rooms[5].prompt(turned(rooms[6].picture))]
    let set = try await audit([Rows(prompts: prompts).source("b", in: folder)]).sets[0]
    #expect(set.repeatedRows[.text] == 1)
    #expect(set.repeatedRows[.state] == 42 - distinct)
  }

  @Test("right answers that stand first too often are found, and only those")
  func firstLabels() async throws {
    let folder = try TemporaryFolder()
    var random = Random(seed: 3)
    var rooms = try Rows.rooms(.train, 400)
    for index in rooms.indices { random.shuffle(&rooms[index].order) }
    func bias(_ name: String) async throws -> SetAudit.Bias? {
      let rows = Rows(rooms.map { ($0.prompt, "<answer> \($0.answers[0]) </answer>") })
      return try await audit([rows.source(name, in: folder)]).sets[0].answerBias
    }
    #expect(try await bias("clean") == nil)
    for index in rooms.indices where !index.isMultiple(of: 2) {
      let room = rooms[index]
      let right = try #require(room.order.firstIndex { room.labels[$0] == room.answers[0] })
      rooms[index].order.swapAt(0, right)
    }
    let found = try #require(try await bias("biased"))
    #expect(found.place == 1 && (0.5...0.75).contains(found.share))
  }

  @Test("difficulty, optimal first moves and lengths are those of the rows")
  func measures() async throws {
    let folder = try TemporaryFolder()
    let rooms = try Rows.rooms(.test, 30)
    let rows = Rows(rooms.map { ($0.prompt, $0.answers[0]) })
    let set = try await audit([rows.source("set", in: folder)], measured: 30).sets[0]
    #expect(set.measured == 30)
    let moves = try rooms.map { try SokobanSolver().solve($0.board, under: .base)?.count ?? 0 }
    #expect(set.measures["moves"]?.least == moves.min())
    #expect(set.measures["moves"]?.most == moves.max())
    #expect(set.measures["moves"]?.median == moves.sorted()[14])
    #expect(set.firstActions.values.reduce(0, +) == rooms.reduce(0) { $0 + $1.answers.count })
    #expect(set.promptLengths.most == rooms.map { $0.prompt.unicodeScalars.count }.max())
    #expect(set.replyLengths.least == rooms.map { $0.answers[0].unicodeScalars.count }.min())
  }

  @Test("neither threads nor the size of rows change a figure")
  func pieces() async throws {
    let folder = try TemporaryFolder()
    let rooms = try Rows.rooms(.train, 50)
    var random = Random(seed: 4)
    // Over several megabytes, with rows longer than a piece, and no line feed at the end.
    let lines = (0..<400).map { number in
      let filler = String(repeating: "x", count: number == 77 ? 2_500_000 : random.below(9_000))
      return "{\"prompt\": \(Rows.json("\(number) \(filler)\n\(rooms[number % 50].prompt)"))}"
    }
    // And rows of which some begin exactly where a piece does.
    let short = (0..<3000).map { number in
      let row = "{\"prompt\": \"\(number)\"}"
      return row + String(repeating: " ", count: 1023 - row.utf8.count)
    }
    let aligned = try folder.file("aligned.jsonl", short.joined(separator: "\n"))
    let url = try folder.file("long.jsonl", lines.joined(separator: "\n\n"))
    for threads in [1, 3] {
      let set = try await audit([AuditSource(name: "long", url: url)], threads: threads).sets[0]
      #expect(set.rows == 400 && set.distinct[.text] == 400 && set.unreadRows == 0)
      #expect(set.distinct[.state] == Set(rooms.map(\.board.canonicalState)).count)
      let other = try await audit([AuditSource(name: "aligned", url: aligned)], threads: threads)
      #expect(other.sets[0].rows == 3000 && other.sets[0].distinct[.text] == 3000)
    }
  }

  @Test("sets of this library agree with their own keys, and a changed prompt does not")
  func contradictions() async throws {
    let folder = try TemporaryFolder()
    let data = folder.data("ours")
    try await data.generate(try smallRecipes(rows: 80))
    let sources = try AuditSource.sources(at: [(data.url, nil)])
    let report = try await audit(sources)
    #expect(report.sets.map(\.name) == (try smallRecipes(rows: 80)).map(\.name))
    #expect(report.sets.map(\.role) == [.train, .train, .test])
    #expect(report.sets.allSatisfy { $0.contradictions == 0 && $0.unreadRows == 0 })
    var lines = try String(contentsOf: sources[0].url, encoding: .utf8).split(separator: "\n")
      .map(String.init)
    // The words of another row, and the keys of another row.
    func field(_ name: String, before next: String, of line: Int) throws -> Range<String.Index> {
      let start = try #require(lines[line].range(of: "\"\(name)\":", options: .backwards))
      let end = try #require(lines[line].range(of: next, options: .backwards))
      return start.lowerBound..<end.lowerBound
    }
    let words = lines[61][try field("shown", before: ",\"accepted\":\"", of: 61)]
    lines[4].replaceSubrange(try field("shown", before: ",\"accepted\":\"", of: 4), with: words)
    let keys = lines[70][try field("keys", before: "}", of: 70)]
    lines[9].replaceSubrange(try field("keys", before: "}", of: 9), with: keys)
    let changed = try folder.file("changed.jsonl", lines.joined(separator: "\n"))
    let set = try await audit([AuditSource(name: "changed", url: changed)]).sets[0]
    #expect(set.contradictions == 2)
    #expect(set.firstContradiction?.hasPrefix("row 5: the prompt announces other words") == true)
  }
}
