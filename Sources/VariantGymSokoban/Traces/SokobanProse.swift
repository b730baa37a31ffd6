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
    var text = ""
    for step in steps {
      if !text.isEmpty { text += "\n" }
      text += sentence(step, &phrasing)
    }
    return text
  }

  private func sentence(_ step: SokobanStep, _ phrasing: inout Phrasing) -> String {
    switch step {
    case .counting:
      phrasing.pick(
        "Rows count from the top and columns from the left, both from 1.",
        { "I write places as (row, column), counted from 1 at the top left." },
        { "The top left cell of the map is (1, 1): row first, then column." })
    case .player(let place):
      phrasing.pick("I am at \(text(place)).", { "I stand at \(text(place))." })
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
        "Try pushing the box at \(text(box)) \(direction.name).",
        { "Let me push the box at \(text(box)) \(direction.name)." },
        { "Next, the box at \(text(box)) could go \(direction.name)." })
    case .walk(let direction, let place):
      phrasing.pick(
        "Go \(direction.name) to \(text(place)).", { "Step \(direction.name) to \(text(place))." },
        { "One \(direction.name), to \(text(place))." })
    case .push(let direction, let place, let box):
      phrasing.pick(
        "Go \(direction.name) to \(text(place)), pushing the box to \(text(box)).",
        { "Step \(direction.name) to \(text(place)), and the box moves to \(text(box))." },
        { "Push \(direction.name): I come to \(text(place)), the box to \(text(box))." })
    case .deadEnd(let reason):
      phrasing.pick(
        "Dead end: \(text(reason)).", { "That fails: \(text(reason))." },
        { "No good: \(text(reason))." })
    case .backUp(let player, let boxes): backUp(player, boxes, &phrasing)
    case .solved(let moves): solved(moves, &phrasing)
    case .conclusion(let labels):
      phrasing.pick(
        "So I answer \(list(labels)).", { "My answer is \(list(labels))." },
        { "The answer begins the plan: \(list(labels))." })
    }
  }

  private func boxes(
    _ places: [SokobanStep.Place], _ phrasing: inout Phrasing
  ) -> String {
    places.count == 1
      ? phrasing.pick("The box is at \(list(places)).", { "A box stands at \(list(places))." })
      : phrasing.pick("The boxes are at \(list(places)).", { "Boxes stand at \(list(places))." })
  }

  private func targets(
    _ places: [SokobanStep.Place], _ phrasing: inout Phrasing
  ) -> String {
    places.count == 1
      ? phrasing.pick("The target is at \(list(places)).", { "It belongs at \(list(places))." })
      : phrasing.pick(
        "The targets are at \(list(places)).", { "They belong at \(list(places))." })
  }

  private func temptation(
    _ box: SokobanStep.Place, _ direction: Direction, _ goal: SokobanStep.Place,
    _ reason: SokobanStep.DeadEnd, _ phrasing: inout Phrasing
  ) -> String {
    phrasing.pick(
      """
      Pushing the box at \(text(box)) \(direction.name) to \(text(goal)) would lose: \
      \(text(reason)).
      """,
      {
        """
        I must not push the box at \(text(box)) \(direction.name) to \(text(goal)): \
        \(text(reason)).
        """
      })
  }

  private func backUp(
    _ player: SokobanStep.Place, _ boxes: [SokobanStep.Place], _ phrasing: inout Phrasing
  ) -> String {
    let noun = boxes.count == 1 ? "box" : "boxes"
    return phrasing.pick(
      "Back up: I am at \(text(player)) again, the \(noun) at \(list(boxes)).",
      { "I take that back and stand at \(text(player)), with the \(noun) at \(list(boxes))." })
  }

  private func solved(_ moves: Int, _ phrasing: inout Phrasing) -> String {
    let noun = moves == 1 ? "move" : "moves"
    return phrasing.pick(
      "That puts every box on a target in \(moves) \(noun).",
      { "Now no box is off target, after \(moves) \(noun)." })
  }

  private func text(_ reason: SokobanStep.DeadEnd) -> String {
    switch reason {
    case .cornered(let vertical, let horizontal):
      "there a box is off target in a corner, with walls \(vertical.side) and \(horizontal.side)"
    case .stranded: "from there a box can never be pushed to a target"
    case .locked: "there four cells of walls and boxes lock each other, not all on targets"
    case .hopeless: "from there no moves solve the map"
    }
  }

  private func text(_ place: SokobanStep.Place) -> String { "(\(place.row), \(place.column))" }

  private func list(_ places: [SokobanStep.Place]) -> String {
    places.map(text).joined(separator: ", ")
  }

  private func list(_ labels: [String]) -> String {
    labels.map { "\"\($0)\"" }.joined(separator: ", ")
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
