import Testing
import VariantGym

@Suite("Obedience")
struct ObedienceTests {
  private func table(
    _ policy: some Policy, family: String, _ settings: ObedienceStudy.Settings
  ) async throws -> ObedienceTable {
    let study = try ObedienceStudy(try Catalog.standard.family(named: family), settings: settings)
    return ObedienceTable(await study.tasks.run(policy))
  }

  private let few = ObedienceStudy.Settings(instances: 12, statesPerInstance: 3)

  @Test(
    "the expert obeys, whatever is announced; its habit earns nothing",
    arguments: ["sokoban", "general-points"])
  func expert(family: String) async throws {
    let table = try await table(
      ScriptedPolicy(.expert, catalog: .standard), family: family, few)
    #expect(table.rows.count == (family == "sokoban" ? 7 : 4))
    for row in table.rows {
      #expect(row.finding == .obeys && row.clung?.value == 0 && row.neither?.value == 0)
      #expect(row.asked?.value == 1 && row.base?.value == 1)
      #expect((row.habit?.value ?? 1) < 0.2 && (row.pValue ?? 1) < 0.05)
      #expect(row.obeyed?.value == 1 || row.language == "permuted")
    }
  }

  @Test(
    "the clinging policy clings, whatever is announced; obedience earns nothing",
    arguments: ["sokoban", "general-points"])
  func clinging(family: String) async throws {
    let table = try await table(
      ScriptedPolicy(.clinging, catalog: .standard), family: family, few)
    for row in table.rows {
      #expect(row.finding == .clings && row.obeyed?.value == 0 && row.neither?.value == 0)
      #expect(row.habit?.value == 1 && row.base?.value == 1)
      #expect((row.asked?.value ?? 1) < 0.2 && row.isAsGoodAsBase == false)
    }
  }

  @Test("a policy that says nothing is no obedient one, though it earns nothing on fakes")
  func silent() async throws {
    let silent = FunctionPolicy { _ in .success(Reply(text: "")) }
    for row in try await table(silent, family: "sokoban", few).rows {
      #expect(row.finding == .fails && row.neither?.value == 1)
      #expect(row.habit?.value == 0 && row.asked?.value == 0 && row.pValue == 1)
    }
  }

  @Test("every state is asked once, on the same instances as the episodes")
  func tasks() throws {
    let family = try Catalog.standard.family(named: "sokoban")
    let study = try ObedienceStudy(family, settings: few)
    let sets = Dictionary(uniqueKeysWithValues: study.tasks.sets.map { ($0.name, $0) })
    let keys = sets.mapValues { $0.episodes.map(\.facts.identityKey) }
    #expect(sets["numerical/states"]?.turnLimit == 1)
    #expect(keys["base"] == keys["numerical"] && keys["base"] == keys["fake-permuted"])
    #expect(Set(keys["base"]!).count == 12)
    // Honest and fake prompts are the same to the letter.
    for language in ["numerical", "permuted", "random-words"] {
      let (honest, fake) = (sets[language]!.episodes, sets["fake-\(language)"]!.episodes)
      #expect(honest.map(\.messages) == fake.map(\.messages))
      #expect(fake.allSatisfy(\.isFake) && !honest.contains(where: \.isFake))
      let steps = sets["\(language)/states"]!.episodes.map(\.identity.address)
      #expect(Set(steps).count == steps.count && steps.contains { $0.step > 0 })
    }
    #expect(throws: GenerationError.self) {
      try ObedienceStudy(family, settings: .init(languages: ["empty"]))
    }
    #expect(throws: GenerationError.self) {
      try ObedienceStudy(family, settings: .init(trained: ["latin"]))
    }
    let error = #expect(throws: GenerationError.self) {
      try ObedienceStudy(
        family, settings: .init(languages: ["numerical", "permuted", "numerical", "permuted"]))
    }
    #expect("\(error!)" == "the language 'numerical' is given twice")
  }

  @Test("the languages of training are those that are declared")
  func declared() throws {
    let family = try Catalog.standard.family(named: "sokoban")
    func episode(_ variant: String) throws -> any Episode {
      let address = Address(
        family: "sokoban", difficulty: "simple", split: .test, cohort: [variant], index: 0)
      return try family.twins(at: address, framing: Framing())[0]
    }
    func reply(_ word: String) -> String { "<answer> \(word) </answer>" }
    let numerical = try episode("numerical")
    #expect(try numerical.obedience(of: reply("1"), trained: ["base"]) == .obeyed)
    #expect(try numerical.obedience(of: reply("Up"), trained: ["base"]) == .clung)
    #expect(try numerical.obedience(of: reply("Up"), trained: ["cardinal"]) == .neither)
    #expect(try numerical.obedience(of: reply("North"), trained: ["base", "cardinal"]) == .clung)
    #expect(try numerical.obedience(of: reply("Up"), trained: []) == .neither)
    #expect(try numerical.obedience(of: reply("1"), trained: ["numerical"]) == .undecided)
    #expect(try episode("empty").obedience(of: reply("Up"), trained: ["base"]) == .undecided)
    #expect(throws: GenerationError.self) {
      try numerical.obedience(of: reply("1"), trained: ["latin"])
    }
    // Both meanings are moves: the solver tells which of them was meant.
    let permuted = try episode("permuted")
    let obedient = try permuted.gold(.obedient, style: answerOnlyStyle).text
    let habitual = try permuted.gold(.clinging, style: answerOnlyStyle).text
    #expect(obedient != habitual)
    #expect(try permuted.isGold(obedient, as: .obedient) && !permuted.isGold(habitual))
    #expect(try permuted.isGold(habitual, as: .clinging))
    #expect(
      try [.obeyed, .ambiguous].contains(permuted.obedience(of: obedient, trained: ["base"])))
    #expect(try [.clung, .ambiguous].contains(permuted.obedience(of: habitual, trained: ["base"])))
  }
}
