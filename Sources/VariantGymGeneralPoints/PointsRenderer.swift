public import VariantGymCore

/// The prompts of General Points: the task with the hand's size and target as they are, the values of
/// the cards, the form of the reply, and the cards.
public struct PointsRenderer: InstructionRenderer {
  /// A renderer.
  public init() {}

  /// Plain, compact, German, and twelve paraphrases in pools for the splits.
  public var prompts: PromptBook<PointsRules> { Self.book }

  private static let book = PromptBook(
    plain: plain, standing: [compact, german], training: training, validation: validation,
    test: test)

  /// The cards.
  public func observation(_ scene: Scene<PointsRules>) -> String {
    let separator = scene.framing.wording == .compact ? " " : ", "
    return scene.state.hand.cards.map(\.symbol).joined(separator: separator)
  }

  @Sendable
  private static func plain(_ scene: Scene<PointsRules>) -> Instruction {
    let hand = scene.state.hand
    return """
      You are dealt \(hand.cards.count) cards. Write a formula that uses the value of every card \
      exactly once, together with +, -, * and / and parentheses, and equals \(hand.target).

      \(announcement(scene))

      \(form(scene))

      Your cards: \(.state)
      """
  }

  private static func announcement(_ scene: Scene<PointsRules>) -> String {
    let numbers = "Number cards count what they show, and A counts 1."
    guard let values = scene.faces({ "\($0) counts \($1)" }) else { return numbers }
    return "\(numbers) In this game \(values.listed())."
  }

  private static func form(_ scene: Scene<PointsRules>) -> String {
    let meaning =
      "where cards lists the cards as dealt, number their values in the same order, and formula "
      + "your formula with the values in place of the cards"
    let form = scene.form(thought: "your reasoning")
    return scene.framing.asksForThought
      ? "Think first, then answer with a JSON object, \(meaning):\n\(form)"
      : "Answer without any explanation, with a JSON object, \(meaning):\n\(form)"
  }
}
