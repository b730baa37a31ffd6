/// Why a sequence of moves is no solution of a board.
public struct SolutionError: Error, Hashable, Sendable {
  /// The kinds of fault.
  public enum Reason: String, Hashable, Codable, Sendable {
    /// A character is no move, or a run length cannot be read.
    case unknownMove
    /// A run length asks for more than `Level.maximumCells` moves.
    case tooLong
    /// The move is stopped by a wall, or by a box that cannot give way.
    case blocked
    /// A box is not on a target at the end.
    case unsolved
  }

  /// The fault that was found first.
  public let reason: Reason
  /// The index of the faulty move, counted from 0; the number of moves where the end is at fault.
  ///
  /// For a text that cannot be read it is the offset in Unicode scalars.
  public let index: Int

  init(_ reason: Reason, index: Int) {
    self.reason = reason
    self.index = index
  }
}

/// Solutions as text: `l u r d` for moves and `L U R D` for pushes.
public enum LURD {
  /// Reads moves; the case of the letters is not used, since it follows from the board.
  ///
  /// White space is skipped; a number repeats the letter, or the group in parentheses, after it:
  /// `3r2(Ul)` means `rrrUlUl`.
  ///
  /// - Throws: `SolutionError` with `unknownMove` or `tooLong`. Takes time linear in the length and
  ///   the number of moves.
  public static func moves(in text: String) throws(SolutionError) -> [Direction] {
    var tokens: [RunLength.Token] = []
    for (offset, scalar) in text.unicodeScalars.enumerated() {
      if scalar.properties.isWhitespace { continue }
      tokens.append(
        RunLength.Token(scalar.isASCII ? UInt8(scalar.value) : 0, at: Int32(clamping: offset)))
    }
    let expanded: [RunLength.Token]
    do {
      expanded = try RunLength.expand(tokens, limit: Level.maximumCells)
    } catch {
      throw SolutionError(error.isTooLong ? .tooLong : .unknownMove, index: Int(error.position))
    }
    var moves: [Direction] = []
    moves.reserveCapacity(expanded.count)
    for token in expanded {
      guard let move = direction(of: token.byte) else {
        throw SolutionError(.unknownMove, index: Int(token.position))
      }
      moves.append(move)
    }
    return moves
  }

  /// Writes moves made on a board, in capitals where a box is pushed.
  ///
  /// A blocked move is written in lower case. Takes time linear in the number of moves.
  public static func text(of moves: [Direction], on board: Board) -> String {
    var (board, bytes) = (board, [UInt8]())
    bytes.reserveCapacity(moves.count)
    for move in moves {
      let letter: UInt8 =
        switch move {
        case .up: UInt8(ascii: "u")
        case .down: UInt8(ascii: "d")
        case .left: UInt8(ascii: "l")
        case .right: UInt8(ascii: "r")
        }
      if case .pushed = board.move(move) {
        bytes.append(letter - 32)
      } else {
        bytes.append(letter)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Replays moves and asks whether they solve a board without being blocked.
  ///
  /// - Throws: `SolutionError` with `blocked` or `unsolved`. Takes time linear in the number of moves.
  public static func check(_ moves: [Direction], on board: Board) throws(SolutionError) {
    var board = board
    for (index, move) in moves.enumerated() where board.move(move) == .blocked {
      throw SolutionError(.blocked, index: index)
    }
    guard board.isSolved else { throw SolutionError(.unsolved, index: moves.count) }
  }

  static func direction(of byte: UInt8) -> Direction? {
    switch byte | 32 {
    case UInt8(ascii: "u"): .up
    case UInt8(ascii: "d"): .down
    case UInt8(ascii: "l"): .left
    case UInt8(ascii: "r"): .right
    default: nil
    }
  }
}
