import VariantGym

/// A lake seen from above: firm ice, holes, a goal, and a walker. It is instance and state in one.
///
/// ```
/// @..O
/// .O..
/// ....
/// O..G
/// ```
public struct Lake: Hashable, Sendable {
  /// The cells in a row, and the rows.
  public let side: Int
  /// Whether there is a hole, cell by cell, row by row.
  public let isHole: [Bool]
  /// The cell to be reached.
  public let goal: Int
  /// The cell on which the walker stands.
  public internal(set) var walker: Int

  init(side: Int, isHole: [Bool], goal: Int, walker: Int) {
    (self.side, self.isHole, self.goal, self.walker) = (side, isHole, goal, walker)
  }

  /// The cell to which a move leads; at the edge of the lake the walker stays.
  func cell(_ move: Move, from cell: Int) -> Int {
    let (row, column) = (cell / side, cell % side)
    return switch move {
    case .up: row == 0 ? cell : cell - side
    case .down: row == side - 1 ? cell : cell + side
    case .left: column == 0 ? cell : cell - 1
    case .right: column == side - 1 ? cell : cell + 1
    }
  }
}

/// One step on the ice.
public enum Move: String, CaseIterable, Hashable, Codable, Sendable {
  /// To the row above.
  case up
  /// To the row below.
  case down
  /// To the column before.
  case left
  /// To the column behind.
  case right
}

extension Lake {
  /// The map, line by line; a walker on the goal is `*`, one in a hole is `X`.
  public var map: String {
    (0..<side).map { row in
      String((0..<side).map { symbol(of: row * side + $0) })
    }.joined(separator: "\n")
  }

  private func symbol(of cell: Int) -> Character {
    switch (cell == walker, cell == goal, isHole[cell]) {
    case (true, true, _): "*"
    case (true, _, true): "X"
    case (true, _, _): "@"
    case (_, true, _): "G"
    case (_, _, true): "O"
    default: "."
    }
  }

  /// Reads a map.
  ///
  /// - Throws: `MapError` for a lake that is not square, and for other than one walker and one goal.
  public init(map: String) throws(MapError) {
    let rows = map.split(separator: "\n").map(Array.init)
    let cells = rows.flatMap(\.self)
    guard rows.allSatisfy({ $0.count == rows.count }) else { throw .notSquare }
    if let other = cells.first(where: { !"@*XGO.".contains($0) }) { throw .unknownSymbol(other) }
    let walkers = cells.indices.filter { "@*X".contains(cells[$0]) }
    let goals = cells.indices.filter { "G*".contains(cells[$0]) }
    guard walkers.count == 1 else { throw .walkers(walkers.count) }
    guard goals.count == 1 else { throw .goals(goals.count) }
    self.init(
      side: rows.count, isHole: cells.map { "OX".contains($0) }, goal: goals[0], walker: walkers[0])
  }

  /// Why a text is no map.
  public enum MapError: Error, Hashable, Sendable {
    /// A row is as long as there are rows.
    case notSquare
    /// No such symbol is known.
    case unknownSymbol(Character)
    /// There is one walker, not so many.
    case walkers(Int)
    /// There is one goal, not so many.
    case goals(Int)
  }
}

extension Lake: Codable {
  /// Reads the map.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do { try self.init(map: container.decode(String.self)) } catch let error as MapError {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no map: \(error)")
    }
  }

  /// Writes the map.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(map)
  }
}

extension Lake {
  /// What no step changes: holes and goal, the same for a lake that is turned or mirrored.
  var layoutKey: ContentKey { key { [$0.goal] } }

  /// Holes, goal and walker, the same for a lake that is turned or mirrored.
  var stateKey: ContentKey { key { [$0.goal, $0.walker] } }

  private func key(of cells: (Lake) -> [Int]) -> ContentKey {
    symmetries.map { lake in
      let holes = lake.isHole.indices.filter { lake.isHole[$0] }
      let words = [side, holes.count] + holes + cells(lake)
      return ContentKey(words: words.lazy.map { UInt64($0) })
    }.min()!
  }

  /// The lake turned and mirrored in all eight ways.
  private var symmetries: [Lake] {
    let turned = (0..<3).reduce(into: [self]) { lakes, _ in
      lakes.append(lakes.last!.moved { row, column in (column, side - 1 - row) })
    }
    return turned + turned.map { $0.moved { row, column in (row, side - 1 - column) } }
  }

  private func moved(_ place: (_ row: Int, _ column: Int) -> (row: Int, column: Int)) -> Lake {
    func cell(_ cell: Int) -> Int {
      let new = place(cell / side, cell % side)
      return new.row * side + new.column
    }
    var holes = isHole
    for old in isHole.indices { holes[cell(old)] = isHole[old] }
    return Lake(side: side, isHole: holes, goal: cell(goal), walker: cell(walker))
  }
}
