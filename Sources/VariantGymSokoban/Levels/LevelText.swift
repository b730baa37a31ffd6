/// A text cut into lines, each scalar as one token, so that columns are plain indices.
struct LevelText {
  /// One line without its end.
  struct Line {
    /// Counted from 1.
    let number: Int
    let tokens: Range<Int>
    let text: Range<String.Index>
  }

  /// Stands for `√`, which is the only symbol beyond ASCII.
  static let boxOnTarget: UInt8 = 0x80
  /// Stands for every scalar that no notation uses.
  static let foreign: UInt8 = 0xFF

  let source: String
  private(set) var tokens: [UInt8] = []
  private(set) var lines: [Line] = []

  /// Lines end with LF, CR LF or CR; a byte order mark at the start is skipped.
  init(_ source: String) {
    self.source = source
    tokens.reserveCapacity(source.utf8.count)
    let scalars = source.unicodeScalars
    var position = scalars.startIndex
    if position < scalars.endIndex, scalars[position] == "\u{FEFF}" {
      position = scalars.index(after: position)
    }
    var (lineStart, tokenStart, afterReturn) = (position, 0, false)
    while position < scalars.endIndex {
      let scalar = scalars[position]
      let next = scalars.index(after: position)
      if scalar == "\n" || scalar == "\r" {
        if scalar == "\n" && afterReturn {
          lineStart = next
        } else {
          endLine(from: lineStart, to: position, tokenStart)
          (lineStart, tokenStart) = (next, tokens.count)
        }
      } else {
        tokens.append(Self.token(scalar))
      }
      afterReturn = scalar == "\r"
      position = next
    }
    if lineStart < position { endLine(from: lineStart, to: position, tokenStart) }
  }

  private mutating func endLine(from start: String.Index, to end: String.Index, _ token: Int) {
    lines.append(Line(number: lines.count + 1, tokens: token..<tokens.count, text: start..<end))
  }

  private static func token(_ scalar: Unicode.Scalar) -> UInt8 {
    if scalar.isASCII { return UInt8(scalar.value) }
    return scalar == "√" ? boxOnTarget : foreign
  }

  /// The words of a line from the given column (an index) on, trimmed; nil where there are none.
  func words(of line: Line, from column: Int = 0) -> String? {
    let start = source.unicodeScalars.index(line.text.lowerBound, offsetBy: column)
    return Level.singleLine(String(source.unicodeScalars[start..<line.text.upperBound]))
  }
}

extension LevelText {
  /// What a line is, as far as the line itself can tell.
  enum Shape: Equatable {
    /// Nothing at all, or nothing but white space outside a picture.
    case empty
    /// Floor and nothing else: white space, `-` and `_`.
    case spacer
    /// A row of a picture.
    case row
    /// `name: value`; the value starts at the given index of the line.
    case key(name: String, value: Int)
    /// Moves without a key.
    case moves
    /// Anything else; the words start at the given index of the line.
    case words(from: Int)
  }

  static func isFloor(_ token: UInt8) -> Bool {
    token == UInt8(ascii: " ") || token == UInt8(ascii: "-") || token == UInt8(ascii: "_")
      || token == UInt8(ascii: "\t")
  }

  /// Tells what a line is; inside a picture more lines count as its rows than outside.
  func shape(of line: Line, insidePicture: Bool) -> Shape {
    let row = tokens[line.tokens]
    guard let first = row.firstIndex(where: { !Self.isFloor($0) }) else {
      return row.isEmpty ? .empty : .spacer
    }
    if row[first] == UInt8(ascii: ";") { return .words(from: first - row.startIndex + 1) }
    if let key = key(of: row, from: first) { return key }
    let scan = Scan(row)
    if scan.isRow(startsWithWall: row[first] == UInt8(ascii: "#"), insidePicture: insidePicture) {
      return .row
    }
    if scan.moves > 0, scan.moves + scan.controls + scan.floors == row.count { return .moves }
    return .words(from: 0)
  }

  /// A key is a word of letters and hyphens before a colon.
  private func key(of row: ArraySlice<UInt8>, from first: Int) -> Shape? {
    var end = first
    while end < row.endIndex, end - first < 24,
      Self.isLetter(row[end]) || row[end] == UInt8(ascii: "-")
    {
      end += 1
    }
    guard end > first, Self.isLetter(row[first]), end < row.endIndex, row[end] == UInt8(ascii: ":")
    else { return nil }
    let name = String(decoding: row[first..<end].map { $0 | 32 }, as: UTF8.self)
    return .key(name: name, value: end + 1 - row.startIndex)
  }

  private static func isLetter(_ token: UInt8) -> Bool {
    token < 0x80 && UInt8(ascii: "a")...UInt8(ascii: "z") ~= token | 32
  }

  /// How many symbols of each sort a line holds.
  private struct Scan {
    var (floors, walls, controls, moves, unknown) = (0, 0, 0, 0, 0)
    var (xsb, study, starts, bars, underscores) = (0, 0, 0, 0, 0)

    init(_ row: ArraySlice<UInt8>) {
      for token in row {
        switch token {
        case UInt8(ascii: "_"):
          floors += 1
          underscores += 1
        case _ where LevelText.isFloor(token): floors += 1
        case UInt8(ascii: "#"): walls += 1
        case UInt8(ascii: "@"), UInt8(ascii: "$"):
          xsb += 1
          starts += 1
        case UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "."): xsb += 1
        case UInt8(ascii: "P"), UInt8(ascii: "S"), UInt8(ascii: "O"), UInt8(ascii: "X"),
          LevelText.boxOnTarget:
          study += 1
        case UInt8(ascii: "|"): bars += 1
        case _ where RunLength.isControl(token): controls += 1
        default:
          unknown += 1
          if LURD.direction(of: token) != nil { moves += 1 }
        }
      }
    }

    /// A picture starts with a line that has a wall, or a player or a box in XSB, and hardly
    /// anything that is no symbol. Inside it, a line of symbols needs no wall, so that gaps in
    /// walls are found; a line of study letters needs floor among them to be no word.
    func isRow(startsWithWall: Bool, insidePicture: Bool) -> Bool {
      let symbols = walls + xsb + study + controls + bars
      if walls > 0 { return startsWithWall && insidePicture || unknown <= symbols }
      guard unknown == 0, controls == 0, bars == 0 else { return false }
      if insidePicture { return study == 0 || underscores > 0 }
      return study == 0 && starts > 0
    }
  }
}
