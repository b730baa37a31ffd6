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
    steps.map(line).joined(separator: "\n")
  }

  private func line(_ step: SokobanStep) -> String {
    switch step {
    case .counting: "@1"
    case .player(let place): "P \(text(place))"
    case .boxes(let places): "B \(list(places))"
    case .targets(let places): "T \(list(places))"
    case .label(let direction, let label): "\(direction.letter)=\"\(label)\""
    case .temptation(let box, let direction, let goal, let reason):
      "! \(text(box)) \(direction.letter) \(text(goal)) \(text(reason))"
    case .attempt(let box, let direction): "? \(text(box)) \(direction.letter)"
    case .walk(let direction, let place): "\(direction.letter) \(text(place))"
    case .push(let direction, let place, let box):
      "\(direction.letter) \(text(place)) B \(text(box))"
    case .deadEnd(let reason): "X \(text(reason))"
    case .backUp(let player, let boxes): "< P \(text(player)) B \(list(boxes))"
    case .solved(let moves): "OK \(moves)"
    case .conclusion(let labels): "= " + labels.map { "\"\($0)\"" }.joined(separator: ", ")
    }
  }

  private func text(_ reason: SokobanStep.DeadEnd) -> String {
    switch reason {
    case .cornered(let vertical, let horizontal): "corner \(vertical.letter)\(horizontal.letter)"
    case .stranded: "stuck"
    case .locked: "block"
    case .hopeless: "dead"
    }
  }

  private func text(_ place: SokobanStep.Place) -> String { "\(place.row),\(place.column)" }

  private func list(_ places: [SokobanStep.Place]) -> String {
    places.map(text).joined(separator: " ")
  }
}

extension Direction {
  fileprivate var letter: String {
    switch self {
    case .up: "U"
    case .down: "D"
    case .left: "L"
    case .right: "R"
    }
  }
}
