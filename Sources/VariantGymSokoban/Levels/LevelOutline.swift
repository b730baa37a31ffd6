/// The pictures of a text, each with the notes that belong to it.
struct LevelOutline {
  struct Picture {
    let lines: [LevelText.Line]
    var notes: [LevelNote] = []
  }

  private(set) var pictures: [Picture] = []
  private(set) var header: [LevelNote] = []

  init(_ text: LevelText) {
    var scanner = LevelScanner(text)
    scanner.scan()
    pictures = scanner.pictures.map { Picture(lines: $0) }
    share(scanner.gaps)
  }

  /// Notes of one kind without an empty line among them.
  struct Paragraph {
    let kind: LevelNote.Kind
    var notes: [LevelNote]
    /// Whether an empty line stands before it.
    let startsApart: Bool
    /// Whether no empty line stands between it and the picture before.
    var touchesPrevious: Bool
    /// Whether no empty line stands between it and the picture after.
    var touchesNext = false

    /// Where its own place tells that it belongs: -1 before, 1 after, 0 open.
    var leaning: Int {
      kind == .solution ? -1 : (touchesNext ? 1 : 0) - (touchesPrevious ? 1 : 0)
    }
  }

  /// Gives each paragraph to a picture or to the collection.
  private mutating func share(_ gaps: [[Paragraph]]) {
    let keyedGoNext = goNext(.key, in: gaps)
    let wordsGoNext = goNext(.words, in: gaps)
    for (gap, paragraphs) in gaps.enumerated() {
      for (index, paragraph) in paragraphs.enumerated() {
        var next = paragraph.kind == .key ? keyedGoNext : wordsGoNext
        if paragraph.leaning != 0 { next = paragraph.leaning > 0 }
        if gap == 0, paragraph.leaning == 0 {
          let isLast = !paragraphs[(index + 1)...].contains { $0.kind == paragraph.kind }
          next = next && isLast && firstTitleIsLoose(paragraph.kind, in: gaps)
        }
        let owner = next ? gap : gap - 1
        if (gap == 0 && !next) || owner == pictures.count || owner < 0 {
          header += paragraph.notes
        } else {
          pictures[owner].notes += paragraph.notes
        }
      }
    }
  }

  /// Whether paragraphs whose place does not tell belong to the picture after them.
  ///
  /// The other paragraphs decide; where they are silent, text after the last picture shows that
  /// titles stand after their pictures.
  private func goNext(_ kind: LevelNote.Kind, in gaps: [[Paragraph]]) -> Bool {
    let paragraphs = gaps.joined().filter { $0.kind == kind }
    let leaning = paragraphs.reduce(0) { $0 + $1.leaning }
    if leaning != 0 { return leaning > 0 }
    return !(gaps.last ?? []).contains { $0.kind == kind }
  }

  /// Whether a paragraph that stands alone before the first picture is its title rather than the
  /// collection's: where the other pictures have such titles, or where one picture is all there is.
  private func firstTitleIsLoose(_ kind: LevelNote.Kind, in gaps: [[Paragraph]]) -> Bool {
    if pictures.count == 1 { return kind == .words }
    return gaps.dropFirst().dropLast().joined().contains { $0.kind == kind && $0.leaning == 0 }
  }
}
