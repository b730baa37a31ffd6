public import VariantGymCore

/// What stands in a slot of a phrase about Sokoban.
public enum SokobanSlot: Hashable, Sendable {
  /// A cell: `{place}` as `(row, column)`, `{at}` as `row,column`.
  case place(SokobanStep.Place)
  /// Cells, separated by commas or `and`: `{places}`, and by spaces: `{cells}`.
  case places([SokobanStep.Place])
  /// A move: `{direction}` as up, down, left, right; `{letter}` as U, D, L, R.
  case direction(Direction)
  /// A side: `{side}` as above, below, on the left, on the right.
  case side(Direction)
  /// A whole number: `{number}`.
  case number(Int)
  /// A label, `{label}` in quotes, `{bare}` without; or several in quotes: `{labels}`.
  case labels([String])
  /// A reason: `{reason}` in words, `{mark}` in symbols.
  case reason(SokobanStep.DeadEnd)
}

/// A phrasebook of Sokoban.
public typealias SokobanPhrasebook = Phrasebook<SokobanSlot, SokobanStep>

/// The phrases in which thoughts about Sokoban are read.
public enum SokobanPhrases {
  /// A book of the library's phrases, and further ones for a style of one's own.
  ///
  /// - Parameter further: Phrases with the slots of `SokobanSlot`.
  public static func book(adding further: [SokobanPhrasebook.Phrase] = []) -> SokobanPhrasebook {
    Phrasebook(slots: slots, phrases: shorthand + positions + language + search + further)
  }

  private static let positions: [SokobanPhrasebook.Phrase] = [
    says("rows count from the top and columns from the left, both from 1", .counting),
    says("I write places as (row, column), counted from 1 at the top left", .counting),
    says("the top left cell of the map is (1, 1): row first, then column", .counting),
    place("I am at {place}") { .player($0) },
    place("I stand at {place}") { .player($0) },
    place("the player is at {place}") { .player($0) },
    places("the box is at {places}") { $0.count == 1 ? .boxes($0) : nil },
    places("a box stands at {places}") { $0.count == 1 ? .boxes($0) : nil },
    places("the boxes are at {places}") { $0.count > 1 ? .boxes($0) : nil },
    places("boxes stand at {places}") { $0.count > 1 ? .boxes($0) : nil },
    places("the target is at {places}") { $0.count == 1 ? .targets($0) : nil },
    places("it belongs at {places}") { $0.count == 1 ? .targets($0) : nil },
    places("the targets are at {places}") { $0.count > 1 ? .targets($0) : nil },
    places("they belong at {places}") { $0.count > 1 ? .targets($0) : nil },
  ]

  private static let language: [SokobanPhrasebook.Phrase] =
    [
      "moving {direction} is written {label}", "to move {direction} I have to write {label}",
      "the label for {direction} is {label}", "moving {direction} is called {label}",
    ].map { pattern in
      SokobanPhrasebook.Phrase(pattern, standsAnywhere: true) { slots in
        guard case .direction(let direction) = slots[0], case .labels(let labels) = slots[1]
        else { return nil }
        return .label(direction, labels[0])
      }
    }
    + [
      "{label} means {direction}", "{label} means move {direction}", "{label} moves {direction}",
      "{label} is {direction}", "{bare} means {direction}", "{bare} means move {direction}",
      "{bare} : move {direction}", "{bare}: move {direction}",
    ].map { pattern in
      SokobanPhrasebook.Phrase(pattern, standsAnywhere: true) { slots in
        guard case .labels(let labels) = slots[0], case .direction(let direction) = slots[1]
        else { return nil }
        return .label(direction, labels[0])
      }
    }
    + ["so I answer {labels}", "my answer is {labels}", "the answer begins the plan: {labels}"].map
  {
    SokobanPhrasebook.Phrase($0) { slots in
      guard case .labels(let labels) = slots[0] else { return nil }
      return .conclusion(labels)
    }
  }

  private static let search: [SokobanPhrasebook.Phrase] =
    ["try pushing the box at {place} {direction}", "let me push the box at {place} {direction}"].map
  {
    SokobanPhrasebook.Phrase($0, claim: attempt)
  }
    + [SokobanPhrasebook.Phrase("next, the box at {place} could go {direction}", claim: attempt)]
    + [
      "go {direction} to {place}", "step {direction} to {place}", "one {direction}, to {place}",
    ].map { SokobanPhrasebook.Phrase($0, claim: walk) }
    + [
      "go {direction} to {place}, pushing the box to {place}",
      "step {direction} to {place}, and the box moves to {place}",
      "push {direction}: I come to {place}, the box to {place}",
    ].map { SokobanPhrasebook.Phrase($0, claim: push) }
    + ["dead end: {reason}", "that fails: {reason}", "no good: {reason}"].map {
      SokobanPhrasebook.Phrase($0) { slots in
        guard case .reason(let reason) = slots[0] else { return nil }
        return .deadEnd(reason)
      }
    }
    + [
      "pushing the box at {place} {direction} to {place} would lose: {reason}",
      "I must not push the box at {place} {direction} to {place}: {reason}",
    ].map { SokobanPhrasebook.Phrase($0, claim: temptation) }
    + [
      "back up: I am at {place} again, the box at {places}",
      "I take that back and stand at {place}, with the box at {places}",
    ].map { SokobanPhrasebook.Phrase($0) { backUp($0, isSingle: true) } }
    + [
      "back up: I am at {place} again, the boxes at {places}",
      "I take that back and stand at {place}, with the boxes at {places}",
    ].map { SokobanPhrasebook.Phrase($0) { backUp($0, isSingle: false) } }
    + [
      "that puts every box on a target in {number} move",
      "now no box is off target, after {number} move",
    ].flatMap { pattern in
      [
        SokobanPhrasebook.Phrase(pattern) { $0 == [.number(1)] ? .solved(moves: 1) : nil },
        SokobanPhrasebook.Phrase(pattern + "s") { slots in
          guard case .number(let moves) = slots[0], moves != 1 else { return nil }
          return .solved(moves: moves)
        },
      ]
    }

