import Testing
import VariantGym

@testable import VariantGymStudy

@Suite("Contrasts and findings")
struct ContrastTests {
  /// Results of Sokoban's arms in which each arm solves a share of the instances of each set, the same
  /// under all seeds but for the last one, which solves none.
  private func results(
    seeds: Int = 3, failing: Int = 0, _ shares: [String: [String: Double]]
  ) throws -> StudyResults {
    var plan = try StudyPlan.preset("quick")
    plan.seeds = (0..<seeds).map(UInt64.init)
    plan.tasks = Array(plan.tasks.prefix(1))
    let task = plan.tasks[0]
    let models = shares.sorted { $0.key < $1.key }.flatMap { arm, sets in
      plan.seeds.map { seed in
        var trials = PastTrials()
        trials.atTheEnd = sets.sorted { $0.key < $1.key }.map { set, share in
          let count = set.hasPrefix("many") ? 400 : 100
          let solved = Int(seed) >= seeds - failing ? 0 : Int(share * Double(count))
          func all(_ value: Int) -> [Int] { Array(repeating: value, count: count) }
          return SetOutcome(
            set: set, instances: (0..<count).map { UInt32($0) },
            success: (0..<count).map { $0 < solved ? 1 : 0 }, turns: all(4), valid: all(3),
            obeyed: all(2), clung: all(1), statements: nil, trueStatements: nil)
        }
        return StudyResults.ModelResult(task: task, arm: arm, seed: seed, trials: trials)
      }
    }
    return StudyResults(plan: plan, models: models)
  }

  private static let unseen = ["numerical", "alphabetical", "random-words"]

  private func shares(_ known: Double, _ unseen: Double, _ fake: Double) -> [String: Double] {
    var shares = ["base": known, "many": known, "many-two-boxes": 0.1]
    for language in Self.unseen {
      shares[language] = unseen
      shares["fake-\(language)"] = fake
    }
    return shares
  }

  private func verdicts(_ results: StudyResults) -> [String] {
    Finding.all(ContrastResult.all(in: results), of: results.plan).map(\.verdict)
  }

  @Test("a finding is not supported while one of its contrasts has still to be tested")
  func untested() throws {
    var known = shares(0.9, 0.8, 0)
    known["many"] = nil
    let results = try results([
      "frozen-thought": shares(0.9, 0, 0.6), "diverse-thought": known,
    ])
    let finding = Finding.all(ContrastResult.all(in: results), of: results.plan)[2]
    #expect(finding.results.count == 1 && finding.results.allSatisfy(\.holds))
    #expect(finding.contrasts == 2 && finding.verdict == "undecided")
  }

  @Test("findings are supported, contradicted or undecided as the numbers have it")
  func verdicts() throws {
    let asInTheStudy = try results([
      "frozen-answer": shares(0.9, 0, 0.6), "frozen-thought": shares(0.9, 0, 0.6),
      "diverse-thought": shares(0.9, 0.8, 0), "diverse-answer": shares(0.9, 0.8, 0),
    ])
    let supported = verdicts(asInTheStudy)
    // Nobody is better on harder instances than anybody else.
    #expect(
      supported == [
        "supported", "supported", "supported", "undecided", "not tested", "not tested",
        "not tested",
      ])

