/// Cuts a text into pictures and the paragraphs between them.
struct LevelScanner {
  private let text: LevelText
  /// The lines of each picture.
  private(set) var pictures: [[LevelText.Line]] = []
  /// The paragraphs before the first picture, between two, and after the last.
  private(set) var gaps: [[LevelOutline.Paragraph]] = [[]]

  /// The picture that is being read, cut where lines of nothing but floor stand.
  private var parts: [[LevelText.Line]] = []
  /// Whether an empty line was met since the last picture or paragraph.
  private var isApart = true
  /// Whether an empty line was met since the last picture.
  private var isFarFromPicture = true
  /// For each line whether a comment that starts there is closed later on, and where.
  private var commentEnds: [Int?]

  init(_ text: LevelText) {
    self.text = text
    commentEnds = Array(repeating: nil, count: text.lines.count)
    var end: Int?
    for (index, line) in text.lines.enumerated().reversed() {
      guard case .key(let name, let value) = text.shape(of: line, insidePicture: false) else {
        continue
      }
      if name == "comment-end" { end = index }
      guard name == "comment", text.words(of: line, from: value) == nil else { continue }
      commentEnds[index] = end
      // A block that never closes must not run on into the next one.
      end = nil
    }
  }

  mutating func scan() {
    var index = 0
    while index < text.lines.count {
      let line = text.lines[index]
      switch text.shape(of: line, insidePicture: !parts.isEmpty) {
      case .row:
        if parts.isEmpty { parts = [[]] }
        parts[parts.count - 1].append(line)
      case .spacer where !parts.isEmpty: parts.append([line])
      case .spacer, .empty:
        endPicture()
        isApart = true
        isFarFromPicture = true
      case .words(let from):
        endPicture()
        if let words = text.words(of: line, from: from) { add(.words(words)) }
      case .moves:
        endPicture()
        addMoves(line)
      case .key("comment", let value):
        endPicture()
        if let end = commentEnds[index] {
          for line in text.lines[index + 1..<end] {
            if let words = text.words(of: line) { add(.comment(words)) }
          }
          index = end
        } else if let words = text.words(of: line, from: value) {
          add(.comment(words))
        }
      case .key(let name, let value):
        endPicture()
        addKey(name, line, value)
      }
      index += 1
    }
    endPicture()
  }

  private mutating func addKey(_ name: String, _ line: LevelText.Line, _ value: Int) {
    let words = text.words(of: line, from: value)
    switch name {
    case "comment-end": return
    case "title": if let words { add(.title(words)) }
    case "author": if let words { add(.author(words)) }
    case "solution":
      guard !pictures.isEmpty else { return }
      add(.solution)
      if words != nil { add(.moves(SolutionLine(line: line, from: value))) }
    default: if let whole = text.words(of: line) { add(.comment(whole)) }
    }
  }

  /// Moves go on with the solution in the line before; otherwise they start one.
  private mutating func addMoves(_ line: LevelText.Line) {
    guard !pictures.isEmpty else {
      if let words = text.words(of: line) { add(.words(words)) }
      return
    }
    if isApart || gaps[gaps.count - 1].last?.kind != .solution { add(.solution) }
    add(.moves(SolutionLine(line: line, from: 0)))
  }

  private mutating func add(_ note: LevelNote) {
    let gap = gaps.count - 1
    if !isApart, let last = gaps[gap].last, last.kind == note.kind {
      gaps[gap][gaps[gap].count - 1].notes.append(note)
    } else {
      gaps[gap].append(
        LevelOutline.Paragraph(
          kind: note.kind, notes: [note], startsApart: isApart, touchesPrevious: !isFarFromPicture))
    }
    isApart = false
  }

  /// Closes the picture that is being read, if there is one.
  private mutating func endPicture() {
    guard !parts.isEmpty else { return }
    let touchesNext = !isApart
    let found = Self.join(parts, in: text)
    parts = []
    for (index, lines) in found.enumerated() {
      if index == 0, touchesNext {
        let gap = gaps.count - 1
        // Only what no empty line parts from the picture touches it: the last paragraphs.
        for paragraph in gaps[gap].indices.reversed() {
          gaps[gap][paragraph].touchesNext = true
          if gaps[gap][paragraph].startsApart { break }
        }
      }
      pictures.append(lines)
      gaps.append([])
    }
    isApart = false
    isFarFromPicture = false
  }

  /// Puts the parts of a picture together, or apart.
  ///
  /// A line of nothing but floor may be an empty row or a sloppy separator. Parts that hold a player,
  /// or a box or target that someone must reach, are pictures of their own; others are decoration
  /// of the part before, or of the one after where there is none before.
  private static func join(
    _ parts: [[LevelText.Line]], in text: LevelText
  ) -> [[LevelText.Line]] {
    var (pictures, current, isOwn): ([[LevelText.Line]], [LevelText.Line], Bool) = ([], [], false)
    for part in parts {
      let matters = part.contains { line in text.tokens[line.tokens].contains(where: isLoose) }
      if matters && isOwn {
        pictures.append(current)
        current = []
      }
      isOwn = isOwn || matters
      current += part
    }
    return pictures + [current]
  }

  private static func isLoose(_ token: UInt8) -> Bool {
    switch token {
    case UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "$"), UInt8(ascii: "."),
      UInt8(ascii: "P"), UInt8(ascii: "S"), UInt8(ascii: "X"), UInt8(ascii: "O"):
      true
    default: false
    }
  }
}
