public import VariantGymCore

/// The full prompt of General Points: the task, the values of the cards, the form of the reply.
public struct PointsRenderer: InstructionRenderer {
  /// A renderer.
  public init() {}

  /// The task with the hand's size and target as they are, and the stated rule.
  public func instruction(_ scene: Scene<PointsRules>) -> String {
    let hand = scene.state.hand
    return """
      You are dealt \(hand.cards.count) cards. Write a formula that uses the value of every card \
      exactly once, together with +, -, * and / and parentheses, and equals \(hand.target).

      \(announcement(scene))

      \(form(scene))

      Your cards:\u{20}
      """
  }

  /// The cards.
  public func observation(_ scene: Scene<PointsRules>) -> String {
    scene.state.hand.cards.map(\.symbol).joined(separator: ", ")
  }

  private func announcement(_ scene: Scene<PointsRules>) -> String {
    let numbers = "Number cards count what they show, and A counts 1."
    guard let rule = scene.shown else { return numbers }
    // The order must not tell a face card's value by its position.
    var faces = rule.values
    var wording = scene.wording
    wording.shuffle(&faces)
    let values = faces.map { "\($0.face.rawValue) counts \($0.value)" }
    return "\(numbers) In this game \(Self.list(values))."
  }

  private static func list(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return "\(parts.dropLast().joined(separator: ", ")) and \(last)"
  }

  private func form(_ scene: Scene<PointsRules>) -> String {
    let object = #"{"cards": [...], "number": [...], "formula": "..."}"#
    let meaning =
      "where cards lists the cards as dealt, number their values in the same order, and formula "
      + "your formula with the values in place of the cards"
    return scene.framing.asksForThought
      ? """
      Think first, then answer with a JSON object, \(meaning):
      <think> your reasoning </think> <answer> \(object) </answer>
      """
      : """
      Answer without any explanation, with a JSON object, \(meaning):
      <answer> \(object) </answer>
      """
  }
}
