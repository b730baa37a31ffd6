import Testing
import VariantGym

/// Compares prompts in every wording, and replies in every container, with the files that are kept.
@Suite("Golden prompts")
struct GoldenPromptTests {
  private struct Place {
    let family: any TaskFamily
    let difficulty: String
    let variants: [String]

    func episode(_ variant: String, _ framing: Framing) throws -> any Episode {
      let address = Address(
        family: family.name, difficulty: difficulty, split: .test, cohort: variants, seed: 7,
        index: 0)
      return try family.twins(at: address, variants: [variant], framing: framing)[0]
    }
  }

  private static let places = [
    Place(
      family: Family(SokobanParts()), difficulty: "simple", variants: ["numerical", "empty"]),
    Place(family: Family(PointsParts()), difficulty: "five", variants: ["regular"]),
  ]

  @Test(
    "prompts in every wording are what they were",
    arguments: places.indices.flatMap { index in
      places[index].family.wordings.all.map { (index, $0) }
    })
  func wordings(place: Int, wording: Framing.Wording) throws {
    let place = Self.places[place]
    var text = ""
    for variant in place.variants {
      for (horizon, asksForThought) in [(1, true), (1, false), (3, true)] {
        let framing = Framing(
          horizon: horizon, asksForThought: asksForThought, wording: wording)
        let episode = try place.episode(variant, framing)
        text += "=== \(variant), horizon \(horizon), \(asksForThought ? "thought" : "no thought")\n"
        text += episode.messages.map(\.content).joined(separator: "\n") + "\n\n"
      }
    }
    try GoldenFile("\(place.family.name)/wordings/\(wording).txt").expect(text)
  }

  @Test(
    "prompts, replies and verdicts in every container are what they were",
    arguments: places.indices.flatMap { index in
      Framing.Container.allCases.map { (index, $0) }
    })
  func containers(place: Int, container: Framing.Container) throws {
    let place = Self.places[place]
    var text = ""
    for prefill in [Framing.Prefill.none, .thought, .answer] {
      let framing = Framing(
        asksForThought: prefill != .answer, prefill: prefill, container: container)
      var episode = try place.episode(place.variants[0], framing)
      let gold = try episode.gold(.obedient, style: "direct").text
      text += "=== \(prefill)\n[user]\n\(episode.messages[0].content)\n"
      text += "[prefill]\n\(framing.prefillText)\n[assistant]\n\(gold)\n"
      let record = episode.submit(gold)
      text += "[verdict] \(record.verdict.isValid ? "valid" : "invalid"), "
      text += "\(record.verdict.correctness.rawValue)\n\n"
    }
    try GoldenFile("\(place.family.name)/containers/\(container.rawValue).txt").expect(text)
  }
}
