/// Characters as tokens, over a stated alphabet; any other character is spelled in bytes.
///
/// A token is one Unicode scalar. A byte of a scalar outside the alphabet takes two tokens, one for
/// each half, so that every text can be written and is read back unchanged.
public struct Tokenizer: Hashable, Sendable {
  /// The characters that are tokens of their own, in the order of the tokens.
  public let alphabet: String
  private let scalars: [Unicode.Scalar]
  private let tokens: [Unicode.Scalar: Int32]

  /// Tokens that are no text.
  public enum Control: Int32, CaseIterable, Hashable, Sendable {
    /// The end of a reply.
    case end
    /// What follows are standing instructions.
    case system
    /// What follows is a prompt.
    case user
    /// What follows is a reply.
    case assistant

    /// The token.
    public var token: Int32 { rawValue }
  }

  private static let firstHalfByte = Int32(Control.allCases.count)
  private static let firstCharacter = firstHalfByte + 16

  /// The line feed, the printable characters of ASCII, and the symbols of the library's prompts.
  public static let standard = Tokenizer(
    alphabet: "\n" + String(String.UnicodeScalarView((0x20...0x7E).map { Unicode.Scalar($0) }))
      + "√\u{2B06}\u{2B07}\u{2B05}\u{27A1}\u{FE0F}")

  /// A tokenizer over an alphabet; a scalar that comes twice counts once.
  public init(alphabet: String) {
    var scalars: [Unicode.Scalar] = []
    var tokens: [Unicode.Scalar: Int32] = [:]
    for scalar in alphabet.unicodeScalars where tokens[scalar] == nil {
      tokens[scalar] = Self.firstCharacter + Int32(scalars.count)
      scalars.append(scalar)
    }
    self.scalars = scalars
    self.tokens = tokens
    self.alphabet = String(String.UnicodeScalarView(scalars))
  }

  /// How many tokens there are.
  public var count: Int { Int(Self.firstCharacter) + scalars.count }

  /// The tokens of a text. Linear in its length.
  public func encode(_ text: String) -> [Int32] {
    var result: [Int32] = []
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if let token = tokens[scalar] {
        result.append(token)
      } else {
        for byte in String(scalar).utf8 {
          result.append(Self.firstHalfByte + Int32(byte >> 4))
          result.append(Self.firstHalfByte + Int32(byte & 15))
        }
      }
    }
    return result
  }

  /// The text of tokens; control tokens are left out.
  ///
  /// `decode(encode(text)) == text`. Bytes that are no UTF-8 become U+FFFD, and half a byte that
  /// stands alone is left out.
  public func decode(_ tokens: some Sequence<Int32>) -> String {
    var bytes: [UInt8] = []
    var half: UInt8?
    for token in tokens {
      if (Self.firstHalfByte..<Self.firstCharacter).contains(token) {
        let value = UInt8(token - Self.firstHalfByte)
        if let high = half { bytes.append(high << 4 | value) }
        half = half == nil ? value : nil
        continue
      }
      half = nil
      let place = Int(token - Self.firstCharacter)
      if scalars.indices.contains(place) { bytes += Array(String(scalars[place]).utf8) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
