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
    let values = scene.faces { "\($0) counts \($1)" }
    let ask =
      scene.framing.asksForThought
      ? "Think first, then answer with a JSON object"
      : "Answer without any explanation, with a JSON object"
    return """
      You are dealt \(scene.size) cards. Write a formula that uses the value of every card exactly \
      once, together with +, -, * and / and parentheses, and equals \(scene.target).

      Number cards count what they show, and A counts 1.\
      \(values.map { " In this game \($0.listed())." } ?? "")

      \(ask), where cards lists the cards as dealt, number their values in the same order, and \
      formula your formula with the values in place of the cards:
      \(scene.form(thought: "your reasoning"))

      Your cards: \(.state)
      """
  }
}
