public import VariantGymCore

/// The full prompt of Sokoban: the task, the legend, the moves and their labels, the form of the
/// reply.
public struct SokobanRenderer: InstructionRenderer {
  /// A renderer.
  public init() {}

  /// The rules and the announced labels, in an order that the wording stream decides.
  public func instruction(_ scene: Scene<SokobanRules>) -> String {
    """
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

    \(announcement(scene))

    \(form(scene))

    The map now:

    """
  }

  /// The map.
  public func observation(_ scene: Scene<SokobanRules>) -> String {
    scene.state.picture(.study)
  }

  private func announcement(_ scene: Scene<SokobanRules>) -> String {
    guard let shown = scene.shown else {
      return "The four moves go up, down, left and right."
    }
    var order = Direction.allCases
    var wording = scene.wording
    wording.shuffle(&order)
    let lines = order.map { "\(shown[$0]) : move \($0.name)" }
    return "Call the four moves by these labels:\n\(lines.joined(separator: "\n"))"
  }

  private func form(_ scene: Scene<SokobanRules>) -> String {
    let what =
      scene.framing.horizon == 1
      ? "your next move" : "your next moves, at most \(scene.framing.horizon), separated by commas,"
    let slot = scene.framing.horizon == 1 ? "your move" : "your moves"
    return scene.framing.asksForThought
      ? """
      Think first, then give \(what) in this form:
      <think> your reasoning </think> <answer> \(slot) </answer>
      """
      : """
      Give \(what) without any explanation, in this form:
      <answer> \(slot) </answer>
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