    let theOtherWay = try results([
      "frozen-answer": shares(0.3, 0.9, 0), "frozen-thought": shares(0.9, 0.9, 0),
      "diverse-thought": shares(0.5, 0.2, 0), "diverse-answer": shares(0.9, 0.8, 0),
    ])
    #expect(verdicts(theOtherWay).prefix(3) == ["contradicted", "contradicted", "contradicted"])
  }

  @Test("half of the rows are judged by both styles of reply")
  func halves() throws {
    func verdict(_ known: Double, _ unseen: Double) throws -> String? {
      let arms = ["answer", "thought"].flatMap { style in
        [
          ("half-\(style)", shares(known, unseen, 0)), ("frozen-\(style)", shares(0.8, 0, 0.6)),
        ]
      }
      let results = try results(Dictionary(uniqueKeysWithValues: arms))
      return verdicts(results)[5]
    }
    #expect(try verdict(0.8, 0.7) == "supported")
    #expect(try verdict(0.4, 0.7) == "contradicted")
    #expect(try verdict(0.8, 0) == "undecided")
  }

  @Test("the plan that asks about reward has the arms and sets by which it is judged")
  func rewardIsPlanned() throws {
    let plan = try StudyPlan.preset("reward")
    #expect(Finding.all([], of: plan)[6].contrasts == 2)
    for contrast in Contrast.preregistered where contrast.finding == 7 {
      #expect(Set(contrast.first.sets + contrast.second.sets) == Set(plan.tasks[0].trial.languages))
    }
  }

  @Test("gold rows match reward where they do more than it when frozen, and as much when diverse")
  func reward() throws {
    func verdict(gold: Double, frozen: Double, diverse: Double) throws -> String {
      let results = try results([
        "diverse-thought": shares(0.8, gold, 0),
        "further-diverse-thought": shares(0.8, gold, 0),
        "grpo-frozen-thought": shares(0.8, frozen, 0.5),
        "grpo-diverse-thought": shares(0.8, diverse, 0),
      ])
      return verdicts(results)[6]
    }
    #expect(try verdict(gold: 0.75, frozen: 0, diverse: 0.7) == "supported")
    #expect(try verdict(gold: 0.7, frozen: 0, diverse: 0.9) == "contradicted")
    #expect(try verdict(gold: 0.5, frozen: 0.7, diverse: 0.5) == "contradicted")
    #expect(try verdict(gold: 0.3, frozen: 0, diverse: 0.3) == "undecided")
  }

  @Test("hands are judged on multisets that all arms know, under rules of known values")
  func knownHands() throws {
    let contrasts = Contrast.preregistered.filter { $0.family == "general-points" }
    let points = try #require(StudyPlan.preset("full").tasks.last)
    let played =
      ["base"] + points.trial.seenLanguages + points.trial.seenLanguages.map { "fake-\($0)" }
    for contrast in contrasts where contrast.finding != 4 {
      for set in contrast.first.sets + contrast.second.sets {
        #expect(played.map(ModelTrial.seenSet).contains(set) || set == "many", "\(set)")
      }
    }
  }

  @Test("that something costs nothing is not said of models that learned nothing")
  func nothingLearned() throws {
    for (known, verdict) in [(0.02, false), (0.9, true)] {
      let results = try results([
        "frozen-thought": shares(known, 0, 0), "diverse-thought": shares(known, 0, 0),
      ])
      let cost = try #require(ContrastResult.all(in: results).first { $0.contrast.kind != .more })
      #expect(cost.adjusted < 0.05)
      #expect(cost.holds == verdict)
      #expect(!cost.isRefuted)
    }
  }

  @Test("a difference that is the same for all instances has an interval")
  func unanimity() throws {
    let results = try results(["frozen-answer": shares(1, 0, 0)])
    let contrasts = ContrastResult.all(in: results)
    let unseen = Estimate.wilson(0, of: 100).high
    #expect(contrasts[0].difference == Estimate(value: 1, low: 1 - 2 * unseen, high: 1))
    #expect(contrasts[1].difference == Estimate(value: 0, low: -unseen, high: unseen))
  }

  @Test("means are over seeds and instances, and a seed that failed counts")
  func means() throws {
    let results = try results(
      failing: 1, ["frozen-answer": shares(0.9, 0.3, 0), "frozen-thought": shares(0.6, 0, 0)])
    let contrast = try #require(ContrastResult.all(in: results).first)
    #expect(contrast.seeds == 3 && contrast.instances == 100)
    #expect(abs(contrast.first - 0.6) < 1e-9 && abs(contrast.second - 0.2) < 1e-9)
    #expect(abs(contrast.difference.value - 0.4) < 1e-9)
    #expect(contrast.difference.low < 0.1, "seeds differ, and the interval says so")
    let estimate = results.estimate(.success, "sokoban", "frozen-answer", ["base", "numerical"])
    #expect(abs((estimate?.value ?? .nan) - 0.4) < 1e-9)
    for (measure, value) in [(StudyMeasure.validity, 0.75), (.obeyed, 0.5), (.clung, 0.25)] {
      #expect(results.estimate(measure, "sokoban", "frozen-answer", ["base"])?.value == value)
    }
    #expect(results.estimate(.truth, "sokoban", "frozen-answer", ["base"]) == nil)
    #expect(results.missing == plan(results) - 6)
  }

  private func plan(_ results: StudyResults) -> Int {
    results.plan.tasks.reduce(0) { $0 + $1.arms.count + 1 } * 3
  }

  @Test("a contrast whose arms are missing is left out")
  func missing() throws {
    #expect(ContrastResult.all(in: try results([:])).isEmpty)
    let one = try results(["frozen-answer": shares(0.9, 0, 0.6)])
    #expect(ContrastResult.all(in: one).map(\.contrast.finding) == [1, 2])
  }
}
