/// The words by which a prompt calls the four moves: Sokoban's convention.
public struct LabelSet: Hashable, Sendable {
  private let labels: [Label]

  /// A set of four distinct labels.
  ///
  /// - Throws: `LabelError` if a label cannot be told from the text around it, or from another one, or
  ///   is longer than 100 UTF-8 bytes.
  public init(up: String, down: String, left: String, right: String) throws(LabelError) {
    try self.init([up, down, left, right])
  }

  init(_ texts: [String]) throws(LabelError) {
    var labels: [Label] = []
    for text in texts {
      try Label.check(text)
      let label = Label(text)
      guard !labels.contains(where: { $0.folded == label.folded }) else {
        throw LabelError(.repeated, label: text)
      }
      labels.append(label)
    }
    self.labels = labels
  }

  /// The label of a move.
  public subscript(direction: Direction) -> String { labels[Int(direction.rawValue)].text }

  /// The move that a word stands for, or `nil` if it is none of the labels.
  func direction(of word: LabelWord) -> Direction? {
    // At most one label matches, since no two are alike; so the quick test may come first.
    if let place = labels.firstIndex(where: { $0.equals(word) }) {
      return Direction(rawValue: UInt8(place))
    }
    guard !word.isTooLong else { return nil }
    let place = labels.firstIndex { $0.matches(word, lowercased: word.text.lowercased()) }
    return place.flatMap { Direction(rawValue: UInt8($0)) }
  }

  /// The same labels with other meanings.
  ///
  /// - Parameter order: `order[i]` is the move whose label the `i`-th move takes.
  func permuted(_ order: [Int]) -> LabelSet {
    LabelSet(distinct: order.map { labels[$0] })
  }

  /// A set of labels that are known to be distinct.
  init(distinct labels: [Label]) {
    self.labels = labels
  }

  private init(fixed up: String, _ down: String, _ left: String, _ right: String) {
    self.init(distinct: [up, down, left, right].map(Label.init))
  }

  /// Up, Down, Left, Right: the training language of the paper.
  public static let base = LabelSet(fixed: "Up", "Down", "Left", "Right")
  /// North, South, West, East.
  public static let cardinal = LabelSet(fixed: "North", "South", "West", "East")
  /// Four arrows.
  public static let emoji = LabelSet(fixed: "⬆️", "⬇️", "⬅️", "➡️")
  /// 1, 2, 3, 4.
  public static let numerical = LabelSet(fixed: "1", "2", "3", "4")
  /// A, B, C, D.
  public static let alphabetical = LabelSet(fixed: "A", "B", "C", "D")
  /// `*`, `&`, `1`, `M`.
  public static let symbols = LabelSet(fixed: "*", "&", "1", "M")
}

extension LabelSet: Codable {
  private enum CodingKeys: String, CodingKey {
    case up, down, left, right
  }

  /// Reads the four labels.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      up: container.decode(String.self, forKey: .up),
      down: container.decode(String.self, forKey: .down),
      left: container.decode(String.self, forKey: .left),
      right: container.decode(String.self, forKey: .right))
  }

  /// Writes the four labels.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(self[.up], forKey: .up)
    try container.encode(self[.down], forKey: .down)
    try container.encode(self[.left], forKey: .left)
    try container.encode(self[.right], forKey: .right)
  }
}

/// Why texts cannot serve as labels.
public struct LabelError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public let reason: Reason
  /// The text that was to be a label.
  public let label: String

  init(_ reason: Reason, label: String) {
    self.reason = reason
    self.label = label
  }

  /// The kinds of fault.
  public enum Reason: String, Hashable, Sendable {
    /// The text is empty.
    case empty
    /// The text holds white space, `,`, `;`, `||`, `<`, `>`, `\boxed{` or a brace without its
    /// pair, or ends in a full stop.
    case inseparable
    /// The text has more than 100 UTF-8 bytes.
    case tooLong
    /// Two labels cannot be told apart.
    case repeated
    /// A pool has fewer than four words.
    case tooFew
  }

  /// A sentence for people.
  public var description: String {
    switch reason {
    case .empty: "a label is empty"
    case .inseparable:
      """
      the label '\(label)' holds white space, one of , ; || < > \\boxed{ or a brace without its \
      pair, or ends in a full stop
      """
    case .tooLong:
      "the label '\(label.prefix(20))...' is longer than \(Label.lengthLimit) UTF-8 bytes"
    case .repeated: "the label '\(label)' stands twice"
    case .tooFew: "a pool of words has fewer than four: '\(label)'"
    }
  }
}
