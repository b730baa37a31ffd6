import Foundation
import Testing
import TinyTransformer
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
        _ = try task.recipe(for: arm, seed: 1).catalog(from: Catalog.study)
      }
    }
    for preset in StudyPlan.presets { #expect(try StudyPlan.preset(preset).fault == nil) }
    #expect(throws: UnknownName.self) { try StudyPlan.preset("no-such-study") }
  }

  @Test("what cannot be carried out is refused with its place, before anything is trained")
  func faults() async throws {
    typealias Change = (inout StudyPlan) -> Void
    let changes: [(Change, String)] = [
      ({ $0.seeds = [] }, "seeds"), ({ $0.seeds = [1, 1] }, "seeds"), ({ $0.tasks = [] }, "tasks"),
      ({ $0.tasks.append($0.tasks[0]) }, "tasks"), ({ $0.tasks[0].family = "chess" }, "chess"),
      ({ $0.tasks[0].difficulty = "9x9" }, "9x9"), ({ $0.tasks[0].trial.harder = ["9x9"] }, "9x9"),
      ({ $0.tasks[0].cohort = ["klingon"] }, "klingon"),
      ({ $0.tasks[0].baseVariant = "klingon" }, "klingon"),
      ({ $0.tasks[0].trial.languages = ["base"] }, "fake-base"),
      ({ $0.tasks[0].model.heads = 3 }, "heads"), ({ $0.tasks[0].model.context = 0 }, "context"),
      ({ $0.tasks[0].practice.rows = 0 }, "practice"), ({ $0.tasks[0].base.steps = -1 }, "base"),
      ({ $0.tasks[0].practice.batch = 0 }, "practice"),
      ({ $0.tasks[0].practice.learningRate = .nan }, "practice"),
      ({ $0.tasks[0].trial.instances = 0 }, "trial"),
      ({ $0.tasks[0].trial.statesPerInstance = 0 }, "trial"),
      ({ $0.tasks[0].trial.many?.instances = 0 }, "trial"),
      ({ $0.tasks[0].trial.languages = ["numerical", "numerical"] }, "'numerical' is given twice"),
      (
        { $0.tasks[0].trial.seenLanguages = ["numerical", "numerical"] },
        "'numerical' is given twice"
      ),
      ({ $0.tasks[0].trial.harder = ["two-boxes", "two-boxes"] }, "'two-boxes' is given twice"),
      (
        { $0.tasks[0].trial.many?.harder = ["two-boxes", "two-boxes"] },
        "'two-boxes' is given twice"
      ),
      ({ $0.tasks[0].trial.many?.harder = ["9x9"] }, "9x9"),
      ({ $0.tasks[0].trial.turnLimit = 0 }, "trial"),
      ({ $0.tasks[0].trial.seenInstances = 0 }, "trial"),
      ({ $0.tasks[0].trial.seenLanguages = ["base"] }, "fake-base"),
      ({ $0.tasks[0].trial.validation = "klingon" }, "klingon"),
      ({ $0.tasks[0].arms[0].difficulty = "9x9" }, "9x9"),
      ({ $0.tasks[0].arms[0].name = "base" }, "base"),
      ({ $0.tasks[0].arms[0].name = "../../elsewhere" }, "elsewhere"),
      ({ $0.tasks[0].arms[0].name = "<svg>" }, "<svg>"),
      ({ $0.tasks[0].arms[1].name = $0.tasks[0].arms[0].name }, "arms"),
      ({ $0.tasks[0].arms[0].style = "sonnet" }, "sonnet"),
      ({ $0.tasks[0].arms[0].variant = "klingon" }, "klingon"),
      ({ $0.tasks[0].arms[0].steps = 0 }, "steps"),
      ({ $0.tasks[0].arms[0].objective.anchor = -1 }, "coefficients"),
      ({ $0.tasks[0].arms[0].rehearsal = .init(variant: "klingon", coefficient: 1) }, "klingon"),
      ({ $0.tasks[0].arms[0].reinforcement = .init(episodes: 1, groupSize: 1) }, "reinforcement"),
      ({ $0.tasks[0].arms[0].reinforcement = .init(episodes: 0, groupSize: 2) }, "reinforcement"),
      (
        {
          $0.tasks[0].arms[0].reinforcement = .init(episodes: 1, groupSize: 2, referenceKL: -1)
        }, "coefficients"
      ),
      (
        { $0.tasks[0].arms[1].reinforcement = .init(episodes: 1, groupSize: 2) },
        "diverse-thought: reinforcement takes all steps"
      ),
      (
        {
          $0.tasks[0].arms[0].reinforcement = .init(episodes: 1, groupSize: 2)
          $0.tasks[0].arms[0].objective = .init(forwardKL: 1)
        }, "frozen-answer: reinforcement takes all steps"
      ),
      ({ $0.tasks[0].arms[0].learningRate = 0 }, "frozen-answer: a learning rate"),
      ({ $0.tasks[0].arms[0].name = "scratch" }, "'scratch' is no name"),
      ({ $0.tasks[0].arms[0].start = .arm("frozen-answer") }, "it starts from 'frozen-answer'"),
      (
        { $0.tasks[0].arms[0].start = .arm("diverse-thought") },
        "frozen-answer: it starts from 'diverse-thought', which is no arm before it"
      ),
      ({ $0.tasks[0].arms[0].rehearsal = .init(variant: "base", coefficient: -1) }, "coefficients"),
    ]
    try await withFolder { folder in
      let file = folder.appendingPathComponent("plan.json")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for (change, place) in changes {
        var plan = StudyPlan.small
        change(&plan)
        do {
          _ = try Study(plan, in: folder.appendingPathComponent("study"))
          Issue.record("a plan was carried out in spite of \(place)")
        } catch let error as StudyError {
          #expect(error.description.contains(place), "\(error)")
        }
        // JSON has no word for what is not a number.
        guard let text = try? JSONEncoder.readable.encode(plan) else { continue }
        try text.write(to: file)
        #expect(throws: StudyError.self) { try StudyPlan(reading: file) }
      }
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/study"))
      try JSONEncoder.readable.encode(StudyPlan.small).write(to: file)
      #expect(try StudyPlan(reading: file) == .small)
      let text = try String(contentsOf: file, encoding: .utf8)
      try text.replacing("\"learningRate\"", with: "\"rate\"")
        .write(to: file, atomically: true, encoding: .utf8)
      let error = #expect(throws: StudyError.self) { try StudyPlan(reading: file) }
      #expect(error?.description.hasSuffix("at tasks.[0].base: 'learningRate' is missing") == true)
    }
    var plan = StudyPlan.small
    plan.seeds = [.max]
    #expect(plan.fault == nil && Seeds.order(of: .max) != Seeds.data(of: .max))
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
        for try await record in try Dataset(recipe, catalog: Catalog.study) {
          own.append(record.state)
        }
        states.append(own)
      }
      #expect(states[0] == states[1])
    }
  }

  @Test("the base model sees no language of a trial, and no word that trials draw")
  func reservedLanguages() throws {
    let catalog = Catalog.study
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
    let longest = labels.filter { !$0.contains(where: { !$0.isASCII }) }.map(\.count).max()
    #expect(pools.training.map(\.count).max() ?? 0 >= longest ?? .max, "length is no language")
    let kept = Set(labels + (pools.test + pools.validation).map { $0.lowercased() })
    #expect(pools.training.allSatisfy { !kept.contains($0.lowercased()) })
    #expect(shown["sokoban"]?.isDisjoint(with: kept) == true)
    let rules = try [(11, 12, 13), (5, 5, 5), (6, 6, 6), (7, 7, 7), (12, 12, 12)].map {
      try FaceRule(jack: $0.0, queen: $0.1, king: $0.2).description
    }
    #expect(shown["general-points"]?.isDisjoint(with: Set(rules)) == true)
    #expect((shown["general-points"]?.count ?? 0) > 100)
  }

  @Test("limited numbers of languages are nested and as many as they say")
  func counts() throws {
    let family = try Catalog.study.family(named: "general-points")
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
