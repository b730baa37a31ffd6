public import VariantGymCore

/// Symbols alone, one step a line, for small models. Places are `row,column`, counted from 1.
///
/// | symbol | says |
/// | --- | --- |
/// | `@1` | rows count from the top and columns from the left, both from 1 |
/// | `P 4,5` `B 3,4` `T 3,5` | the player, the boxes, the targets |
/// | `D="B"` | moving down is written B |
/// | `! 3,4 U 2,4 corner UR` | pushing that box up would lose, for a reason |
/// | `? 3,4 R` | that push is tried |
/// | `D 5,5` | a step down, to that place |
/// | `R 3,4 B 3,5` | a step to the right which pushes a box there |
/// | `X stuck` | a dead end |
/// | `< P 4,5 B 3,4` | back to that position |
/// | `OK 6` | solved in six moves |
/// | `= "B"` | the answer |
public struct SokobanShorthand: TraceStyle {
  /// The name under which the style is asked for.
  public let name: String
  /// Whether dead ends are told.
  public let shape: TraceShape

  /// A style of symbols.
  public init(name: String, shape: TraceShape) {
    self.name = name
    self.shape = shape
  }

  /// The steps as lines of symbols. There is one way to write each.
  public func write(_ steps: [SokobanStep], phrasing: inout Phrasing) -> String {
    var text = TraceText(capacity: 12 * steps.count)
    for step in steps {
      text.beginLine()
      text += line(step)
    }
    return text.string
  }

  private func line(_ step: SokobanStep) -> TraceText {
    switch step {
    case .counting: "@1"
    case .player(let place): "P \(place)"
    case .boxes(let places): "B \(places)"
    case .targets(let places): "T \(places)"
    case .label(let direction, let label): "\(direction.letter)=\"\(label)\""
    case .temptation(let box, let direction, let goal, let reason):
      "! \(box) \(direction.letter) \(goal) \(text(reason))"
    case .attempt(let box, let direction): "? \(box) \(direction.letter)"
    case .walk(let direction, let place): "\(direction.letter) \(place)"
    case .push(let direction, let place, let box):
      "\(direction.letter) \(place) B \(box)"
    case .deadEnd(let reason): "X \(text(reason))"
    case .backUp(let player, let boxes): "< P \(player) B \(boxes)"
    case .solved(let moves): "OK \(moves)"
    case .conclusion(let labels): "= \(quoted: labels)"
    }
  }

  private func text(_ reason: SokobanStep.DeadEnd) -> TraceText {
    switch reason {
    case .cornered(let vertical, let horizontal): "corner \(vertical.letter)\(horizontal.letter)"
    case .stranded: "stuck"
    case .locked: "block"
    case .hopeless: "dead"
    }
  }
}

extension TraceText {
  fileprivate mutating func appendInterpolation(_ place: SokobanStep.Place) {
    appendInterpolation(place.row)
    appendLiteral(",")
    appendInterpolation(place.column)
  }

  fileprivate mutating func appendInterpolation(_ places: [SokobanStep.Place]) {
    for (index, place) in places.enumerated() {
      if index > 0 { appendLiteral(" ") }
      appendInterpolation(place)
    }
  }
}

extension Direction {
  /// The direction in the shorthand: U, D, L or R.
  package var letter: String {
    switch self {
    case .up: "U"
    case .down: "D"
    case .left: "L"
    case .right: "R"
    }
  }
}
