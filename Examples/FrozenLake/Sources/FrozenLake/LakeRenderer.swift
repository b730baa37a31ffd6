import VariantGym

/// The prompts: one in plain words, one in few signs for tiny models.
public struct LakeRenderer: InstructionRenderer {
  /// The environment.
  public typealias E = LakeRules

  /// Plain and compact.
  public var prompts: PromptBook<LakeRules> { Self.book }

  private static let book = PromptBook<LakeRules>(
    plain: plain, standing: [Prompt(.compact, instruction: compact)])

  /// The map.
  public func observation(_ scene: Scene<LakeRules>) -> String { scene.state.map }

  @Sendable
  private static func plain(_ scene: Scene<LakeRules>) -> Instruction {
    let signs = scene.announced(Move.allCases).map { move in
      "\(scene.shown.map { $0[move] } ?? move.rawValue) : one cell \(scene.screenName(of: move))"
    }
    let horizon = scene.framing.horizon
    let wanted =
      horizon == 1 ? "your next move" : "your next moves, at most \(horizon), set apart by spaces,"
    return """
      A frozen lake lies before you. Walk to the goal and do not fall into the water.

      On the map:
      . firm ice
      O a hole; a step into it is the last one
      G the goal
      @ where you are

      Every move leads to a neighbouring cell; at the edge of the lake you stay where you are. \
      There are \(scene.turnLimit) turns.

      What to say for each move:
      \(signs.joined(separator: "\n"))

      \(scene.framing.asksForThought ? "Think before you answer, then give" : "Give only") \
      \(wanted) like this:
      \(scene.framing.form(thought: "what you think", answer: horizon == 1 ? "move" : "moves"))

      The lake:
      \(.state)
      """
  }

  @Sendable
  private static func compact(_ scene: Scene<LakeRules>) -> Instruction {
    let signs = scene.announced(Move.allCases).map { move in
      "\(scene.arrow(of: move))\(scene.shown.map { $0[move] } ?? "")"
    }
    return """
      \(signs.joined(separator: " "))
      \(.state)
      \(scene.framing.signs("\(scene.framing.horizon)"))
      """
  }
}

extension Scene<LakeRules> {
  /// Where on the page a move leads.
  fileprivate func screenName(of move: Move) -> String {
    switch move {
    case .up: "up"
    case .down: "down"
    case .left: "to the left"
    case .right: "to the right"
    }
  }

  fileprivate func arrow(of move: Move) -> String {
    switch move {
    case .up: "^"
    case .down: "v"
    case .left: "<"
    case .right: ">"
    }
  }
}
