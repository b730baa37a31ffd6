extension Framing {
  /// In which words a prompt is put, by name. Each environment has wordings of its own, all of
  /// which say the same.
  public struct Wording: RawRepresentable, Hashable, Codable, Sendable {
    /// The stable name, in kebab case.
    public let rawValue: String

    /// The wording with a name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// The wording that every environment has.
    public static let plain = Wording(rawValue: "plain")
    /// Drawn for each row from those of the address's split; twins share it.
    public static let varied = Wording(rawValue: "varied")
    /// Few signs and no words, for tiny models.
    public static let compact = Wording(rawValue: "compact")
    /// The prompt in German.
    public static let german = Wording(rawValue: "german")
  }
}

extension Framing.Wording: ExpressibleByStringLiteral, CustomStringConvertible {
  /// The wording with a name.
  public init(stringLiteral name: String) { self.init(rawValue: name) }

  /// The name.
  public var description: String { rawValue }
}

/// The wordings of an environment's prompts.
public struct Wordings: Hashable, Sendable {
  /// Those that are only used where they are asked for by name; `plain` is the first.
  public let standing: [Framing.Wording]
  /// What `varied` draws from in training.
  public let training: [Framing.Wording]
  /// What `varied` draws from in validation.
  public let validation: [Framing.Wording]
  /// What `varied` draws from in evaluation.
  public let test: [Framing.Wording]

  /// What `varied` draws from in a split.
  public subscript(split: Split) -> [Framing.Wording] {
    switch split {
    case .train: training
    case .validation: validation
    case .test: test
    }
  }

  /// Every wording that has a text of its own.
  public var all: [Framing.Wording] { standing + training + validation + test }

  /// Refuses a wording that a framing cannot name in a split.
  ///
  /// - Throws: `UnknownName`, which lists what it can name: every wording with a text, whatever the
  ///   split, and `varied` where the split has a pool.
  public func check(
    _ wording: Framing.Wording, in split: Split, of family: String
  ) throws(UnknownName) {
    if wording == .plain { return }
    let known = self[split].isEmpty ? all : all + [.varied]
    guard !known.contains(wording) else { return }
    throw UnknownName("wording of \(family)", wording.rawValue, known: known.map(\.rawValue))
  }

  /// The wording of an address: itself, or for `varied` the one that is drawn; `nil` if there is
  /// none.
  @usableFromInline
  func wording(_ wording: Framing.Wording, at address: Address) -> Framing.Wording? {
    if wording == .plain { return wording }
    guard wording == .varied else { return all.contains(wording) ? wording : nil }
    let pool = self[address.split]
    if pool.isEmpty { return nil }
    // A stream apart from that of the announcement, whose order would else go with the words.
    var random = address.stream(.draw(of: "wording"))
    return random.pick(from: pool)
  }
}