  private static let shorthand: [SokobanPhrasebook.Phrase] = [
    says("@1", .counting),
    SokobanPhrasebook.Phrase("P {at}") { slots in
      guard case .place(let place) = slots[0] else { return nil }
      return .player(place)
    },
    SokobanPhrasebook.Phrase("B {cells}") { slots in
      guard case .places(let places) = slots[0] else { return nil }
      return .boxes(places)
    },
    SokobanPhrasebook.Phrase("T {cells}") { slots in
      guard case .places(let places) = slots[0] else { return nil }
      return .targets(places)
    },
    SokobanPhrasebook.Phrase("{letter}={label}") { slots in
      guard case .direction(let direction) = slots[0], case .labels(let labels) = slots[1]
      else { return nil }
      return .label(direction, labels[0])
    },
    SokobanPhrasebook.Phrase("! {at} {letter} {at} {mark}", claim: temptation),
    SokobanPhrasebook.Phrase("? {at} {letter}", claim: attempt),
    SokobanPhrasebook.Phrase("{letter} {at}", claim: walk),
    SokobanPhrasebook.Phrase("{letter} {at} B {at}", claim: push),
    SokobanPhrasebook.Phrase("X {mark}") { slots in
      guard case .reason(let reason) = slots[0] else { return nil }
      return .deadEnd(reason)
    },
    SokobanPhrasebook.Phrase("< P {at} B {cells}") { backUp($0, isSingle: nil) },
    SokobanPhrasebook.Phrase("OK {number}") { slots in
      guard case .number(let moves) = slots[0] else { return nil }
      return .solved(moves: moves)
    },
    SokobanPhrasebook.Phrase("= {labels}") { slots in
      guard case .labels(let labels) = slots[0] else { return nil }
      return .conclusion(labels)
    },
  ]
}

// MARK: - From slots to steps

extension SokobanPhrases {
  private static func says(_ text: String, _ step: SokobanStep) -> SokobanPhrasebook.Phrase {
    SokobanPhrasebook.Phrase(text) { _ in step }
  }

  private static func place(
    _ pattern: String, _ step: @escaping @Sendable (SokobanStep.Place) -> SokobanStep
  ) -> SokobanPhrasebook.Phrase {
    SokobanPhrasebook.Phrase(pattern, standsAnywhere: true) { slots in
      guard case .place(let place) = slots[0] else { return nil }
      return step(place)
    }
  }

  private static func places(
    _ pattern: String, _ step: @escaping @Sendable ([SokobanStep.Place]) -> SokobanStep?
  ) -> SokobanPhrasebook.Phrase {
    SokobanPhrasebook.Phrase(pattern, standsAnywhere: true) { slots in
      guard case .places(let places) = slots[0] else { return nil }
      return step(places)
    }
  }

  @Sendable private static func attempt(_ slots: [SokobanSlot]) -> SokobanStep? {
    guard case .place(let box) = slots[0], case .direction(let direction) = slots[1] else {
      return nil
    }
    return .attempt(box: box, direction)
  }

  @Sendable private static func walk(_ slots: [SokobanSlot]) -> SokobanStep? {
    guard case .direction(let direction) = slots[0], case .place(let place) = slots[1] else {
      return nil
    }
    return .walk(direction, to: place)
  }

  @Sendable private static func push(_ slots: [SokobanSlot]) -> SokobanStep? {
    guard case .direction(let direction) = slots[0], case .place(let place) = slots[1],
      case .place(let box) = slots[2]
    else { return nil }
    return .push(direction, to: place, box: box)
  }

  @Sendable private static func temptation(_ slots: [SokobanSlot]) -> SokobanStep? {
    guard case .place(let box) = slots[0], case .direction(let direction) = slots[1],
      case .place(let goal) = slots[2], case .reason(let reason) = slots[3]
    else { return nil }
    return .temptation(box: box, direction, to: goal, reason)
  }

  private static func backUp(_ slots: [SokobanSlot], isSingle: Bool?) -> SokobanStep? {
    guard case .place(let player) = slots[0], case .places(let boxes) = slots[1],
      isSingle.map({ $0 == (boxes.count == 1) }) ?? true
    else { return nil }
    return .backUp(player: player, boxes: boxes)
  }
}
