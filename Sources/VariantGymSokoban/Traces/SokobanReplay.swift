public import VariantGymCore

/// Follows a thought move by move, and says of each claim whether it holds where it stands.
struct SokobanReplay {
  private let thought: Thought<SokobanRules>
  private var positionsLeft: Int
  /// The positions on the line that the thought follows, from the start.
  private var line: [Board]
  /// Where on the line each position stands.
  private var visits: [Board: [Int]]
  private var moves: [Direction] = []
  private var announced: (box: SokobanStep.Place, direction: Direction)?
  /// For each position on the line, where the box stands that was pushed last.
  private var lastPushed: [Int?] = [nil]
  private var translated: [Direction] = []
  private var concluded: [Direction]?
  private var hasFailed = false
  private var isLost = false

  private var board: Board { line[line.count - 1] }

  init(_ thought: Thought<SokobanRules>, positionLimit: Int) {
    self.thought = thought
    positionsLeft = positionLimit
    line = [thought.state]
    visits = [thought.state: [0]]
  }

  /// Moves may have been told in words that cannot be followed: from here on nobody knows what
  /// stands where.
  mutating func loseTrack() { isLost = true }

  /// Checks a claim, and follows it where it moves.
  mutating func check(_ claim: SokobanStep) -> TraceCheck {
    let check = follow(claim)
    if case .fails = check { hasFailed = true }
    return check
  }

  private mutating func follow(_ claim: SokobanStep) -> TraceCheck {
    switch claim {
    case .counting: .holds
    case .label(let direction, let label): translate(direction, label)
    case .targets(let places): holds(isExactly(places, board.targets), else: .misread)
    case .conclusion(let labels): conclude(labels)
    case _ where isLost: .undecided
    case .player(let place): holds(cell(place) == board.player, else: .misread)
    case .boxes(let places): holds(isExactly(places, board.boxes), else: .misread)
    case .temptation(let box, let direction, let goal, let reason):
      tempt(box, direction, goal, reason)
    case .attempt(let box, let direction): announce(box, direction)
    case .walk(let direction, let place): move(direction, to: place, box: nil)
    case .push(let direction, let place, let box): move(direction, to: place, box: box)
    case .deadEnd(let reason): giveUp(because: reason)
    case .backUp(let player, let boxes): backUp(player, boxes)
    case .solved(let count): finish(count)
    }
  }

  /// What the thought as a whole lacks.
  func conclusion() -> TraceFault? {
    guard let concluded else { return .missingConclusion }
    if concluded.contains(where: { !translated.contains($0) }) { return .missingTranslation }
    guard thought.answer == concluded else { return .wrongConclusion }
    // A plan that breaks off leads nowhere, however true each step.
    let breaksOff = !isLost && !moves.isEmpty && !line.contains(where: \.isSolved)
    return breaksOff ? .missingConclusion : nil
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
    visits[after, default: []].append(line.count)
    line.append(after)
    moves.append(direction)
    let goal = pushed + direction.offset(width: board.width)
    lastPushed.append(isPush ? goal : lastPushed[lastPushed.count - 1])
    guard cell(place) == after.player else { return .fails(.misplaced) }
    return holds(isPush ? box.flatMap(cell) == goal : box == nil, else: .misplaced)
  }

  private mutating func backUp(
    _ player: SokobanStep.Place, _ boxes: [SokobanStep.Place]
  ) -> TraceCheck {
    guard let goal = position(player, boxes),
      let index = visits[goal]?.last(where: { $0 < line.count - 1 })
    else { return .fails(.falseReturn) }
    while line.count > index + 1, let left = line.popLast() { visits[left]?.removeLast() }
    moves.removeSubrange(index...)
    announced = nil
    lastPushed.removeSubrange((index + 1)...)
    return .holds
  }

  /// The position of this room with the player and the boxes at some places.
  private func position(
    _ player: SokobanStep.Place, _ boxes: [SokobanStep.Place]
  ) -> Board? {
    let places = boxes.compactMap(cell)
    guard let player = cell(player), places.count == boxes.count,
      Set(places).count == board.boxes.count, places.count == board.boxes.count
    else { return nil }
    var cells = board.cells
    for box in board.boxes { cells[box].remove(.box) }
    for place in places { cells[place].insert(.box) }
    return Board(trusted: cells, width: board.width, player: player)
  }

  private mutating func finish(_ count: Int) -> TraceCheck {
    guard board.isSolved else {
      // The name of a second fault is not worth a search.
      let isDead =
        !hasFailed && DeadEndCheck(board).isHopeless(visiting: &positionsLeft) == true
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
    guard !moves.isEmpty, !isLost else { return .undecided }
    return holds(moves.starts(with: directions), else: .wrongConclusion)
  }
}

// MARK: - Dead ends

extension SokobanReplay {
  private mutating func giveUp(because reason: SokobanStep.DeadEnd) -> TraceCheck {
    let check = DeadEndCheck(board)
    guard let holds = check.holds(reason, of: lastPushed[line.count - 1], visiting: &positionsLeft)
    else {
      return .undecided
    }
    return holds ? .holds : .fails(.falseDeadEnd)
  }

  private mutating func tempt(
    _ place: SokobanStep.Place, _ direction: Direction, _ goal: SokobanStep.Place,
    _ reason: SokobanStep.DeadEnd
  ) -> TraceCheck {
    guard let box = cell(place), board.cells[box].contains(.box) else { return .fails(.misread) }
    let offset = direction.offset(width: board.width)
    guard DeadEndCheck(board).playerReaches(box - offset) else { return .fails(.illegalMove) }
    guard board.cells[box + offset].isDisjoint(with: [.wall, .box]) else {
      return .fails(.illegalMove)
    }
    guard cell(goal) == box + offset else { return .fails(.misplaced) }
    let check = DeadEndCheck(DeadEndCheck.afterPush(of: box, direction, on: board))
    guard let holds = check.holds(reason, of: box + offset, visiting: &positionsLeft) else {
      return .undecided
    }
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
