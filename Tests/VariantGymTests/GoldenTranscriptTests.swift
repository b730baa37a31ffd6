import Testing
import VariantGym

/// Compares a transcript of every environment, variant and difficulty with the file that is kept.
@Suite("Golden transcripts")
struct GoldenTranscriptTests {
  @Test(
    "prompts, gold replies and verdicts are what they were",
    arguments: Catalog.standard.families.flatMap { family in
      family.variants.map { (family.name, $0) }
    })
  func transcripts(name: String, variant: String) throws {
    let family = try Catalog.standard.family(named: name)
    var text = ""
    // Beyond the study's sizes an environment may offer bands that not every variant has.
    for difficulty in family.difficulties.prefix(4) {
      let address = Address(
        family: name, difficulty: difficulty, split: variant.hasPrefix("diverse") ? .train : .test,
        cohort: [variant], seed: 7, index: 0)
      text += try transcript(of: family.twins(at: address, framing: Framing())[0])
    }
    try GoldenFile("\(name)/\(variant).txt").expect(text)
  }

  private func transcript(of episode: any Episode) throws -> String {
    var text = "=== \(episode.identity.address)\n"
    for message in episode.messages { text += "[\(message.role.rawValue)]\n\(message.content)\n" }
    for voice in Voice.allCases {
      let gold = try episode.gold(voice, style: "direct")
      var play = episode
      let record = play.submit(gold.text)
      text += """
        [assistant, \(voice.rawValue)]
        \(gold.text)
        [verdict] \(record.verdict.isValid ? "valid" : "invalid"), \
        \(record.verdict.correctness.rawValue), \(record.verdict.cause?.rawValue ?? "no cause"), \
        \(record.obedience.rawValue), reward \(record.reward)

        """
    }
    return text + "[gold answers] \(try episode.goldAnswers().joined(separator: " | "))\n\n"
  }
}
