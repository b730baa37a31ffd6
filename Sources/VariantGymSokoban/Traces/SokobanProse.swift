public import VariantGymCore

/// English sentences, one a line, with the places as `(row, column)`.
public struct SokobanProse: TraceStyle {
  /// The name under which the style is asked for.
  public let name: String
  /// Whether dead ends are told.
  public let shape: TraceShape

  /// A style of sentences.
  public init(name: String, shape: TraceShape) {
    self.name = name
    self.shape = shape
  }

  /// The steps as sentences.
  public func write(_ steps: [SokobanStep], phrasing: inout Phrasing) -> String {
    var text = TraceText(capacity: 48 * steps.count)
    for step in steps {
      text.beginLine()
      text += sentence(step, &phrasing)
    }
    return text.string
  }

  private func sentence(_ step: SokobanStep, _ phrasing: inout Phrasing) -> TraceText {
    switch step {
    case .counting:
      phrasing.pick(
        "Rows count from the top and columns from the left, both from 1.",
        { "I write places as (row, column), counted from 1 at the top left." },
        { "The top left cell of the map is (1, 1): row first, then column." })
    case .player(let place):
      phrasing.pick("I am at \(place).", { "I stand at \(place)." })
    case .boxes(let places): boxes(places, &phrasing)
    case .targets(let places): targets(places, &phrasing)
    case .label(let direction, let label):
      phrasing.pick(
        "Moving \(direction.name) is written \"\(label)\".",
        { "To move \(direction.name) I have to write \"\(label)\"." },
        { "The label for \(direction.name) is \"\(label)\"." })
    case .temptation(let box, let direction, let goal, let reason):
      temptation(box, direction, goal, reason, &phrasing)
    case .attempt(let box, let direction):
      phrasing.pick(
        "Try pushing the box at \(box) \(direction.name).",
        { "Let me push the box at \(box) \(direction.name)." },
        { "Next, the box at \(box) could go \(direction.name)." })
    case .walk(let direction, let place):
      phrasing.pick(
        "Go \(direction.name) to \(place).", { "Step \(direction.name) to \(place)." },
        { "One \(direction.name), to \(place)." })
    case .push(let direction, let place, let box):
      phrasing.pick(
        "Go \(direction.name) to \(place), pushing the box to \(box).",
        { "Step \(direction.name) to \(place), and the box moves to \(box)." },
        { "Push \(direction.name): I come to \(place), the box to \(box)." })
    case .deadEnd(let reason):
      phrasing.pick(
        "Dead end: \(text(reason)).", { "That fails: \(text(reason))." },
        { "No good: \(text(reason))." })
    case .backUp(let player, let boxes): backUp(player, boxes, &phrasing)
    case .solved(let moves): solved(moves, &phrasing)
    case .conclusion(let labels):
      phrasing.pick(
        "So I answer \(quoted: labels).", { "My answer is \(quoted: labels)." },
        { "The answer begins the plan: \(quoted: labels)." })
    }
  }

  private func boxes(
    _ places: [SokobanStep.Place], _ phrasing: inout Phrasing
  ) -> TraceText {
    places.count == 1
      ? phrasing.pick("The box is at \(places).", { "A box stands at \(places)." })
      : phrasing.pick("The boxes are at \(places).", { "Boxes stand at \(places)." })
  }

  private func targets(
    _ places: [SokobanStep.Place], _ phrasing: inout Phrasing
  ) -> TraceText {
    places.count == 1
      ? phrasing.pick("The target is at \(places).", { "It belongs at \(places)." })
      : phrasing.pick(
        "The targets are at \(places).", { "They belong at \(places)." })
  }

  private func temptation(
    _ box: SokobanStep.Place, _ direction: Direction, _ goal: SokobanStep.Place,
    _ reason: SokobanStep.DeadEnd, _ phrasing: inout Phrasing
  ) -> TraceText {
    phrasing.pick(
      """
      Pushing the box at \(box) \(direction.name) to \(goal) would lose: \
      \(text(reason)).
      """,
      {
        """
        I must not push the box at \(box) \(direction.name) to \(goal): \
        \(text(reason)).
        """
      })
  }

  private func backUp(
    _ player: SokobanStep.Place, _ boxes: [SokobanStep.Place], _ phrasing: inout Phrasing
  ) -> TraceText {
    let noun = boxes.count == 1 ? "box" : "boxes"
    return phrasing.pick(
      "Back up: I am at \(player) again, the \(noun) at \(boxes).",
      { "I take that back and stand at \(player), with the \(noun) at \(boxes)." })
  }

  private func solved(_ moves: Int, _ phrasing: inout Phrasing) -> TraceText {
    let noun = moves == 1 ? "move" : "moves"
    return phrasing.pick(
      "That puts every box on a target in \(moves) \(noun).",
      { "Now no box is off target, after \(moves) \(noun)." })
  }

  private func text(_ reason: SokobanStep.DeadEnd) -> TraceText {
    switch reason {
    case .cornered(let vertical, let horizontal):
      "there a box is off target in a corner, with walls \(vertical.side) and \(horizontal.side)"
    case .stranded: "from there a box can never be pushed to a target"
    case .locked: "there four cells of walls and boxes lock each other, not all on targets"
    case .hopeless: "from there no moves solve the map"
    }
  }
}

extension TraceText {
  fileprivate mutating func appendInterpolation(_ place: SokobanStep.Place) {
    appendLiteral("(")
    appendInterpolation(place.row)
    appendLiteral(", ")
    appendInterpolation(place.column)
    appendLiteral(")")
  }

  fileprivate mutating func appendInterpolation(_ places: [SokobanStep.Place]) {
    for (index, place) in places.enumerated() {
      if index > 0 { appendLiteral(", ") }
      appendInterpolation(place)
    }
  }

  /// Labels in quotes, as every style writes them.
  mutating func appendInterpolation(quoted labels: [String]) {
    for (index, label) in labels.enumerated() {
      appendLiteral(index > 0 ? ", \"" : "\"")
      appendInterpolation(label)
      appendLiteral("\"")
    }
  }
}

extension Direction {
  /// Where a neighbour in this direction is, in words.
  fileprivate var side: String {
    switch self {
    case .up: "above"
    case .down: "below"
    case .left: "on the left"
    case .right: "on the right"
    }
  }
}
