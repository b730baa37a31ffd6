public import VariantGymCore

/// Tells a plan: what stands where, what the moves are called, which pushes lose and why, every move
/// with the place it leads to, and the answer.
public struct SokobanNarrator: Narrator {
  /// Sokoban.
  public typealias E = SokobanRules

  /// The styles.
  public let styles: [any TraceStyle<SokobanStep>]

  /// The styles of the library.
  public static let standardStyles: [any TraceStyle<SokobanStep>] = [
    SokobanProse(name: "direct", shape: .derivation),
    SokobanProse(name: "search", shape: .exploration),
    SokobanShorthand(name: "terse", shape: .derivation),
  ]

  /// A narrator with the library's styles, or with styles of one's own.
  public init(styles: [any TraceStyle<SokobanStep>] = SokobanNarrator.standardStyles) {
    self.styles = styles
  }

  /// The steps to a plan.
  ///
  /// A derivation warns of the first tempting push that loses; an exploration makes such pushes
  /// before it finds the right ones, and comes back.
  public func steps(
    to plan: [Direction], in state: Board, under convention: LabelSet, horizon: Int,
    shape: TraceShape, detours: Int, choices: Random?
  ) -> [SokobanStep] {
    typealias Place = SokobanStep.Place
    let answered = Array(plan.prefix(horizon))
    var steps: [SokobanStep] = [
      .counting, .player(Place(state.player, on: state)), .boxes(Self.boxes(of: state)),
      .targets(state.targets.map { Place($0, on: state) }),
    ]
    for direction in Direction.allCases where answered.contains(direction) {
      steps.append(.label(direction, convention[direction]))
    }
    switch shape {
    case .derivation:
      if let push = DeadPushes(state)(state).first {
        steps.append(
          .temptation(
            box: Place(push.box, on: state), push.direction,
            to: Place(push.box + push.direction.offset(width: state.width), on: state),
            push.reason))
      }
      var board = state
      for direction in plan { steps.append(Self.move(direction, &board)) }
    case .exploration:
      explore(plan, from: state, detours: detours, choices: choices, into: &steps)
    }
    steps.append(.solved(moves: plan.count))
    steps.append(.conclusion(answered.map { convention[$0] }))
    return steps
  }

  /// The plan, one run of pushes after another, with losing pushes tried before some of them.
  private func explore(
    _ plan: [Direction], from state: Board, detours: Int, choices: Random?,
    into steps: inout [SokobanStep]
  ) {
    let runs = Self.runs(of: plan, from: state)
    let tried = losingPushes(before: runs, atMost: detours, choices: choices)
    for (run, losing) in zip(runs, tried) {
      for push in losing { steps += Self.detour(push, from: run.start) }
      steps.append(
        .attempt(box: SokobanStep.Place(run.box, on: run.start), run.direction))
      var board = run.start
      for direction in run.moves { steps.append(Self.move(direction, &board)) }
    }
  }

  /// For each run, at most one push that loses; of them all, those nearest the solution.
  private func losingPushes(
    before runs: [Run], atMost detours: Int, choices: Random?
  ) -> [[DeadPushes.Push]] {
    guard detours > 0, let first = runs.first else { return runs.map { _ in [] } }
    let deadPushes = DeadPushes(first.start)
    var random = choices
    var left = detours
    var tried: [[DeadPushes.Push]] = []
    for run in runs.reversed() {
      let pushes = left > 0 ? deadPushes(run.start) : []
      let choice = pushes.isEmpty ? 0 : random?.below(pushes.count) ?? 0
      tried.append(pushes.isEmpty ? [] : [pushes[choice]])
      left -= pushes.isEmpty ? 0 : 1
    }
    return tried.reversed()
  }

  private static func detour(_ push: DeadPushes.Push, from start: Board) -> [SokobanStep] {
    typealias Place = SokobanStep.Place
    var board = start
    var steps: [SokobanStep] = [.attempt(box: Place(push.box, on: start), push.direction)]
    for direction in push.moves { steps.append(move(direction, &board)) }
    steps.append(.deadEnd(push.reason))
    steps.append(.backUp(player: Place(start.player, on: start), boxes: boxes(of: start)))
    return steps
  }

  private static func boxes(of board: Board) -> [SokobanStep.Place] {
    board.boxes.map { SokobanStep.Place($0, on: board) }
  }

  /// Makes a move and tells it.
  private static func move(_ direction: Direction, _ board: inout Board) -> SokobanStep {
    typealias Place = SokobanStep.Place
    let effect = board.move(direction)
    let place = Place(board.player, on: board)
    guard case .pushed = effect else { return .walk(direction, to: place) }
    return .push(
      direction, to: place,
      box: Place(board.player + direction.offset(width: board.width), on: board))
  }
}

extension SokobanNarrator {
  /// A walk to a box, and pushes of it in one direction.
  private struct Run {
    let start: Board
    let box: Int
    let direction: Direction
    let moves: [Direction]
  }

  /// The plan as runs. A plan ends with a push, so nothing is left over.
  private static func runs(of plan: [Direction], from state: Board) -> [Run] {
    var runs: [Run] = []
    var board = state
    var start = state
    var moves: [Direction] = []
    var pushed: (first: Int, last: Int, direction: Direction)?
    for direction in plan {
      let before = board
      let effect = board.move(direction)
      let isPush = if case .pushed = effect { true } else { false }
      if let run = pushed, !isPush || run.last != board.player || run.direction != direction {
        runs.append(Run(start: start, box: run.first, direction: run.direction, moves: moves))
        (start, moves, pushed) = (before, [], nil)
      }
      moves.append(direction)
      if isPush {
        let box = board.player + direction.offset(width: board.width)
        pushed = (pushed?.first ?? board.player, box, direction)
      }
    }
    if let run = pushed {
      runs.append(Run(start: start, box: run.first, direction: run.direction, moves: moves))
    }
    return runs
  }
}
