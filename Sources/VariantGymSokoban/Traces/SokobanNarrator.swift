public import VariantGymCore

/// One true statement about a Sokoban position or plan. Rows and columns count from 1.
public enum SokobanClaim: Hashable, Sendable {
  /// Where the player stands.
  case player(Place)
  /// Where the boxes stand.
  case boxes([Place])
  /// Where the targets are.
  case targets([Place])
  /// A move of the plan, where it leads, and where it pushes a box to.
  case move(Direction, to: Place, pushesTo: Place?)
  /// The plan solves the board.
  case solved(moves: Int)
  /// What the prompt calls a move.
  case label(Direction, String)

  /// A cell by row and column, each from 1 at the top left.
  public struct Place: Hashable, Sendable, CustomStringConvertible {
    /// The row, from 1 at the top.
    public let row: Int
    /// The column, from 1 at the left.
    public let column: Int

    init(_ cell: Int, on board: Board) {
      row = cell / board.width + 1
      column = cell % board.width + 1
    }

    /// The place as `(row, column)`.
    public var description: String { "(\(row), \(column))" }
  }
}

/// Tells a plan: what stands where, each move with the place it leads to, and the labels.
public struct SokobanNarrator: Narrator {
  /// Sokoban.
  public typealias E = SokobanRules

  /// A narrator.
  public init() {}

  /// The one style so far.
  public let styles: [any TraceStyle<SokobanClaim>] = [SokobanDirectStyle()]

  /// Every position, every move of the plan, and the labels of the moves to be answered.
  public func steps(
    to plan: [Direction], in state: Board, under convention: LabelSet, horizon: Int,
    shape: TraceShape, detours: Int, choices: Random?
  ) -> [SokobanClaim] {
    typealias Place = SokobanClaim.Place
    var claims: [SokobanClaim] = [
      .player(Place(state.player, on: state)),
      .boxes(state.boxes.map { Place($0, on: state) }),
      .targets(state.targets.map { Place($0, on: state) }),
    ]
    var board = state
    for direction in plan {
      let effect = board.move(direction)
      var pushesTo: Place?
      if case .pushed = effect {
        pushesTo = Place(board.player + direction.offset(width: board.width), on: board)
      }
      claims.append(
        .move(direction, to: Place(board.player, on: board), pushesTo: pushesTo))
    }
    claims.append(.solved(moves: plan.count))
    var named: [Direction] = []
    for direction in plan.prefix(horizon) where !named.contains(direction) {
      named.append(direction)
      claims.append(.label(direction, convention[direction]))
    }
    return claims
  }
}

/// Plain sentences.
struct SokobanDirectStyle: TraceStyle {
  let name = "direct"
  let shape = TraceShape.derivation

  /// The claims as English sentences, one a line.
  func write(_ claims: [SokobanClaim], phrasing: inout Phrasing) -> String {
    claims.map(sentence).joined(separator: "\n")
  }

  private func sentence(_ claim: SokobanClaim) -> String {
    switch claim {
    case .player(let place):
      "Counting rows from the top and columns from the left, I am at \(place)."
    case .boxes(let places): "Boxes: \(list(places))."
    case .targets(let places): "Targets: \(list(places))."
    case .move(let direction, let place, nil): "Go \(direction.name) to \(place)."
    case .move(let direction, let place, let box?):
      "Go \(direction.name) to \(place), which pushes the box to \(box)."
    case .solved(let moves):
      "That puts every box on a target in \(moves) \(moves == 1 ? "move" : "moves")."
    case .label(let direction, let label): "Here, moving \(direction.name) is called \(label)."
    }
  }

  private func list(_ places: [SokobanClaim.Place]) -> String {
    places.map(\.description).joined(separator: ", ")
  }
}

/// Reads nothing yet.
public struct SokobanTraceVerifier: TraceVerifier {
  /// A verifier.
  public init() {}

  /// An empty report.
  public func check(_ thought: Thought<SokobanRules>) -> TraceReport {
    TraceReport(statements: [], coverage: 0, firstUnread: nil, conclusion: nil)
  }
}
