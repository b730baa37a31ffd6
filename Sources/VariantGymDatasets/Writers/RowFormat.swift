import VariantGymCore

/// How records become the rows that a trainer reads.
///
/// A record gives one or several lines of JSON. All rows of a format have the same keys with values
/// of the same types, and no nulls.
public protocol RowFormat: Sendable {
  /// A stable name, such as `trl-sft`.
  var name: String { get }
  /// What the rows hold and who reads them, in a few words.
  var summary: String { get }
  /// The ending of a file's name. Files hold JSON lines whatever it is.
  var fileExtension: String { get }

  /// Why no rows can be made of a set; `nil` where they can.
  func refusal(of recipe: Recipe) -> RowError?

  /// Where the rows of a set stand. Sets with the same place, all of one split, follow one another
  /// there.
  func place(of recipe: Recipe) -> RowPlace

  /// Appends the rows of a record, each with its line feed.
  ///
  /// - Throws: `RowError` for a record that the rows cannot be made of; then nothing is appended.
  func append(_ record: Record, to bytes: inout [UInt8]) throws(RowError)
}

extension RowFormat {
  /// JSON lines under the name that most readers know.
  public var fileExtension: String { "jsonl" }

  /// A file of its own for each set.
  public func place(of recipe: Recipe) -> RowPlace {
    RowPlace(config: recipe.name, file: "\(recipe.name).\(fileExtension)")
  }
}

/// Where rows stand in a folder.
public struct RowPlace: Hashable, Sendable {
  /// The name by which the `datasets` library finds the file, apart from its split.
  public let config: String
  /// The name of the file.
  public let file: String

  /// A place.
  public init(config: String, file: String) {
    self.config = config
    self.file = file
  }
}

/// Why a record gives no rows of a format.
public enum RowError: Error, Hashable, Sendable {
  /// There are no gold replies.
  case noReplies
  /// There are no wrong twins of gold replies.
  case noPreferences
  /// The prompt has opened an answer, which a list of messages cannot say.
  case openedAnswer
}

extension RowError: CustomStringConvertible {
  /// A sentence for people.
  public var description: String {
    switch self {
    case .noReplies: "there are no gold replies"
    case .noPreferences: "there are no wrong twins of gold replies"
    case .openedAnswer:
      "the prompt opens an answer, which a list of messages cannot say; choose a chat template"
    }
  }
}

extension Recipe {
  /// Why rows with gold replies cannot be made of the set.
  var replyRefusal: RowError? { content == .prompts ? .noReplies : nil }

  /// Why rows with gold replies and wrong twins cannot be made of the set.
  var preferenceRefusal: RowError? {
    if case .preferences = content { nil } else { .noPreferences }
  }

  /// Why rows that a model is to answer cannot be made of the set.
  func promptRefusal(for template: ChatTemplate? = nil) -> RowError? {
    template == nil && framing.prefill == .answer ? .openedAnswer : nil
  }
}
