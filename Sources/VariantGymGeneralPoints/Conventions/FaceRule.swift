/// What the face cards count for: General Points' convention.
///
/// A rule is data: besides jack, queen and king it may give values to faces of one's own.
public struct FaceRule: Hashable, Sendable {
  /// The faces with their values, in the order of their symbols.
  public let values: [FaceValue]

  /// A face and what it counts for.
  public struct FaceValue: Hashable, Sendable {
    /// The face.
    public let face: Card.Face
    /// What it counts for, from 0 to 99.
    public let value: Int
  }

  /// A rule for faces of one's own.
  ///
  /// - Throws: `FaceRuleError` if a value is outside 0 to 99, or a symbol could be read as a number
  ///   card, is empty, has more than 100 bytes, holds white space, a quotation mark, a bracket or one of
  ///   `,;:=\`, which are written between symbols.
  public init(_ values: [Card.Face: Int]) throws(FaceRuleError) {
    for (face, value) in values.sorted(by: { $0.key < $1.key }) {
      guard (0...99).contains(value) else {
        throw FaceRuleError(face: face.rawValue, reason: "its value \(value) is not from 0 to 99")
      }
      let isPlain = face.rawValue.allSatisfy { !$0.isWhitespace && !"\"'`,;:=\\[]{}".contains($0) }
      guard face.rawValue.utf8.count <= Card.Face.lengthLimit else {
        throw FaceRuleError(face: face.rawValue, reason: "its symbol has more than 100 bytes")
      }
      guard isPlain, case .face? = Card(symbol: face.rawValue) else {
        throw FaceRuleError(face: face.rawValue, reason: "its symbol does not name a face card")
      }
    }
    self.init(trusted: values)
  }

  /// A rule for jack, queen and king, each from 0 to 99.
  public init(jack: Int, queen: Int, king: Int) throws(FaceRuleError) {
    try self.init([.jack: jack, .queen: queen, .king: king])
  }

  private init(trusted values: [Card.Face: Int]) {
    self.values = values.map(FaceValue.init).sorted { $0.face < $1.face }
  }

  /// The value of a card; `nil` for a face that the rule does not name.
  public func value(of card: Card) -> Int? {
    switch card {
    case .number(let number): number
    case .face(let face): values.first { $0.face == face }?.value
    }
  }

  private init(_ jack: Int, _ queen: Int, _ king: Int) {
    self.init(trusted: [.jack: jack, .queen: queen, .king: king])
  }

  /// J = Q = K = 10, the training language of the paper.
  public static let base = all(10)
  /// J = 11, Q = 12, K = 13.
  public static let regular = FaceRule(11, 12, 13)
  /// The rules of the paper's diverse training.
  public static let diverse = [
    all(10), all(11), all(13), FaceRule(9, 10, 11), FaceRule(10, 11, 12), FaceRule(7, 9, 11),
    FaceRule(8, 10, 12), FaceRule(9, 11, 13),
  ]
  /// The rules of the paper's "mixed" diverse training.
  public static let mixed = [
    all(8), all(9), all(10), FaceRule(8, 9, 10), FaceRule(7, 8, 9), FaceRule(5, 7, 9),
    FaceRule(6, 8, 10),
  ]

  /// A rule under which jack, queen and king count alike.
  static func all(_ value: Int) -> FaceRule { FaceRule(value, value, value) }
}

extension FaceRule: CustomStringConvertible, Codable {
  /// The faces with their values, such as `J=11 K=13 Q=12`.
  public var description: String {
    values.lazy.map { "\($0.face.rawValue)=\($0.value)" }.joined(separator: " ")
  }

  /// Reads faces with their values, in any order.
  ///
  /// - Throws: `FaceRuleError` for a part that is no face with a value, or that stands twice.
  public init(parsing text: String) throws(FaceRuleError) {
    var values: [Card.Face: Int] = [:]
    for part in text.split(whereSeparator: { $0 == " " || $0 == "," }) {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2, let value = Int(sides[1]) else {
        throw FaceRuleError(face: String(part), reason: "it is not written as J=11")
      }
      let face = Card.Face(rawValue: String(sides[0]))
      guard values.updateValue(value, forKey: face) == nil else {
        throw FaceRuleError(face: face.rawValue, reason: "it stands twice")
      }
    }
    try self.init(values)
  }

  /// Reads the text of a rule.
  public init(from decoder: any Decoder) throws {
    try self.init(parsing: decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the text of the rule.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// Why values do not make a face-card rule.
public struct FaceRuleError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The symbol of the face.
  public let face: String
  /// What is wrong with it.
  public let reason: String

  /// A sentence for people.
  public var description: String { "the face '\(face)' cannot stand in a rule: \(reason)" }
}
