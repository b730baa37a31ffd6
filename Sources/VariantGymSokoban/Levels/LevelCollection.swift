/// Levels that belong together, and what is known about them as a whole.
public struct LevelCollection: Hashable, Sendable {
  /// The name of the collection; a line that is not empty.
  public let title: String?
  /// Who made the collection; a line that is not empty.
  public let author: String?
  /// Whatever else was said about the collection; lines that are not empty.
  public let comments: [String]
  /// The levels, in order.
  public let levels: [Level]

  /// Makes a collection; the texts are split into lines and trimmed.
  public init(
    title: String? = nil, author: String? = nil, comments: [String] = [], levels: [Level]
  ) {
    self.title = title.flatMap(Level.singleLine)
    self.author = author.flatMap(Level.singleLine)
    self.comments = comments.flatMap(Level.lines)
    self.levels = levels
  }

  /// Reads a text in which every level must be right; a text without levels is an empty collection.
  ///
  /// - Throws: `LevelError` of the first level that cannot be read. `LevelReport` reads on.
  public init(parsing text: String) throws(LevelError) {
    let report = LevelReport(on: text)
    for entry in report.entries { _ = try entry.result.get() }
    self = report.collection
  }
}

/// What reading a level file gave: one result for each picture in it, so that a level that cannot
/// be read hides no other.
///
/// Understood are pictures in XSB (`#` wall, space `-` or `_` floor, `.` target, `$` box, `*` box
/// on target, `@` player, `+` player on target) and in the paper's notation (`#` wall, `_` floor,
/// `O` target, `X` box, `√` box on target, `P` player, `S` player on target), plain or with run
/// lengths (`4#|#@$.#|4#`).
///
/// - A picture ends at an empty line or at text. A line of nothing but floor does not end it where
///   what comes before or after holds walls and boxes on targets only.
/// - Blank rows and columns around a picture are cut off; a tab reaches to the next multiple of 8
///   columns. What the player cannot reach becomes wall, boxes on targets included; any other box
///   or target out there is a fault.
/// - Titles are lines that start with `;`, or any words, before or after the pictures: whether text
///   belongs to the level before or after it follows from where empty lines and the last line
///   stand. Text before the first picture that is no title of it belongs to the collection.
/// - `Title:`, `Author:` and `Comment:` lines, and lines from `Comment:` to `Comment-End:`, in any
///   case of letters; other keys become comments.
/// - Moves in a line of their own, or in lines that `Solution:` introduces, belong to the level
///   before them; the first solution of a level is kept. The case of their letters is not used.
///
/// Reading takes time linear in the length of the text and the number of cells; a text may ask for
/// a million cells, and 64 more for each of its characters.
public struct LevelReport: Sendable {
  /// One picture in the text.
  public struct Entry: Hashable, Sendable {
    /// The line at which the picture starts, counted from 1.
    public let line: Int
    /// The level, or why there is none.
    public let result: Result<Level, LevelError>
  }

  /// The name of the collection; a line that is not empty.
  public let title: String?
  /// Who made the collection; a line that is not empty.
  public let author: String?
  /// Whatever else was said about the collection; lines that are not empty.
  public let comments: [String]
  /// One entry for each picture, in the order of the text.
  public let entries: [Entry]

  /// Reads a whole text; never fails, since each entry has its own result.
  public init(on text: String) {
    let text = LevelText(text)
    let outline = LevelOutline(text)
    let header = LevelNotes(outline.header, wordsAreTitles: false)
    title = header.title
    author = header.author
    comments = header.comments
    var budget = 16 * Level.maximumCells + 64 * text.tokens.count
    entries = outline.pictures.map { picture in
      Entry(line: picture.lines[0].number, result: Self.level(of: picture, in: text, &budget))
    }
  }

  /// The levels that could be read, with the texts of the collection.
  public var collection: LevelCollection {
    LevelCollection(
      title: title, author: author, comments: comments,
      levels: entries.compactMap { try? $0.result.get() })
  }

  /// The faults, in the order of the text.
  public var errors: [LevelError] {
    entries.compactMap { entry in
      guard case .failure(let error) = entry.result else { return nil }
      return error
    }
  }

  private static func level(
    of picture: LevelOutline.Picture, in text: LevelText, _ budget: inout Int
  ) -> Result<Level, LevelError> {
    do throws(LevelError) {
      let board = try PictureReader.board(of: picture.lines, in: text, budget: &budget)
      let notes = LevelNotes(picture.notes, wordsAreTitles: true)
      var moves: [Direction]?
      if !notes.solution.isEmpty {
        moves = try SolutionReader.moves(in: notes.solution, of: text, on: board, budget: &budget)
      }
      return .success(
        Level(
          walled: board, title: notes.title, author: notes.author, comments: notes.comments,
          solution: moves))
    } catch {
      return .failure(error)
    }
  }
}
