import Testing
import VariantGym

@testable import VariantGymStudy

@Suite("Plans of studies")
struct PlanTests {
  static let tasks = StudyPlan.presets.flatMap { preset in
    ((try? StudyPlan.preset(preset))?.tasks ?? []).map { (preset, $0) }
  }

  @Test("every arm of every preset can be carried out, and names are its own")
  func recipes() throws {
    for (_, task) in Self.tasks {
      for arm in task.arms {
        _ = try task.recipe(for: arm, seed: 1).catalog(from: StudyVariants.catalog)
      }
      #expect(Set(task.arms.map(\.name)).count == task.arms.count)
    }
    #expect(throws: UnknownName.self) { try StudyPlan.preset("no-such-study") }
  }

  @Test("arms that differ in variant alone have the same instance and move in each row")
  func pairs() async throws {
    for (_, task) in Self.tasks {
      let frozen = Arm("frozen", variant: "base")
      let diverse = Arm("diverse", variant: Mixture(task.cohort.last ?? "base"))
      var states: [[String]] = []
      for arm in [frozen, diverse] {
        var recipe = task.recipe(for: arm, seed: 1)
        recipe.rows = 60
        var own: [String] = []
        for try await record in try Dataset(recipe, catalog: StudyVariants.catalog) {
          own.append(record.state)
        }
        states.append(own)
      }
      #expect(states[0] == states[1])
    }
  }

  @Test("the base model sees no language of a trial, and no word that trials draw")
  func reservedLanguages() throws {
    let catalog = StudyVariants.catalog
    var shown: [String: Set<String>] = [:]
    for (family, variant) in [
      ("sokoban", StudyVariants.anyLabels), ("general-points", StudyVariants.anyRule),
    ] {
      for index in 0..<300 {
        let address = Address(
          family: family, difficulty: try catalog.family(named: family).difficulties[0],
          split: .train, cohort: [variant], seed: 5, index: index)
        let episode = try catalog.family(named: family).twins(at: address, framing: Framing())[0]
        if let labels = episode.facts.shown as? LabelSet {
          shown[family, default: []].formUnion(Direction.allCases.map { labels[$0].lowercased() })
        } else if let rule = episode.facts.shown as? FaceRule {
          shown[family, default: []].insert(rule.description)
        }
      }
    }
    let labels = [LabelSet.numerical, .alphabetical, .symbols, .cardinal, .emoji].flatMap { set in
      Direction.allCases.map { set[$0].lowercased() }
    }
    let pools = StudyVariants.words
    let kept = Set(labels + (pools.test + pools.validation).map { $0.lowercased() })
    #expect(pools.training.allSatisfy { !kept.contains($0.lowercased()) })
    #expect(shown["sokoban"]?.isDisjoint(with: kept) == true)
    let rules = try [(11, 12, 13), (5, 5, 5), (7, 7, 7), (12, 12, 12)].map {
      try FaceRule(jack: $0.0, queen: $0.1, king: $0.2).description
    }
    #expect(shown["general-points"]?.isDisjoint(with: Set(rules)) == true)
    #expect((shown["general-points"]?.count ?? 0) > 100)
  }

  @Test("limited numbers of languages are nested and as many as they say")
  func counts() throws {
    let family = try StudyVariants.catalog.family(named: "general-points")
    for count in [1, 2, 4, 16] {
      var rules: Set<String> = []
      for index in 0..<200 {
        let address = Address(
          family: "general-points", difficulty: "four", split: .train,
          cohort: [StudyVariants.rules(count)], seed: 1, index: index)
        let episode = try family.twins(at: address, framing: Framing())[0]
        if let rule = episode.facts.shown as? FaceRule { rules.insert(rule.description) }
      }
      #expect(rules.count == count)
    }
  }
}
