/// The form in which a gold reply tells its thought.
public struct ThoughtForm: Hashable, Codable, Sendable {
  /// A style of the family, or `answerOnlyStyle`.
  public var style: String
  /// The most dead ends that a style which explores tells, at least 0.
  public var detours: Int
  /// The most characters; `nil` for no limit.
  public var characters: Int?
  /// The most steps; `nil` for no limit.
  public var steps: Int?
  /// Whether phrasings, dead ends, and the plan among optimal ones are chosen by seed. If not, each
  /// is the first in a stated order.
  public var isVaried: Bool

  /// A form.
  public init(
    style: String, detours: Int = 3, characters: Int? = nil, steps: Int? = nil,
    isVaried: Bool = false
  ) {
    self.style = style
    self.detours = detours
    self.characters = characters
    self.steps = steps
    self.isVaried = isVaried
  }

  /// Reads a form, of which only the style must be there.
  ///
  /// - Throws: `DecodingError` for numbers below 0.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    func count(_ key: CodingKeys) throws -> Int? {
      guard let count = try fields.decodeIfPresent(Int.self, forKey: key) else { return nil }
      guard count >= 0 else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: fields, debugDescription: "a number of \(key.stringValue) is at least 0")
      }
      return count
    }
    self.init(
      style: try fields.decode(String.self, forKey: .style), detours: try count(.detours) ?? 3,
      characters: try count(.characters), steps: try count(.steps),
      isVaried: try fields.decodeIfPresent(Bool.self, forKey: .isVaried) ?? false)
  }

  /// The form of a bare answer.
  public static let answerOnly = ThoughtForm(style: answerOnlyStyle)

  func admits(_ text: String, steps count: Int) -> Bool {
    if let steps, count > steps { return false }
    if let characters, text.count > characters { return false }
    return true
  }
}

/// The style that tells no thought.
public let answerOnlyStyle = "answer-only"
