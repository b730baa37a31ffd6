import Foundation
import Testing
import VariantGym

@Suite("Exports")
struct ExportTests {
  private let base = FileManager.default.temporaryDirectory
    .appendingPathComponent("variantgym-\(UUID().uuidString)")

  private var data: URL { base.appendingPathComponent("data") }
  private var rows: URL { base.appendingPathComponent("rows") }

  private static let recipes: [Recipe] = {
    let sets: [(String, Split, Recipe.Content)] = [
      ("prompts", .train, .prompts), ("one", .train, .replies(style: "direct")),
      ("two", .train, .replies(style: answerOnlyStyle)),
      ("held", .validation, .replies(style: "direct")),
      ("probe", .test, .replies(style: "direct")),
    ]
    return sets.map { name, split, content in
      Recipe(
        name: name, family: "general-points", difficulty: "four", split: split, variant: "base",
        content: content, sampling: .start, rows: name == "one" ? 520 : 20)
    }
  }()

  private func withFolder(
    _ recipes: [Recipe] = recipes, shard: Shard = .whole, _ body: () async throws -> Void
  ) async throws {
    defer { try? FileManager.default.removeItem(at: base) }
    try await DatasetFolder(data, catalog: .standard).generate(recipes, shard: shard)
    try await body()
  }

