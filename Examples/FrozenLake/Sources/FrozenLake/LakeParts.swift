import VariantGym

/// All parts of the frozen lake: with them come prompts, fakes, gold thoughts, data sets, evaluation
/// and laws.
public struct LakeParts: FamilyParts {
  /// The stable name.
  public let name = "frozen-lake"
  /// The most turns of an episode.
  public var turnLimit: Int { scaler.turnLimit }
  /// Lakes are plenty.
  public let shares = SplitShares(train: 800, validation: 100)
  /// The points of the compass.
  public let base = Signs.base
  /// Fixed and invented words, with a fake for each.
  public let variants = LakeVariants.all
  /// The rules.
  public let environment = LakeRules()
  /// Three sizes.
  public let scaler = LakeScaler(turnLimit: 30)
  /// Plain and compact prompts.
  public let renderer = LakeRenderer()
  /// Words.
  public let format = LakeReplyFormat()
  /// Right on the goal.
  public let verifier = LakeVerifier()
  /// One on the goal.
  public let reward = LakeReward()
  /// Shortest ways.
  public let solver = LakeSolver()
  /// Two styles.
  public let narrator = LakeNarrator()
  /// Reads both.
  public let traceVerifier = LakeTraceVerifier()

  /// The parts.
  public init() {}

  /// Holes and goal, however the lake is turned.
  public func contentKeys(of instance: Lake, under conventions: [Signs]) -> [ContentKey] {
    [instance.layoutKey]
  }

  /// Holes, goal and walker, however the lake is turned.
  public func stateKeys(of state: Lake, under conventions: [Signs]) -> [ContentKey] {
    [state.stateKey]
  }

  /// The lake, however it is turned.
  public func identityKey(of instance: Lake) -> ContentKey { instance.stateKey }

  /// Any moves at all.
  public func wellFormedActions(
    _ count: Int, in state: Lake, under convention: Signs, using random: inout Random
  ) -> [Move] {
    (0..<count).map { _ in random.pick(from: Move.allCases) }
  }

  /// Wrong twins of a gold reply: words of another language, a step into a hole, an answer that the
  /// thought does not lead to.
  public func corruptions(
    of plan: [Move], in state: Lake, under convention: Signs, horizon: Int, form: ThoughtForm,
    choices: Random?
  ) throws(SearchLimit) -> [Corruption] {
    let style = narrator.styles.first { $0.name == form.style }
    func corruption(
      _ fault: TraceFault, _ steps: [LakeStep], answer: [Move], under signs: Signs
    ) -> Corruption {
      var phrasing = Phrasing(choices)
      return Corruption(
        fault: fault, thought: style?.write(steps, phrasing: &phrasing) ?? "",
        answer: format.write(Array(answer.prefix(horizon)), in: state, under: signs))
    }
    func gold(under signs: Signs) -> [LakeStep] {
      narrator.steps(
        to: plan, in: state, under: signs, horizon: horizon, shape: .derivation, detours: 0,
        choices: choices)
    }
    var corruptions = [Signs.base, .digits].filter { $0 != convention }.map {
      corruption(.wrongSign, gold(under: $0), answer: plan, under: $0)
    }
    for move in Move.allCases {
      let cell = state.cell(move, from: state.walker)
      if state.isHole[cell] {
        // What warns of the hole must not stand beside the step into it.
        let steps: [LakeStep] = [
          .sign(move, convention[move]), .walk(move, state.place(of: cell)),
          .answer([convention[move]]),
        ]
        corruptions.append(corruption(.wrongStep, steps, answer: [move], under: convention))
      }
      if move != plan[0], style != nil {
        corruptions.append(
          corruption(
            .wrongConclusion, gold(under: convention), answer: [move] + plan.dropFirst(),
            under: convention))
      }
    }
    return corruptions
  }
}
