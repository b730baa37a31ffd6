public import VariantGymCore

/// The prompts of Sokoban: the task, the legend, the moves and their labels, the form of the reply,
/// and the map.
public struct SokobanRenderer: InstructionRenderer {
  /// A renderer.
  public init() {}

  /// Plain, compact, German, and twelve paraphrases in pools for the splits.
  public var prompts: PromptBook<SokobanRules> { Self.book }

  private static let book = PromptBook(
    plain: plain, standing: [compact, german], training: training, validation: validation,
    test: test)

  /// The map.
  public func observation(_ scene: Scene<SokobanRules>) -> String {
    scene.state.picture(.study)
  }

  @Sendable
  private static func plain(_ scene: Scene<SokobanRules>) -> Instruction {
    let thinks = scene.framing.asksForThought
    let labels = scene.labels { "\($0) : move \($1.name)" }
    let moves = scene.moves("your next move") {
      "your next moves, at most \($0), separated by commas,"
    }
    let form = scene.framing.form(
      thought: "your reasoning", answer: scene.moves("your move") { _ in "your moves" })
    return """
      You are the warehouse keeper in a game of Sokoban. Push every box onto a target.

      Symbols on the map:
      # a wall
      _ bare floor
      O a target without a box
      X a box
      √ a box on a target
      P you
      S you, standing on a target

      A move takes you one cell to a side. If a box is in that cell, you push it one cell further, \
      provided that neither a wall nor a second box is behind it. Boxes cannot be pulled. You have \
      \(scene.turnLimit) turns in all.

      \(labels == nil
        ? "The four moves go up, down, left and right."
        : "Call the four moves by these labels:\n")\
      \(labels?.joined(separator: "\n") ?? "")

      \(thinks ? "Think first, then give" : "Give") \(moves)\
      \(thinks ? "" : " without any explanation,") in this form:
      \(form)

      The map now:
      \(.state)
      """
  }
}

extension Direction {
  /// The plain English word for the direction, in which labels are explained.
  var name: String {
    switch self {
    case .up: "up"
    case .down: "down"
    case .left: "left"
    case .right: "right"
    }
  }
}
