import Foundation
import Testing
import VariantGym

@Suite("Levels and words of one's own in recipes")
struct SourceTests {
  private static let levels = """
    ; one
    #######
    #@ $ .#
    #     #
    #######

    ; two
    ######
    #.   #
    # $@ #
    #    #
    ######

    ; three
    #####
    #@$.#
    #####
    """

  private func recipe(_ files: [String: URL]) -> Recipe {
    var recipe = Recipe(
      name: "mine", family: "sokoban", difficulty: "levels", split: .test,
      variant: "random-words", content: .prompts, sampling: .distinctStarts, rows: 1)
    recipe.settings.shares = SplitShares(train: 0, validation: 0)
    recipe.settings.files = files.mapValues { SourceFile(path: $0.path) }
    return recipe
  }

  @Test("a level file is a source of instances, for data and for evaluation")
  func levelFile() async throws {
    let folder = try TemporaryFolder()
    var recipe = recipe(["levels": try folder.file("levels.xsb", Self.levels)])
    recipe.rows = 3
    let data = folder.data("data")
    try await data.generate([recipe])
    try await data.check()
    let summary = try Manifest(folder: data.url).sets[0]
    #expect(summary.distinctInstances == 3)
    let catalog = try recipe.catalog(from: .standard)
    let results = await Evaluator(policy: ScriptedPolicy(.expert, catalog: catalog))
      .play(try recipe.episodes(in: .standard))
    #expect(Summary(results).success == 1)
  }

  @Test("words of one's own are the only ones drawn")
  func words() throws {
    let folder = try TemporaryFolder()
    let words = "[train]\na b c d\n[validation]\ne f g h\n[test]\nkiwi plum\nfig pear\nlime\n"
    var recipe = recipe(["words": try folder.file("words.txt", words)])
    recipe.difficulty = "simple"
    recipe.rows = 30
    let pool: Set = ["kiwi", "plum", "fig", "pear", "lime"]
    var drawn: Set<String> = []
    for episode in try recipe.episodes(in: .standard) {
      let labels = try #require(episode.facts.shown as? LabelSet)
      drawn.formUnion(Direction.allCases.map { labels[$0] })
    }
    #expect(drawn == pool)
  }

  @Test(
    "a file that cannot be used is refused with its place",
    arguments: [
      ("levels", "#####\n#@$ #\n#####\n", "line"), ("levels", "", "levels"),
      ("words", "kiwi\n[train]\na b c d\n", "line 1"), ("words", "[best]\na b c d\n", "[best]"),
      ("words", "[train]\na b c\n", "words"), ("music", "la", "levels and words"),
    ])
  func mistakes(use: String, text: String, named: String) throws {
    let folder = try TemporaryFolder()
    let recipe = recipe([use: try folder.file("source", text)])
    let error = #expect(throws: (any Error).self) { try recipe.episodes(in: .standard) }
    #expect("\(error!)".contains(named), "\(error!)")
  }

  @Test("a manifest holds what the file was, and refuses another one in its place")
  func pinning() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("levels.xsb", Self.levels)
    var recipe = recipe(["levels": file])
    recipe.rows = 2
    let data = folder.data("data")
    try await data.generate([recipe])
    let manifest = try Manifest(folder: data.url)
    let digest = try #require(manifest.sets[0].recipe.settings.files["levels"]?.sha256)
    #expect(digest.count == 64)
    _ = try folder.file("levels.xsb", Self.levels + "\n")
    let error = await #expect(throws: DatasetError.self) { try await data.check() }
    #expect("\(error!)".contains("is not the file it was"))
  }

  @Test("bytes that are not UTF-8 are refused; the sign that usually replaces them is text")
  func encoding() throws {
    let folder = try TemporaryFolder()
    let start = "; \u{FFFD}\n#####\n#@$.#\n#####\n"
    let file = try folder.file("levels.xsb", start)
    #expect(try recipe(["levels": file]).episodes(in: .standard).count == 1)
    let broken: [[UInt8]] = [
      [0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    ]
    for bytes in broken {
      try (Data("; ".utf8) + Data(bytes) + Data("\n\(start)".utf8)).write(to: file)
      let error = #expect(throws: DatasetError.self) {
        try recipe(["levels": file]).episodes(in: .standard)
      }
      #expect("\(error!)".contains("is not a text in UTF-8"))
    }
  }

  @Test("General Points has no files, and one turn")
  func points() throws {
    let folder = try TemporaryFolder()
    var recipe = try smallRecipes(rows: 10)[1]
    recipe.settings.files = ["levels": SourceFile(path: try folder.file("a", "").path)]
    #expect(throws: SettingsError.self) { try recipe.episodes(in: .standard) }
    recipe.settings = Recipe.Settings(turnLimit: 2)
    #expect(throws: SettingsError.self) { try recipe.episodes(in: .standard) }
  }

  @Test("of several files that are missing the first by its use is named")
  func missingFiles() throws {
    let folder = try TemporaryFolder()
    let uses = ["words", "levels", "a", "z", "m"]
    let files = Dictionary(
      uniqueKeysWithValues: uses.map { ($0, folder.url.appendingPathComponent("no \($0)")) })
    let error = #expect(throws: DatasetError.self) { try recipe(files).episodes(in: .standard) }
    #expect("\(error!)".contains("no a"), "\(error!)")
  }
}