  private func text(_ folder: URL, _ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  private func files(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  private func export(_ name: String, _ sets: [String] = []) throws {
    try Export(of: data, as: RowFormats.named(name), sets: sets).write(to: rows)
  }

  @Test("records come out as they went in, byte for byte, and again over an earlier export")
  func records() async throws {
    try await withFolder {
      for _ in 0..<2 {
        try export("record")
        #expect(try files(rows) == ["README.md"] + Self.recipes.map { "\($0.name).jsonl" }.sorted())
        for recipe in Self.recipes {
          let name = "\(recipe.name).jsonl"
          #expect(try text(rows, name) == text(data, name))
        }
      }
    }
  }

  @Test("a set gives a file of its own, with a row for each record")
  func files() async throws {
    try await withFolder {
      var done = 0
      let export = try Export(of: data, as: RowFormats.named("trl-sft"), sets: ["held", "one"])
      try export.write(to: rows) {
        #expect($0.totalRecords == 540 && $0.records > done)
        done = $0.records
      }
      #expect(done == 540)
      #expect(try files(rows) == ["README.md", "held.jsonl", "one.jsonl"])
      #expect(try text(rows, "one.jsonl").split(separator: "\n").count == 520)
    }
  }

  @Test("for mlx-lm, the sets of a split follow one another in one file")
  func splits() async throws {
    try await withFolder {
      try export("mlx-lm")
      #expect(try files(rows) == ["README.md", "test.jsonl", "train.jsonl", "valid.jsonl"])
      let train = try text(rows, "train.jsonl")
      #expect(train.split(separator: "\n", omittingEmptySubsequences: false).count == 541)
      let card = try text(rows, "README.md")
      #expect(card.contains("  - split: validation\n    path: \"valid.jsonl\"\n"))
      #expect(card.contains("| `train.jsonl` | train | one, two | 540 |"))
    }
  }

  @Test("without names, all sets are taken that can be; a named one that cannot be is an error")
  func refusals() async throws {
    try await withFolder {
      try export("openai-chat")
      #expect(try !files(rows).contains("prompts.jsonl"))
      expectError("the set prompts gives no rows of trl-sft: there are no gold replies") {
        try export("trl-sft", ["one", "prompts"])
      }
      expectError("gives no rows of trl-dpo: there are no wrong twins") { try export("trl-dpo") }
      expectError("has no set 'three'; it has prompts, one, two, held, probe") {
        try export("trl-sft", ["three"])
      }
    }
  }

  @Test("what is not as its manifest says is not exported, and leaves no file")
  func damage() async throws {
    try await withFolder {
      let file = data.appendingPathComponent("one.jsonl")
      let whole = try text(data, "one.jsonl")
      let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
      let damages = [
        (whole.replacingOccurrences(of: "formula", with: "formulae"), "is not what its manifest"),
        (lines.dropLast(2).joined(separator: "\n") + "\n", "is not what its manifest"),
        (whole + lines[0] + "\n", "is not what its manifest"),
        (String(whole.dropLast(9)), "one.jsonl, line 520: the file breaks off"),
        (lines[0] + "\n{}\n", "one.jsonl, line 2: is no record: 'schema' is missing"),
        (whole.replacingOccurrences(of: "completion", with: "reply"), "line 1: there are no gold"),
      ]
      for (damaged, reason) in damages {
        try Data(damaged.utf8).write(to: file)
        expectError(reason) { try export("trl-sft", ["one"]) }
        #expect(try files(rows).isEmpty)
      }
      try FileManager.default.removeItem(at: file)
      expectError("one.jsonl: cannot be read") { try export("trl-sft") }
    }
  }

  @Test("a folder that holds anything else is not written to")
  func claims() async throws {
    try await withFolder {
      expectError("manifest.json: stands in the way") {
        try Export(of: data, as: RowFormats.named("record")).write(to: data)
      }
      try export("mlx-lm", ["one", "probe"])
      // Rows of an earlier export that this one does not replace would be taken for its own.
      expectError("test.jsonl: stands in the way") { try export("mlx-lm", ["one"]) }
      try FileManager.default.removeItem(at: rows)
      try FileManager.default.createDirectory(at: rows, withIntermediateDirectories: true)
      let readMe = rows.appendingPathComponent("README.md")
      try Data("my notes".utf8).write(to: readMe)
      expectError("README.md: stands in the way") { try export("trl-sft") }
      #expect(try text(rows, "README.md") == "my notes")
      try FileManager.default.removeItem(at: readMe)
      // What lies hidden is nobody's data, unless it is an unfinished data folder.
      try Data().write(to: rows.appendingPathComponent(".gitattributes"))
      try export("trl-sft")
      try Data().write(to: rows.appendingPathComponent(".manifest.json.partial"))
      expectError(".manifest.json.partial: stands in the way") { try export("trl-sft") }
    }
  }

  @Test("a manifest cannot lead out of the folder, and a shard is not the whole")
  func manifests() async throws {
    try await withFolder {
      let manifest = data.appendingPathComponent("manifest.json")
      let edited = try text(data, "manifest.json")
        .replacingOccurrences(of: "\"name\" : \"one\"", with: "\"name\" : \"../one\"")
      try Data(edited.utf8).write(to: manifest)
      expectError("the recipe ../one cannot be carried out: a name has letters") {
        try export("record")
      }
    }
    try await withFolder([Self.recipes[1]], shard: Shard("0/2")!) {
      expectError("is a shard; merge all of them first") { try export("record") }
    }
  }

  @Test("the card names every file for the datasets library, and makes the records again")
  func card() async throws {
    try await withFolder {
      try Export(of: data, as: RowFormats.named("verl-rl")).write(to: rows, license: "a \"b\"\\c")
      let card = try text(rows, "README.md")
      let front = try #require(card.split(separator: "---\n", maxSplits: 2).first)
      #expect(front.contains("license: \"a \\\"b\\\"\\\\c\"\n"))
      for recipe in Self.recipes {
        let config = """
          - config_name: "\(recipe.name)"
            data_files:
            - split: \(recipe.split.rawValue)
              path: "\(recipe.name).json"

          """
        #expect(front.contains(config))
        let bytes = try Data(contentsOf: rows.appendingPathComponent("\(recipe.name).json"))
        #expect(card.contains("| \(recipe.rows) | "))
        #expect(card.contains("| \(bytes.count) | `"))
      }
      #expect(card.contains("Canary: `variantgym-canary-7dc75e9e-8d01-4fdf-b917-a08958d76b43`"))
      let start = try #require(card.range(of: "```json\n")).upperBound
      let end = try #require(card.range(of: "```", range: start..<card.endIndex)).lowerBound
      let file = base.appendingPathComponent("recipes.json")
      try Data(card[start..<end].utf8).write(to: file)
      #expect(try RecipeFile.read(file) == Self.recipes)
    }
  }

  @Test("the card's digests are those of the files")
  func digests() async throws {
    try await withFolder {
      try export("record")
      let card = try text(rows, "README.md")
      for set in try Manifest(folder: data).sets { #expect(card.contains("`\(set.sha256)`")) }
    }
  }

  private func expectError(_ reason: String, _ body: () throws -> Void) {
    guard let error = #expect(throws: DatasetError.self, performing: body) else { return }
    #expect("\(error)".contains(reason), "\(error)")
  }
}
