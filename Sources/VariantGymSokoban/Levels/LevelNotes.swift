/// What one line, or one solution, in the text around a picture says.
enum LevelNote {
  case title(String)
  case author(String)
  case comment(String)
  /// A line under no key: the title of a level that has no better one.
  case words(String)
  /// The start of a solution.
  case solution
  /// A line of the solution that was started, from the index where its moves stand.
  case moves(SolutionLine)

  enum Kind {
    case words, key, solution
  }

  var kind: Kind {
    switch self {
    case .words: .words
    case .solution, .moves: .solution
    default: .key
    }
  }
}

/// A line of a solution and the index where its moves start.
struct SolutionLine {
  let line: LevelText.Line
  let from: Int
}

/// The notes of one level or collection, sorted out.
struct LevelNotes {
  private(set) var title: String?
  private(set) var author: String?
  private(set) var comments: [String] = []
  /// The lines of the first solution that has any.
  private(set) var solution: [SolutionLine] = []

  /// - Parameter wordsAreTitles: Whether the first line under no key names the level.
  init(_ notes: [LevelNote], wordsAreTitles: Bool) {
    for case .title(let text) in notes where title == nil { title = text }
    var isTitled = title != nil || !wordsAreTitles
    var (seenTitle, isSolved) = (false, false)
    for note in notes {
      switch note {
      case .title(let text):
        if seenTitle { comments.append(text) }
        seenTitle = true
      case .words(let text) where !isTitled:
        title = text
        isTitled = true
      case .comment(let text), .words(let text): comments.append(text)
      case .author(let text):
        if author == nil { author = text } else { comments.append(text) }
      case .solution: isSolved = isSolved || !solution.isEmpty
      case .moves(let line):
        if !isSolved { solution.append(line) }
      }
    }
  }
}

enum SolutionReader {
  /// Reads and replays a solution; faults are placed in the text.
  static func moves(
    in lines: [SolutionLine], of text: LevelText, on board: Board, budget: inout Int
  ) throws(LevelError) -> [Direction] {
    var tokens: [RunLength.Token] = []
    var places: [(line: Int, column: Int)] = []
    for part in lines {
      let line = part.line
      for index in line.tokens.dropFirst(part.from) where !isSpace(text.tokens[index]) {
        tokens.append(RunLength.Token(text.tokens[index], at: Int32(clamping: places.count)))
        places.append((line.number, index - line.tokens.lowerBound + 1))
      }
    }
    func fault(_ reason: LevelError.Reason, at position: Int32?) -> LevelError {
      guard let position, places.indices.contains(Int(position)) else {
        let last = places.last ?? (lines[0].line.number, 0)
        return LevelError(reason, line: last.line, column: last.column + 1)
      }
      return LevelError(
        reason, line: places[Int(position)].line, column: places[Int(position)].column)
    }
    let expanded: [RunLength.Token]
    do {
      expanded = try RunLength.expand(tokens, limit: min(Level.maximumCells, budget))
    } catch {
      throw fault(error.isTooLong ? .tooLarge : .badRunLength, at: error.position)
    }
    budget -= expanded.count
    var moves: [Direction] = []
    moves.reserveCapacity(expanded.count)
    for token in expanded {
      guard let move = LURD.direction(of: token.byte) else {
        throw fault(.unknownMove, at: token.position)
      }
      moves.append(move)
    }
    do {
      try LURD.check(moves, on: board)
    } catch {
      if error.reason == .blocked { throw fault(.blockedMove, at: expanded[error.index].position) }
      throw fault(.unsolved, at: nil)
    }
    return moves
  }

  private static func isSpace(_ token: UInt8) -> Bool {
    token == UInt8(ascii: " ") || token == UInt8(ascii: "\t")
  }
}
