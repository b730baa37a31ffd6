import Foundation
import Testing
import VariantGym
import VariantGymLaws

@testable import FrozenLake

@Suite("Frozen lake")
struct LakeTests {
  @Test("every law holds", arguments: LakeParts().scaler.ladder, LakeParts().variants.map(\.name))
  func laws(difficulty: String, variant: String) {
    for (split, horizon) in [(Split.test, 1), (.train, 30)] {
      let violations = Laws(LakeParts()).violations(
        difficulty: difficulty, variant: variant, split: split, indices: 0..<40, seed: 5,
        framing: Framing(horizon: horizon))
      #expect(violations == [])
    }
  }

  @Test("a map is read as it is written, and what is none is refused")
  func maps() throws {
    let map = "@..O\n.O..\n....\nO..G"
    #expect(try Lake(map: map).map == map)
    #expect(throws: Lake.MapError.notSquare) { try Lake(map: "@G") }
    #expect(throws: Lake.MapError.walkers(2)) { try Lake(map: "@@\n.G") }
    #expect(throws: Lake.MapError.goals(0)) { try Lake(map: "@.\n..") }
    #expect(throws: Lake.MapError.unknownSymbol("?")) { try Lake(map: "@?\n.G") }
  }

  @Test("a lake that is turned or mirrored is the same to the split")
  func symmetries() throws {
    // Turning alone does not give the mirror image of this one.
    let lake = try Lake(map: "@O.\n..O\n..G")
    let turned = try Lake(map: "..@\n..O\nGO.")
    let mirrored = try Lake(map: "..G\n..O\n@O.")
    let other = try Lake(map: "@O.\n.O.\n..G")
    #expect(lake.stateKey == turned.stateKey && lake.stateKey == mirrored.stateKey)
    #expect(lake.layoutKey != other.layoutKey)
  }

  @Test("answers are read strictly")
  func answers() throws {
    let format = LakeReplyFormat()
    let lake = try Lake(map: "@.\n.G")
    func read(_ answer: Substring) -> [Move]? {
      try? format.interpret(format.hear(answer), in: lake, under: .digits, horizon: 3)
    }
    #expect(read("3, 1;2.") == [.up, .down, .right])
    for answer in ["", " ,;", "3.1", "..", "3..", "31", "-3", "up", "3 1 2 0", "３"] {
      #expect(read(answer[...]) == nil, "'\(answer)'")
    }
  }

  @Test("a step into a hole is the last one")
  func holes() throws {
    let rules = LakeRules()
    var lake = try Lake(map: "@O\n.G")
    #expect(rules.step(&lake, .left, under: .base) == .stayed)
    #expect(rules.step(&lake, .right, under: .base) == .moved)
    #expect(rules.status(of: lake) == .failed)
    #expect(rules.step(&lake, .down, under: .base) == .stayed)
    #expect(lake.map == ".X\n.G")
    #expect(LakeSolver().solve(lake, under: .base) == nil)
  }

  @Test(
    "a false statement is found",
    arguments: [
      ("I stand at row 1, column 2.", TraceFault.misread),
      ("The goal is at row 3, column 1.", .misread),
      ("To go down I say 2.", .wrongSign),
      ("I must not go down: there is a hole at row 2, column 1.", .falseDeadEnd),
      ("Going right leads to row 1, column 2.", .wrongStep),
      ("Going down leads to row 1, column 1.", .wrongStep),
      ("That is the goal, after 1 of my moves.", .unsolved),
      ("So I answer 1.", .wrongConclusion),
      ("@1,2", .misread), ("down=2", .wrongSign), ("right 1,2", .wrongStep), ("#3", .unsolved),
    ])
  func falseStatements(text: String, fault: TraceFault) throws {
    let report = LakeTraceVerifier().check(
      Thought(
        text: text[...], state: try Lake(map: "@O.\n...\n..G"), convention: .digits, base: .base,
        answer: nil))
    #expect(report.statements.map(\.fault) == [fault])
    #expect(report.firstUnread == nil)
  }

  @Test("a thought must say what the answer means, and lead to it")
  func conclusions() throws {
    let whole = "down=1\nright=2\ndown 2,1\nright 2,2\n#2\n> 1 2"
    func conclusion(_ thought: String, _ answer: [Move]) throws -> TraceFault? {
      LakeTraceVerifier().check(
        Thought(
          text: thought[...], state: try Lake(map: "@O\n.G"), convention: .digits, base: .base,
          answer: answer)
      ).conclusion
    }
    #expect(try conclusion(whole, [.down, .right]) == nil)
    #expect(try conclusion(whole, [.down]) == .wrongConclusion)
    #expect(try conclusion(String(whole.dropFirst(7)), [.down, .right]) == .missingTranslation)
    #expect(try conclusion(String(whole.dropLast(6)), [.down, .right]) == .missingConclusion)
  }

  @Test("negatives show each fault")
  func negatives() throws {
    var faults: Set<TraceFault> = []
    for index in 0..<20 {
      let address = Address(
        family: "frozen-lake", difficulty: "4x4", split: .test, cohort: ["keys"], index: index)
      for style in ["sentences", "terse"] {
        let episode = try Family(LakeParts()).twins(at: address, framing: Framing())[0]
        faults.formUnion(try episode.negatives(form: ThoughtForm(style: style)).map(\.fault))
      }
    }
    #expect(faults == [.wrongSign, .wrongStep, .wrongConclusion])
  }

  @Test("data sets and evaluation need nothing else")
  func wholeSystem() async throws {
    let catalog = Catalog([Family(LakeParts())])
    let recipe = Recipe(
      name: "lakes", family: "frozen-lake", difficulty: Mixture("6x6"), split: .train,
      variant: Mixture(["base": 1, "invented": 1]),
      content: .replies(thought: ThoughtForm(style: "sentences", isVaried: true)),
      sampling: .solution, rows: 60)
    var rows = 0
    for try await _ in try Dataset(recipe, catalog: catalog) { rows += 1 }
    #expect(rows == 60)

    for (script, success) in [(ScriptedPolicy.Script.expert, 0.0), (.clinging, 1.0)] {
      let fakes = Recipe(
        name: "fakes", family: "frozen-lake", difficulty: Mixture("4x4"), split: .test,
        variant: "fake-digits", content: .prompts, sampling: .distinctStarts, rows: 50)
      let evaluator = Evaluator(policy: ScriptedPolicy(script, catalog: catalog))
      let results = await evaluator.play(try fakes.episodes(in: catalog))
      #expect(Summary(results).success == success)
    }
  }
}
