import Foundation
import Testing
import VariantGym

@Suite("Data folders")
struct DatasetFolderTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("variantgym-\(UUID().uuidString)")

  private func recipes() throws -> [Recipe] {
    try ["sokoban-sft-thought-diverse", "points-sft-answer-diverse", "points-fake"].map { name in
      var recipe = try StudySets.named(name)
      recipe.rows = 60
      if recipe.content == .replies(style: "direct") {
        recipe.framing = Framing(wording: .varied, order: .fixed, container: .object)
      }
      return recipe
    }
  }

  private func withFolder(
    threads: Int = 2, _ body: (DatasetFolder) async throws -> Void
  ) async throws {
    let data = DatasetFolder(folder, catalog: .standard, threads: threads)
    try await data.generate(recipes())
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(data)
  }

  private func bytes() throws -> [String: Data] {
    var all: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      all[name] = try Data(contentsOf: folder.appendingPathComponent(name))
    }
    return all
  }

  @Test("any number of threads writes the same bytes, and nothing but the files of the manifest")
  func determinism() async throws {
    var first: [String: Data] = [:]
    for threads in [1, 2, 5] {
      try await withFolder(threads: threads) { _ in
        let bytes = try bytes()
        #expect(bytes.count == 4)
        if first.isEmpty { first = bytes }
        #expect(bytes == first)
      }
    }
  }

  @Test("what was generated passes the check, again after a second generation in its place")
  func check() async throws {
    try await withFolder { data in
      var checked: [String] = []
      try await data.check { checked.append($0.recipe.name) }
      #expect(checked == (try recipes().map(\.name)))
      try await data.generate(recipes())
      try await data.check()
    }
  }

  @Test("every line is a record with the schema of this library")
  func records() async throws {
    try await withFolder { _ in
      for recipe in try recipes() {
        let text = try String(
          contentsOf: folder.appendingPathComponent("\(recipe.name).jsonl"), encoding: .utf8)
        let lines = text.split(separator: "\n")
        #expect(lines.count == 60)
        for line in lines {
          let record = try JSONDecoder().decode(Record.self, from: Data(line.utf8))
          #expect(record.schema == Record.schemaVersion)
          #expect(record.set == recipe.name)
          #expect((record.completion == nil) == (recipe.content == .prompts))
          #expect(!record.gold.isEmpty && !record.prompt.isEmpty)
          // The episode that the record names puts the same prompt.
          let episode = try Catalog.standard.episode(record.episode)
          #expect(record.prompt == episode.messages)
          let facts = episode.facts
          #expect(record.keys.identity == facts.identityKey)
          #expect(record.keys.content == facts.contentKeys)
          #expect(record.keys.state == facts.stateKeys)
          #expect(record.keys.accepted == facts.acceptedKeys)
        }
      }
    }
  }

  @Test("a preference holds a gold reply, and a wrong one whose fault the verifier names")
  func preferences() async throws {
    let recipes = try ["sokoban-sft-thought-diverse", "points-sft-thought-diverse"].flatMap {
      name in
      try ["direct", "search", "terse", answerOnlyStyle].map { style in
        var recipe = try StudySets.named(name)
        recipe.name += style
        recipe.rows = 25
        recipe.content = .preferences(thought: ThoughtForm(style: style))
        return recipe
      }
    }
    let data = DatasetFolder(folder, catalog: .standard)
    try await data.generate(recipes)
    defer { try? FileManager.default.removeItem(at: folder) }
    var faults: Set<String> = []
    for recipe in recipes {
      let text = try String(
        contentsOf: folder.appendingPathComponent("\(recipe.name).jsonl"), encoding: .utf8)
      for line in text.split(separator: "\n") {
        let record = try JSONDecoder().decode(Record.self, from: Data(line.utf8))
        let episode = try Catalog.standard.episode(record.episode)
        let (completion, rejected) = (
          try #require(record.completion), try #require(record.rejected)
        )
        let fault = try #require(record.fault)
        faults.insert(fault)
        #expect(try episode.isGold(completion) && !episode.isGold(rejected))
        // A bare answer has no thought to be checked.
        guard recipe.content.thought != .answerOnly else { continue }
        #expect(episode.checkThought(of: completion).isProven)
        #expect(episode.checkThought(of: rejected).fault?.rawValue == fault)
      }
    }
    #expect(faults.count > 5)
  }

  @Test("damage is found, with file, line and field")
  func damage() async throws {
    try await withFolder { data in
      let file = folder.appendingPathComponent("points-sft-answer-diverse.jsonl")
      let whole = try String(contentsOf: file, encoding: .utf8)
      var lines = whole.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let plans: [(String, String)] = [
        (String(whole.dropLast(40)), "breaks off"),
        (lines.dropLast(2).joined(separator: "\n") + "\n", "rows too early"),
        (whole + lines[0] + "\n", "no such row"),
        (whole.replacingOccurrences(of: "\"schema\":2", with: "\"schema\":3"), "another schema"),
        ("not json\n" + whole, "not a JSON object"), ("", "rows too early"),
      ]
      for (text, reason) in plans {
        try Data(text.utf8).write(to: file)
        let error = await #expect(throws: DatasetError.self) { try await data.check() }
        #expect("\(error!)".contains(reason), "\(error!)")
        #expect("\(error!)".contains("points-sft-answer-diverse"))
      }
      lines[7] = lines[7].replacingOccurrences(of: "formula", with: "formulae")
      try Data(lines.joined(separator: "\n").utf8).write(to: file)
      let error = await #expect(throws: DatasetError.self) { try await data.check() }
      #expect("\(error!)".contains("line 8"))
      #expect("\(error!)".contains("completion"))
    }
  }

  @Test("a folder that cannot be written to, or holds no data, is a clear error")
  func badFolders() async throws {
    // Not even root can make a folder inside a file.
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let inside = DatasetFolder(file.appendingPathComponent("data"), catalog: .standard)
    await #expect(throws: DatasetError.self) { try await inside.generate(recipes()) }
    await #expect(throws: DatasetError.self) { try await inside.check() }
    let error = await #expect(throws: DatasetError.self) {
      try await DatasetFolder(folder, catalog: .standard).check()
    }
    #expect("\(error!)".contains("manifest.json"))
  }

  @Test(
    "a manifest edited by hand is refused, and crashes nothing",
    arguments: [
      ("\"rows\" : 60", "\"rows\" : 9223372036854775807", "rows"),
      ("\"rows\" : 60", "\"rows\" : -1", "rows"),
      ("\"horizon\" : 1", "\"horizon\" : -1", "horizon"),
      ("\"family\" : \"sokoban\"", "\"family\" : \"chess\"", "general-points"),
      ("\"variant\" : \"random-words\"", "\"variant\" : \"emoji\"", "cohort"),
      ("\"schema\" : 2", "\"schema\" : 9", "version 9"),
    ])
  func editedManifest(found: String, edited: String, named: String) async throws {
    try await withFolder { data in
      let file = folder.appendingPathComponent(Manifest.fileName)
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains(found))
      try Data(text.replacingOccurrences(of: found, with: edited).utf8).write(to: file)
      let error = await #expect(throws: (any Error).self) { try await data.check() }
      #expect("\(error!)".contains(named), "\(error!)")
    }
  }

  @Test("a generation that fails leaves nothing half-written under a name that can be mistaken")
  func failure() async throws {
    var impossible = try StudySets.named("points-fake-all-7")
    impossible.rows = 200
    let data = DatasetFolder(folder, catalog: .standard, threads: 2)
    defer { try? FileManager.default.removeItem(at: folder) }
    await #expect(throws: DatasetError.self) { try await data.generate([impossible]) }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(left.allSatisfy { $0.hasPrefix(".") && $0.hasSuffix(".partial") }, "\(left)")
  }
}
