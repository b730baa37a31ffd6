public import VariantGymCore

extension PointsParts {
  /// Every hand in the text, with what the text says that cards count and what they are to make.
  public func content(ofPrompt text: String) -> PromptContent {
    let found = HandsInText(text)
    let rule = found.rule
    let target = found.target(expected: target)
    return PromptContent(
      instances: found.hands.map { cards in
        shown(Hand(cards: cards, target: target), under: rule ?? base)
      },
      vocabulary: found.hands.isEmpty ? [] : rule.map { [$0.description] } ?? [])
  }

  private func shown(_ hand: Hand, under rule: FaceRule) -> ShownInstance {
    ShownInstance(
      keys: [.values: contentKeys(of: hand, under: [rule])[0], .ranks: identityKey(of: hand)]
    ) {
      guard let values = hand.values(under: rule),
        let solutions = try? PointsSearch.solutions(of: values, target: hand.target, limit: 0)
      else { return nil }
      return InstanceMeasures(amounts: ["solutions": solutions.total])
    }
  }
}
