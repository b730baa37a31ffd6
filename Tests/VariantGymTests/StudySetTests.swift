import Testing
import VariantGym

@Suite("Sets of the study")
struct StudySetTests {
  @Test("names are unique, and there are twelve training sets")
  func names() {
    #expect(StudySets.training.count == 12)
    #expect(Set(StudySets.all.map(\.name)).count == StudySets.all.count)
  }

  @Test("unknown names list the known ones")
  func unknownNames() {
    let error = #expect(throws: UnknownName.self) { try StudySets.named("sokoban-medium") }
    #expect(error?.known.contains("sokoban-larger") == true)
    #expect(throws: UnknownName.self) { try Catalog.standard.family(named: "chess") }
    let address = Address(
      family: "sokoban", difficulty: "easy", split: .test, cohort: ["base"], index: 0)
    let failure = #expect(throws: GenerationError.self) {
      try Family(SokobanParts()).twins(at: address, framing: Framing())
    }
    #expect("\(failure!)".contains("simple, larger"))
  }

  @Test("training sets of one environment are paired row by row", arguments: ["sokoban", "points"])
  func pairs(prefix: String) throws {
    let sets = StudySets.training.filter { $0.name.hasPrefix(prefix) }.map { recipe in
      var recipe = recipe
      recipe.rows = 300
      return recipe
    }
    let rows = try sets.map { try $0.episodes(in: .standard) }
    let first = try #require(rows.first)
    for other in rows.dropFirst() {
      for (one, another) in zip(first, other) {
        #expect(one.identity.address == another.identity.address)
        #expect(one.facts.identityKey == another.facts.identityKey)
        #expect(one.facts.stateKeys.first == another.facts.stateKeys.first)
      }
    }
  }

  @Test("diverse Sokoban rows draw words anew for every row, from the pool of training")
  func freshWords() throws {
    var recipe = try StudySets.named("sokoban-rl-diverse")
    recipe.rows = 200
    let shown = try recipe.episodes(in: .standard).map {
      try #require($0.facts.shown as? LabelSet)
    }
    let pool = Set(WordPools.english.training)
    #expect(Set(shown).count == 200)
    #expect(
      shown.allSatisfy { labels in
        Direction.allCases.allSatisfy { pool.contains(labels[$0]) }
      })
  }

  @Test("every General Points evaluation set has at least 100 distinct hands")
  func distinctHands() throws {
    for recipe in StudySets.evaluation where recipe.family == "general-points" {
      let keys = try recipe.episodes(in: .standard).map(\.facts.identityKey)
      #expect(Set(keys).count >= 100, "\(recipe.name)")
    }
  }

  @Test("a set with too few distinct hands fails, and says which")
  func tooFewHands() throws {
    var recipe = try StudySets.named("points-fake-all-7")
    recipe.rows = 200
    let error = #expect(throws: DatasetError.self) { try recipe.episodes(in: .standard) }
    #expect("\(error!)".contains("points-fake-all-7"))
  }

  @Test("a fake shows what its honest twin shows")
  func fakesAndTwins() throws {
    let honest = try StudySets.named("sokoban-random-words").episodes(in: .standard)
    let fake = try StudySets.named("sokoban-fake-random-words").episodes(in: .standard)
    let base = try StudySets.named("sokoban-simple").episodes(in: .standard)
    for (honest, fake) in zip(honest, fake) { #expect(honest.messages == fake.messages) }
    for (honest, base) in zip(honest, base) {
      #expect(honest.facts.identityKey == base.facts.identityKey)
    }
  }
}
