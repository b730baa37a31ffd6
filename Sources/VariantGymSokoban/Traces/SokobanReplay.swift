public import VariantGymCore

/// Follows a thought move by move, and says of each claim whether it holds where it stands.
struct SokobanReplay {
  private let thought: Thought<SokobanRules>
  private let positionLimit: Int
  /// The positions on the line that the thought follows, from the start.
  private var line: [Board]
  private var moves: [Direction] = []
  private var announced: (box: SokobanStep.Place, direction: Direction)?
  private var lastPushed: Int?
  private var translated: [Direction] = []
  private var concluded: [Direction]?
  private var hasFailed = false

  private var board: Board { line[line.count - 1] }

  init(_ thought: Thought<SokobanRules>, positionLimit: Int) {
    self.thought = thought
    self.positionLimit = positionLimit
    line = [thought.state]
  }

  /// Checks a claim, and follows it where it moves.
  mutating func check(_ claim: SokobanStep) -> TraceCheck {
    let check = follow(claim)
    if case .fails = check { hasFailed = true }
    return check
  }

  private mutating func follow(_ claim: SokobanStep) -> TraceCheck {
    switch claim {
    case .counting: .holds
    case .player(let place): holds(cell(place) == board.player, else: .misread)
    case .boxes(let places): holds(isExactly(places, board.boxes), else: .misread)
    case .targets(let places): holds(isExactly(places, board.targets), else: .misread)
    case .label(let direction, let label): translate(direction, label)
    case .temptation(let box, let direction, let goal, let reason):
      tempt(box, direction, goal, reason)
    case .attempt(let box, let direction): announce(box, direction)
    case .walk(let direction, let place): move(direction, to: place, box: nil)
    case .push(let direction, let place, let box): move(direction, to: place, box: box)
    case .deadEnd(let reason): giveUp(because: reason)
    case .backUp(let player, let boxes): backUp(player, boxes)
    case .solved(let count): finish(count)
    case .conclusion(let labels): conclude(labels)
    }
  }

  /// What the thought as a whole lacks.
  func conclusion() -> TraceFault? {
    guard let concluded else { return .missingConclusion }
    if concluded.contains(where: { !translated.contains($0) }) { return .missingTranslation }
    return thought.answer == concluded ? nil : .wrongConclusion
  }

  private func holds(_ condition: Bool, else fault: TraceFault) -> TraceCheck {
    condition ? .holds : .fails(fault)
  }
}

// MARK: - What stands where

extension SokobanReplay {
  private func cell(_ place: SokobanStep.Place) -> Int? {
    guard (1...board.height).contains(place.row), (1...board.width).contains(place.column) else {
      return nil
    }
    return (place.row - 1) * board.width + place.column - 1
  }

  /// Whether the places are the cells, each once, in any order.
  private func isExactly(_ places: [SokobanStep.Place], _ cells: [Int]) -> Bool {
    places.compactMap(cell).sorted() == cells.sorted() && places.count == cells.count
  }

  private func place(_ cell: Int) -> SokobanStep.Place {
    SokobanStep.Place(row: cell / board.width + 1, column: cell % board.width + 1)
  }
}

// MARK: - What is said and done

extension SokobanReplay {
  private mutating func translate(_ direction: Direction, _ label: String) -> TraceCheck {
    if thought.convention[direction] == label {
      translated.append(direction)
      return .holds
    }
    return .fails(.foreignLabel)
  }

  private mutating func announce(
    _ place: SokobanStep.Place, _ direction: Direction
  ) -> TraceCheck {
    guard let box = cell(place), board.cells[box].contains(.box) else { return .fails(.misread) }
    let goal = box + direction.offset(width: board.width)
    guard board.cells[goal].isDisjoint(with: [.wall, .box]) else { return .fails(.illegalMove) }
    announced = (place, direction)
    return .holds
  }

