import Foundation
import Testing
import VariantGym

@Suite("Recipes")
struct RecipeTests {
  @Test("every recipe of the study is the same after a visit to JSON", arguments: StudySets.all)
  func coding(recipe: Recipe) throws {
    let data = try JSONEncoder().encode(recipe)
    #expect(try JSONDecoder().decode(Recipe.self, from: data) == recipe)
  }

  @Test("a recipe in a file needs only what it must say")
  func shortest() throws {
    let folder = try TemporaryFolder()
    let text = """
      {"name": "mine", "family": "sokoban", "difficulty": "simple", "split": "train",
       "variant": {"base": 3, "random-words": 1}, "content": {"prompts": {}}, "rows": 400}
      """
    let one = try RecipeFile.read(try folder.file("one.json", text))
    #expect(one.count == 1)
    #expect(one[0].cohort == ["base", "random-words"])
    #expect(one[0].trained == ["base"])
    #expect(one[0].framing == Framing())
    #expect(try RecipeFile.read(try folder.file("two.json", " [\(text), \(text)]")) == one + one)
    // Three in four rows have base labels, give or take five standard deviations.
    let episodes = try one[0].episodes(in: .standard)
    let base = episodes.count { $0.identity.variant == "base" }
    #expect(abs(base - 300) < 44)
  }

  @Test(
    "a file that is no recipe says where and why",
    arguments: [
      (#""rows": 4"#, #""rows": "4""#, "at rows"),
      (#""rows": 4"#, #""rows": 0"#, "1 to 1000000000"),
      (#""rows": 4"#, #""rows": 4, "horizont": 2"#, "no 'horizont'"),
      (#""rows": 4"#, #""rows": 4, "rowsPerInstance": 0"#, "rowsPerInstance"),
      (#""variant": "base""#, #""variant": {}"#, "at least one part"),
      (#""variant": "base""#, #""variant": {"base": 0}"#, "weight of 1"),
      (#""variant": "base""#, #""variant": "latin""#, "latin"),
      (#""variant": "base""#, #""variant": "emoji", "cohort": ["base"]"#, "leaves out emoji"),
      (#""family": "sokoban", "#, "", "'family' is missing"),
      (#""sokoban""#, #""chess""#, "general-points"),
      (#""simple""#, #""hardest""#, "two-boxes"),
      (#""mine""#, #""../mine""#, "a name has letters"),
      (#"{"prompts": {}}"#, #"{"replies": {"thought": {"style": "verse"}}}"#, "search"),
      (
        #"{"prompts": {}}"#, #"{"replies": {"thought": {"style": "terse", "steps": -1}}}"#,
        "at least 0"
      ),
      (
        #""rows": 4"#, #""rows": 4, "settings": {"shares": {"train": 900, "validation": 200}}"#,
        "thousandths"
      ),
      (#""rows": 4"#, #""rows": 4, "settings": {"turnLimit": 0}"#, "at least one turn"),
      (
        #""rows": 4"#, #""rows": 4, "settings": {"files": {"levels": {"path": "/no/such"}}}"#,
        "/no/such"
      ),
    ])
  func mistakes(found: String, edited: String, named: String) throws {
    let folder = try TemporaryFolder()
    let text = """
      {"name": "mine", "family": "sokoban", "difficulty": "simple", "split": "train", \
      "variant": "base", "content": {"prompts": {}}, "rows": 4}
      """
    #expect(text.contains(found))
    let file = try folder.file(
      "recipe.json", text.replacingOccurrences(of: found, with: edited))
    let error = #expect(throws: (any Error).self) {
      _ = try RecipeFile.read(file).map { try Dataset($0, catalog: .standard) }
    }
    #expect("\(error!)".contains(named), "\(error!)")
  }

  @Test("records come in the order of the rows, whatever the number of threads")
  func sequence() async throws {
    let recipe = try smallRecipes(rows: 600)[0]
    let folder = try TemporaryFolder()
    try await folder.data("data").generate([recipe])
    let lines = try #require(folder.files(in: "data")["\(recipe.name).jsonl"])
      .split(separator: UInt8(ascii: "\n"))
    for threads in [1, 3] {
      var row = 0
      for try await record in try Dataset(recipe, catalog: .standard, threads: threads) {
        #expect(try JSONDecoder().decode(Record.self, from: lines[row]) == record)
        row += 1
      }
      #expect(row == 600)
    }
  }

  @Test("a reader that stops early costs no more than what it read")
  func laziness() async throws {
    var recipe = try smallRecipes(rows: 600)[0]
    recipe.rows = 1_000_000_000
    var rows = 0
    for try await record in try Dataset(recipe, catalog: .standard) {
      #expect(record.set == recipe.name)
      rows += 1
      if rows == 300 { break }
    }
    #expect(rows == 300)
  }

  @Test("an instance gives no more rows than it may, and they are its own states in order")
  func rowsPerInstance() throws {
    var recipe = try smallRecipes(rows: 300)[0]
    recipe.rowsPerInstance = 2
    var rows: [Int: [Int]] = [:]
    for episode in try recipe.episodes(in: .standard) {
      rows[episode.identity.address.index, default: []].append(episode.identity.address.step)
    }
    #expect(rows.values.allSatisfy { $0.count <= 2 && $0 == $0.sorted() })
    // The first states are not favoured.
    #expect(rows.values.contains { $0[0] > 0 })
  }

  @Test("difficulties are drawn by weight, anew for every instance")
  func difficulties() throws {
    var recipe = try smallRecipes(rows: 200)[1]
    recipe.difficulty = Mixture(["four": 1, "five": 1])
    recipe.sampling = .start
    let five = try recipe.episodes(in: .standard).count {
      $0.identity.address.difficulty == "five"
    }
    #expect(abs(five - 100) < 36)
  }
}
