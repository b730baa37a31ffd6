/// The part of the data to which content belongs.
public enum Split: String, CaseIterable, Hashable, Codable, Sendable {
  /// For training.
  case train
  /// For choices made while training.
  case validation
  /// For evaluation only.
  case test
}

/// What a model could memorize of an instance, reduced to 64 bits that no step of play can change.
public struct ContentKey: Hashable, Comparable, Sendable {
  /// A digest of the content.
  public let digest: UInt64

  /// The key with the given digest.
  @inlinable
  public init(digest: UInt64) {
    self.digest = digest
  }

  /// The key of a sequence of words, order included.
  @inlinable
  public init(words: some Sequence<UInt64>) {
    var digest: UInt64 = 0x5671_D0B5_8F2C_9E37
    for word in words {
      digest = Random.mix(digest &+ 0x9E37_79B9_7F4A_7C15 ^ Random.mix(word))
    }
    self.digest = digest
  }

  /// Orders keys by digest.
  public static func < (first: ContentKey, second: ContentKey) -> Bool {
    first.digest < second.digest
  }
}

extension ContentKey: CustomStringConvertible, Codable {
  /// Sixteen hexadecimal digits.
  public var description: String {
    let digits = String(digest, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Reads sixteen hexadecimal digits.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard text.utf8.count == 16, let digest = UInt64(text, radix: 16) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not sixteen hexadecimal digits")
    }
    self.init(digest: digest)
  }

  /// Writes sixteen hexadecimal digits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// How much of the content belongs to each split, in thousandths.
public struct SplitShares: Hashable, Codable, Sendable {
  /// The thousandths kept for training.
  public let train: Int
  /// The thousandths kept for validation; the rest is for testing.
  public let validation: Int

  /// Shares in thousandths; together at most 1,000.
  public init(train: Int, validation: Int) {
    precondition(train >= 0 && validation >= 0 && train + validation <= 1000)
    self.train = train
    self.validation = validation
  }

  /// Reads shares.
  ///
  /// - Throws: `DecodingError` for shares below 0, or above 1,000 together.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let train = try container.decode(Int.self, forKey: .train)
    let validation = try container.decode(Int.self, forKey: .validation)
    let all = 0...1000
    guard all.contains(train), all.contains(validation), train + validation <= 1000 else {
      throw DecodingError.dataCorruptedError(
        forKey: .train, in: container,
        debugDescription: "shares are thousandths, together at most 1,000")
    }
    self.init(train: train, validation: validation)
  }

  /// The split to which content belongs, decided by its key alone.
  @inlinable
  public func split(of key: ContentKey) -> Split {
    let draw = Int(
      Random.mix(key.digest ^ 0xD1B5_4A32_D192_ED03).multipliedFullWidth(by: 1000).high)
    if draw < train { return .train }
    return draw < train + validation ? .validation : .test
  }
}
