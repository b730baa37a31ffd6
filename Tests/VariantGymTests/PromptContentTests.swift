import Testing
import VariantGym

/// The audit reads prompts of its own library as it reads anybody's: by their text alone.
@Suite("What prompts show is found in their text")
struct PromptContentTests {
  @Test("in Sokoban, under every variant and size", arguments: SokobanParts().variants.map(\.name))
  func sokoban(variant: String) throws {
    try check(
      Family(SokobanParts()), variant: variant, difficulties: ["simple", "larger", "complex"],
      keys: (.state, .layout))
  }

  @Test(
    "in General Points, under every variant and size", arguments: PointsParts().variants.map(\.name)
  )
  func generalPoints(variant: String) throws {
    try check(
      Family(PointsParts()), variant: variant,
      difficulties: ["four", "six", "large", "four-to-13"],
      keys: (.values, .values))
  }

  private func check(
    _ family: some TaskFamily, variant: String, difficulties: [String],
    keys: (state: ContentKind, content: ContentKind)
  ) throws {
    for difficulty in difficulties {
      for (index, wording) in family.wordings.all.enumerated() {
        let address = Address(
          family: family.name, difficulty: difficulty,
          split: variant.hasPrefix("diverse") ? .train : .test, cohort: [variant], seed: 5,
          index: index)
        let containers = Framing.Container.allCases
        let framing = Framing(
          horizon: 1 + index % 3, asksForThought: index.isMultiple(of: 2), wording: wording,
          container: containers[index % containers.count])
        let episode = try family.twins(at: address, framing: framing)[0]
        let text = episode.messages.map(\.content).joined(separator: "\n\n")
        let content = family.content(ofPrompt: text)
        try #require(content.instances.count == 1, "\(text)")
        let found = content.instances[0].keys
        #expect(episode.facts.stateKeys.contains(try #require(found[keys.state])), "\(text)")
        #expect(episode.facts.contentKeys.contains(try #require(found[keys.content])), "\(text)")
        if let labels = episode.facts.shown as? LabelSet {
          #expect(
            Set(content.vocabulary) == Set(Direction.allCases.map { labels[$0] }), "\(text)")
        } else if let rule = episode.facts.shown as? FaceRule {
          #expect(content.vocabulary == [rule.description], "\(text)")
        }
      }
    }
  }
}
