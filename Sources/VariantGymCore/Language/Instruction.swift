/// What a prompt says above and below the state.
///
/// It can be written as one text with a gap, as the prompt will be read:
///
/// ```swift
/// let instruction: Instruction = """
///   The map:
///   \(.state)
///   Where do you go?
///   """
/// ```
/// Without a gap the state follows the text.
public struct Instruction: Hashable, Sendable {
  /// What stands above the state.
  public let above: String
  /// What stands below it.
  public let below: String

  /// An instruction in two parts.
  public init(above: String, below: String = "") {
    self.above = above
    self.below = below
  }
}

extension Instruction: ExpressibleByStringInterpolation {
  /// A text above the state.
  public init(stringLiteral text: String) {
    self.init(above: text)
  }

  /// A text with a gap for the state.
  public init(stringInterpolation text: Text) {
    if let above = text.above {
      self.init(above: above, below: text.current)
    } else {
      self.init(above: text.current)
    }
  }

  /// Where the state stands in a text.
  public enum Gap: Sendable {
    /// The state.
    case state
  }

  /// A text that is being put together.
  public struct Text: StringInterpolationProtocol, Sendable {
    fileprivate var above: String?
    fileprivate var current = ""

    /// An empty text with room for its parts.
    public init(literalCapacity: Int, interpolationCount: Int) {
      current.reserveCapacity(literalCapacity + interpolationCount * 64)
    }

    /// Appends a part.
    public mutating func appendLiteral(_ literal: String) { current += literal }

    /// Appends a text.
    public mutating func appendInterpolation(_ text: String) { current += text }

    /// Appends a number.
    public mutating func appendInterpolation(_ number: Int) { current += "\(number)" }

    /// Leaves the gap for the state; there is one in an instruction.
    public mutating func appendInterpolation(_ gap: Gap) {
      precondition(above == nil, "the state stands in an instruction once")
      above = current
      current = ""
    }
  }
}
