/// A playing card: a number card, whose value is fixed, or a face card, whose value a rule states.
public enum Card: Hashable, Sendable {
  /// A card with a number of its own, at least 1; 1 is shown as `A`.
  case number(Int)
  /// A card without a number.
  case face(Face)

  /// What is printed on a card without a number.
  public struct Face: RawRepresentable, Hashable, Comparable, Codable, Sendable {
    /// The upper-case symbol, such as `J`.
    public let rawValue: String

    /// The face with the given symbol; letters count as upper case.
    public init(rawValue: String) {
      self.rawValue = rawValue.uppercased()
    }

    /// The longest symbol that a rule may name, in UTF-8 bytes.
    static let lengthLimit = 100

    /// The jack.
    public static let jack = Face(rawValue: "J")
    /// The queen.
    public static let queen = Face(rawValue: "Q")
    /// The king.
    public static let king = Face(rawValue: "K")

    /// Orders faces by symbol.
    public static func < (first: Face, second: Face) -> Bool { first.rawValue < second.rawValue }
  }

  /// Reads a symbol: `A`, digits, or the symbol of a face. Letters may be in either case.
  public init?(symbol: some StringProtocol) {
    guard !symbol.isEmpty else { return nil }
    if symbol.utf8.allSatisfy({ UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9") }) {
      guard let number = Int(symbol), number >= 1 else { return nil }
      self = .number(number)
    } else if symbol == "A" || symbol == "a" {
      self = .number(1)
    } else {
      self = .face(Face(rawValue: String(symbol)))
    }
  }

  /// What is printed on the card.
  public var symbol: String {
    switch self {
    case .number(1): "A"
    // Formatting takes time, and scoring asks for many symbols.
    case .number(10): "10"
    case .number(let number) where 2...9 ~= number:
      String(Unicode.Scalar(UInt8(ascii: "0") + UInt8(number)))
    case .number(let number): "\(number)"
    case .face(let face): face.rawValue
    }
  }

  /// Whether the card has no number of its own.
  public var isFace: Bool {
    if case .face = self { true } else { false }
  }
}

extension Card: Codable, CustomStringConvertible {
  /// What is printed on the card.
  public var description: String { symbol }

  /// Reads a symbol.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let card = Card(symbol: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is no card")
    }
    self = card
  }

  /// Writes the symbol.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(symbol)
  }
}

/// The cards as they were dealt, and the value that a formula must reach: an instance.
public struct Hand: Hashable, Sendable {
  /// The cards, in the order in which they are shown.
  public let cards: [Card]
  /// The value to be reached.
  public let target: Int

  /// A hand.
  public init(cards: [Card], target: Int = 24) {
    self.cards = cards
    self.target = target
  }

  /// The values of the cards in order, or `nil` if the rule lacks one of the faces.
  public func values(under rule: FaceRule) -> [Int]? {
    var values: [Int] = []
    values.reserveCapacity(cards.count)
    for card in cards {
      guard let value = rule.value(of: card) else { return nil }
      values.append(value)
    }
    return values
  }
}

extension Hand: LosslessStringConvertible, Codable {
  /// The cards and the target, such as `K 3 8 A = 24`.
  public var description: String {
    "\(cards.lazy.map(\.symbol).joined(separator: " ")) = \(target)"
  }

  /// Reads cards and a target; `nil` if one of them is none.
  public init?(_ description: String) {
    let sides = description.split(separator: "=", omittingEmptySubsequences: false)
    guard sides.count == 2, let target = Int(sides[1].drop { $0 == " " }) else { return nil }
    var cards: [Card] = []
    for symbol in sides[0].split(separator: " ") {
      guard let card = Card(symbol: symbol) else { return nil }
      cards.append(card)
    }
    self.init(cards: cards, target: target)
  }

  /// Reads the text of a hand.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let hand = Hand(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is no hand")
    }
    self = hand
  }

  /// Writes the text of the hand.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
