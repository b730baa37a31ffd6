import Testing
import VariantGym

@testable import VariantGymStudy

@Suite("Lessons of base models")
struct BaseLessonTests {
  @Test("every reply is in the language asked for, and says nothing false")
  func replies() throws {
    var random = Random(seed: 9)
    for (family, variants) in [
      ("sokoban", ["base", "random-words", StudyVariants.anyLabels]),
      ("general-points", ["base", StudyVariants.anyRule]),
    ] {
      for variant in variants {
        for asksForThought in [false, true] {
          let recipe = Recipe(
            name: "lesson", family: family,
            difficulty: Mixture(family == "sokoban" ? "simple" : "four"), split: .train,
            variant: Mixture(variant),
            framing: Framing(asksForThought: asksForThought, wording: .compact), content: .prompts,
            sampling: .start, rows: 60, seed: 4)
          for episode in try recipe.episodes(in: Catalog.study) {
            let reply = try BaseLesson.reply(to: episode, using: &random)
            var trial = episode
            #expect(trial.submit(reply).verdict.isValid, "\(reply)")
            guard asksForThought else { continue }
            let report = episode.checkThought(of: reply)
            #expect(!report.statements.isEmpty)
            #expect(report.statements.allSatisfy { $0.fault == nil }, "\(reply)")
          }
        }
      }
    }
  }

  @Test("answers are drawn: they solve no more than chance does")
  func noSkill() throws {
    let recipe = Recipe(
      name: "lesson", family: "sokoban", difficulty: "simple", split: .train, variant: "base",
      framing: Framing(asksForThought: true, wording: .compact), content: .prompts,
      sampling: .start, rows: 400, seed: 4)
    var random = Random(seed: 9)
    let episodes = try recipe.episodes(in: Catalog.study)
    let gold = try episodes.count { try $0.isGold(BaseLesson.reply(to: $0, using: &random)) }
    // A quarter to a third of all moves begin a shortest solution.
    #expect((60...180).contains(gold))
  }
}
