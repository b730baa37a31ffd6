import VariantGym

/// One step of a thought.
public enum LakeStep: Hashable, Sendable {
  /// Where the walker stands.
  case walker(LakePlace)
  /// Where the goal is.
  case goal(LakePlace)
  /// What is said for a move.
  case sign(Move, String)
  /// A move that is not made, since it leads into a hole.
  case hole(Move, LakePlace)
  /// A move and where it leads.
  case walk(Move, LakePlace)
  /// The goal is reached after so many moves.
  case arrived(moves: Int)
  /// The words of the answer.
  case answer([String])
}

/// A cell in the words of a thought; rows and columns are counted from 1.
public struct LakePlace: Hashable, Sendable {
  let row: Int
  let column: Int
}

extension Lake {
  func place(of cell: Int) -> LakePlace {
    LakePlace(row: cell / side + 1, column: cell % side + 1)
  }
}

/// Tells a plan: what is where, what is said for a move, which first move would be the last, and each
/// step with the place to which it leads.
public struct LakeNarrator: Narrator {
  /// The environment.
  public typealias E = LakeRules

  /// Sentences, and signs alone.
  public let styles: [any TraceStyle<LakeStep>] = [LakeSentences(), LakeShorthand()]

  /// The steps to a plan; there are no dead ends to be told.
  public func steps(
    to plan: [Move], in state: Lake, under convention: Signs, horizon: Int, shape: TraceShape,
    detours: Int, choices: Random?
  ) -> [LakeStep] {
    let answered = plan.prefix(horizon)
    var steps: [LakeStep] = [
      .walker(state.place(of: state.walker)), .goal(state.place(of: state.goal)),
    ]
    for move in Move.allCases where answered.contains(move) {
      steps.append(.sign(move, convention[move]))
    }
    for move in Move.allCases {
      let cell = state.cell(move, from: state.walker)
      if state.isHole[cell] { steps.append(.hole(move, state.place(of: cell))) }
    }
    var cell = state.walker
    for move in plan {
      cell = state.cell(move, from: cell)
      steps.append(.walk(move, state.place(of: cell)))
    }
    return steps + [.arrived(moves: plan.count), .answer(answered.map { convention[$0] })]
  }
}

/// Whole sentences, some of which can be put in two ways.
struct LakeSentences: TraceStyle {
  let name = "sentences"
  let shape = TraceShape.derivation

  func write(_ steps: [LakeStep], phrasing: inout Phrasing) -> String {
    steps.map { sentence($0, &phrasing) }.joined(separator: " ")
  }

  private func sentence(_ step: LakeStep, _ phrasing: inout Phrasing) -> String {
    func at(_ place: LakePlace) -> String { "row \(place.row), column \(place.column)" }
    return switch step {
    case .walker(let place): "I stand at \(at(place))."
    case .goal(let place): "The goal is at \(at(place))."
    case .sign(let move, let word):
      phrasing.pick(
        "To go \(move.rawValue) I say \(word).", { "The word for \(move.rawValue) is \(word)." })
    case .hole(let move, let place):
      "I must not go \(move.rawValue): there is a hole at \(at(place))."
    case .walk(let move, let place):
      phrasing.pick(
        "Going \(move.rawValue) leads to \(at(place)).",
        { "I go \(move.rawValue), to \(at(place))." })
    case .arrived(let moves): "That is the goal, after \(moves) of my moves."
    case .answer(let words): "So I answer \(words.joined(separator: " "))."
    }
  }
}

/// A line of signs for each step.
struct LakeShorthand: TraceStyle {
  let name = "terse"
  let shape = TraceShape.derivation

  func write(_ steps: [LakeStep], phrasing: inout Phrasing) -> String {
    steps.map(line).joined(separator: "\n")
  }

  private func line(_ step: LakeStep) -> String {
    func at(_ place: LakePlace) -> String { "\(place.row),\(place.column)" }
    return switch step {
    case .walker(let place): "@\(at(place))"
    case .goal(let place): "G\(at(place))"
    case .sign(let move, let word): "\(move.rawValue)=\(word)"
    case .hole(let move, let place): "\(move.rawValue)!\(at(place))"
    case .walk(let move, let place): "\(move.rawValue) \(at(place))"
    case .arrived(let moves): "#\(moves)"
    case .answer(let words): "> \(words.joined(separator: " "))"
    }
  }
}
