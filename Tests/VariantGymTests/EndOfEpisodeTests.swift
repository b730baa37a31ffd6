import Testing
import VariantGym

@Suite("Replies where an episode has no place for them")
struct EndOfEpisodeTests {
  @Test("after the end nothing is carried out, paid or counted")
  func spent() throws {
    for framing in [Framing(), Framing(horizon: 3)] {
      var episode = try Family(SokobanParts(turnLimit: 12)).twins(
        at: Address(
          family: "sokoban", difficulty: "simple", split: .test, cohort: ["base"], index: 0),
        framing: framing)[0]
      while !episode.isOver { _ = episode.submit("<answer> Up </answer>") }
      for label in ["Up", "Down", "Left", "Right"] {
        let before = episode.messages
        let record = episode.submit("<answer> \(label) </answer>")
        #expect(record.actions == 0 && record.effectiveActions == 0 && record.reward == 0)
        #expect(episode.messages == before)
      }
    }
  }

  @Test("a horizon without end makes no reply without end")
  func endlessHorizon() throws {
    for (family, difficulty) in [("sokoban", "simple"), ("general-points", "four")] {
      let episode = try Catalog.standard.family(named: family).twins(
        at: Address(
          family: family, difficulty: difficulty, split: .test, cohort: ["base"], index: 1),
        framing: Framing(horizon: .max))[0]
      var random = Random(seed: 1)
      let reply = episode.wellFormedReply(using: &random)
      #expect(reply.utf8.count < 1000)
      var play = episode
      #expect(play.submit(reply).verdict.isValid)
    }
  }
}