  private mutating func move(
    _ direction: Direction, to place: SokobanStep.Place, box: SokobanStep.Place?
  ) -> TraceCheck {
    var after = board
    let effect = after.move(direction)
    let isPush = if case .pushed = effect { true } else { false }
    guard effect != .blocked else { return .fails(.illegalMove) }
    let pushed = after.player
    if isPush, let announced {
      self.announced = nil
      guard announced.box == self.place(pushed), announced.direction == direction else {
        return .fails(.brokenPlan)
      }
    }
    line.append(after)
    moves.append(direction)
    let goal = pushed + direction.offset(width: board.width)
    if isPush { lastPushed = goal }
    guard cell(place) == after.player else { return .fails(.misplaced) }
    return holds(isPush ? box.flatMap(cell) == goal : box == nil, else: .misplaced)
  }

  private mutating func backUp(
    _ player: SokobanStep.Place, _ boxes: [SokobanStep.Place]
  ) -> TraceCheck {
    guard
      let index = line.indices.dropLast().last(where: { index in
        cell(player) == line[index].player && isExactly(boxes, line[index].boxes)
      })
    else { return .fails(.falseReturn) }
    line.removeSubrange((index + 1)...)
    moves.removeSubrange(index...)
    (announced, lastPushed) = (nil, nil)
    return .holds
  }

  private mutating func finish(_ count: Int) -> TraceCheck {
    guard board.isSolved else {
      // The name of a second fault is not worth a search.
      let isDead =
        !hasFailed && DeadEndCheck(board, positionLimit: positionLimit).isHopeless == true
      return .fails(isDead ? .deadlock : .unsolved)
    }
    return holds(count == moves.count, else: .misread)
  }

  private mutating func conclude(_ labels: [String]) -> TraceCheck {
    var directions: [Direction] = []
    for label in labels {
      guard
        let direction = Direction.allCases.first(where: { thought.convention[$0] == label })
      else { return .fails(.foreignLabel) }
      directions.append(direction)
    }
    concluded = directions
    // Where no plan was told, it cannot be said whether the answer begins it.
    guard !moves.isEmpty else { return .undecided }
    return holds(moves.starts(with: directions), else: .wrongConclusion)
  }
}

// MARK: - Dead ends

extension SokobanReplay {
  private func giveUp(because reason: SokobanStep.DeadEnd) -> TraceCheck {
    let check = DeadEndCheck(board, positionLimit: positionLimit)
    guard let holds = check.holds(reason, of: lastPushed) else { return .undecided }
    return holds ? .holds : .fails(.falseDeadEnd)
  }

  private func tempt(
    _ place: SokobanStep.Place, _ direction: Direction, _ goal: SokobanStep.Place,
    _ reason: SokobanStep.DeadEnd
  ) -> TraceCheck {
    guard let box = cell(place), board.cells[box].contains(.box) else { return .fails(.misread) }
    let offset = direction.offset(width: board.width)
    let behind = DeadEndCheck(board, positionLimit: positionLimit)
    guard behind.playerReaches(box - offset) else { return .fails(.illegalMove) }
    var after = board
    guard after.cells[box + offset].isDisjoint(with: [.wall, .box]) else {
      return .fails(.illegalMove)
    }
    guard cell(goal) == box + offset else { return .fails(.misplaced) }
    after = DeadEndCheck.afterPush(of: box, direction, on: board)
    let check = DeadEndCheck(after, positionLimit: positionLimit)
    guard let holds = check.holds(reason, of: box + offset) else { return .undecided }
    return holds ? .holds : .fails(.falseDeadEnd)
  }
}

extension TraceFault {
  /// A label that the prompt does not give to that move.
  public static let foreignLabel = TraceFault(rawValue: "foreign-label")
  /// A wall, or a box that cannot give way, forbids the move.
  public static let illegalMove = TraceFault(rawValue: "illegal-move")
  /// The move leads elsewhere.
  public static let misplaced = TraceFault(rawValue: "misplaced")
  /// Another push is made than was announced.
  public static let brokenPlan = TraceFault(rawValue: "broken-plan")
  /// The plan ends where no solution is left.
  public static let deadlock = TraceFault(rawValue: "deadlock")
}
