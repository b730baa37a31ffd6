/// A board with what is known about it: one puzzle of a level file.
///
/// Levels are normalised when they are made, so that writing one and reading it again gives an
/// equal level in every notation: whatever is out of the player's reach is wall, and texts are
/// single lines without white space around them.
///
/// ```swift
/// let level = try Level(parsing: "; first\n#####\n#@$.#\n#####\nSolution: R")
/// ```
public struct Level: Hashable, Sendable {
  /// The position at the start; cells out of reach are walls.
  public let board: Board
  /// The name; a line that is not empty.
  public let title: String?
  /// Who made the level; a line that is not empty.
  public let author: String?
  /// Whatever else was said about the level; lines that are not empty.
  public let comments: [String]
  /// Moves that solve the level, checked by replay; not necessarily shortest.
  public let solution: [Direction]?

  /// The largest number of cells of a level that is read, and of moves of a solution that is read.
  ///
  /// It bounds the memory that a few bytes of run lengths or ragged rows can ask for.
  public static let maximumCells = 65_536

  /// Makes a level without a solution; the texts are split into lines and trimmed.
  ///
  /// Takes time linear in the number of cells and the length of the texts.
  public init(board: Board, title: String? = nil, author: String? = nil, comments: [String] = []) {
    self.init(
      walled: board.walledOutOfReach, title: title, author: author, comments: comments,
      solution: nil)
  }

  /// Makes a level from a board whose cells out of reach are walls, and a solution that was checked.
  init(
    walled board: Board, title: String?, author: String?, comments: [String],
    solution: [Direction]?
  ) {
    self.board = board
    self.title = title.flatMap(Self.singleLine)
    self.author = author.flatMap(Self.singleLine)
    self.comments = comments.flatMap(Self.lines)
    // No moves are no solution worth writing down.
    self.solution = solution?.isEmpty == true ? nil : solution
  }

  /// The same level with a solution.
  ///
  /// - Throws: `SolutionError` where the moves do not solve the board. Takes time linear in the
  ///   number of moves.
  public func withSolution(_ moves: [Direction]) throws(SolutionError) -> Level {
    try LURD.check(moves, on: board)
    return Level(walled: board, title: title, author: author, comments: comments, solution: moves)
  }

  /// Reads a text that holds exactly one level; see `LevelReport` for what is understood.
  ///
  /// - Throws: `LevelError` with the place of the fault. Takes time linear in the length of the text
  ///   and the number of cells.
  public init(parsing text: String) throws(LevelError) {
    let report = LevelReport(on: text)
    guard let first = report.entries.first else {
      throw LevelError(.noLevel, line: 1, column: 1)
    }
    if report.entries.count > 1 {
      throw LevelError(.severalLevels, line: report.entries[1].line, column: 1)
    }
    let level = try first.result.get()
    // What stands far above the only picture is told of a collection, but means this level.
    self.init(
      walled: level.board, title: level.title ?? report.title,
      author: level.author ?? report.author, comments: report.comments + level.comments,
      solution: level.solution)
  }

  /// The lines of a text, trimmed, without the empty ones.
  static func lines(of text: String) -> [String] {
    // By scalars: a combining mark after a space must not make a letter of it.
    text.unicodeScalars.split(whereSeparator: isLineEnd).compactMap { line in
      guard let first = line.firstIndex(where: { !$0.properties.isWhitespace }),
        let last = line.lastIndex(where: { !$0.properties.isWhitespace })
      else { return nil }
      return String(line[first...last])
    }
  }

  private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// A text as one line, nil where nothing is left of it.
  static func singleLine(_ text: String) -> String? {
    let lines = lines(of: text)
    return lines.isEmpty ? nil : lines.joined(separator: " ")
  }
}

extension Board {
  /// The same position with walls wherever the player could not come if the boxes were away.
  package var walledOutOfReach: Board {
    let reached = reachIgnoringBoxes
    let walled = cells.indices.map { reached[$0] ? cells[$0] : .wall }
    return walled == cells ? self : Board(trusted: walled, width: width, player: player)
  }
}
