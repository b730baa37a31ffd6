import VariantGym

/// The words for the four moves: what an instruction may change, and so the convention.
public struct Signs: Hashable, Sendable {
  private let words: [String]

  /// Words for up, down, left and right: ASCII letters and digits, in any case, all different.
  public init?(_ words: [String]) {
    let isPlain = words.allSatisfy { word in
      !word.isEmpty && word.utf8.count <= 20
        && word.utf8.allSatisfy { $0 < 0x80 && TextScanner.isWordPart($0) }
    }
    guard words.count == 4, isPlain, Set(words.map { $0.lowercased() }).count == 4 else {
      return nil
    }
    self.words = words
  }

  /// The word for a move.
  public subscript(move: Move) -> String {
    words[Move.allCases.firstIndex(of: move)!]
  }

  /// The move that a word stands for.
  func move(of word: String) -> Move? {
    Move.allCases.first { self[$0].lowercased() == word.lowercased() }
  }

  /// The points of the compass: the training language.
  public static let base = Signs(["north", "south", "west", "east"])!
  /// The numbers that Gymnasium gives to the moves.
  public static let digits = Signs(["3", "1", "0", "2"])!
  /// The keys by which games are played.
  public static let keys = Signs(["w", "s", "a", "d"])!
  /// The points of the compass, each for the opposite one.
  public static let opposite = Signs(["south", "north", "east", "west"])!
}

extension Signs: Codable {
  /// Reads the words for up, down, left and right.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let signs = Signs(try container.decode([String].self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "signs are four different words of letters and digits")
    }
    self = signs
  }

  /// Writes the words for up, down, left and right.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(words)
  }
}

/// Every way to instruct.
enum LakeVariants {
  static let all: [any InstructionVariant<Signs>] =
    [FixedVariant("base", Terms(honest: .base))]
    + [("digits", Signs.digits), ("keys", .keys), ("opposite", .opposite)].flatMap { name, signs in
      [
        FixedVariant(name, Terms(honest: signs)),
        FixedVariant("fake-\(name)", Terms(shown: signs, accepted: .base)),
      ]
    } + [InventedWords(isFake: false), InventedWords(isFake: true)]
}

/// Words that nobody has heard, drawn anew for every instance; each split has sounds of its own.
private struct InventedWords: InstructionVariant {
  let isFake: Bool
  var name: String { isFake ? "fake-invented" : "invented" }
  var vocabulary: String { "invented" }

  func terms(split: Split, using random: inout Random) -> Terms<Signs> {
    let signs = Signs(random.sample(4, of: Self.words(of: split)))!
    return isFake ? Terms(shown: signs, accepted: .base) : Terms(honest: signs)
  }

  private static func words(of split: Split) -> [String] {
    let consonants =
      switch split {
      case .train: "bdfg"
      case .validation: "klm"
      case .test: "prtz"
      }
    let syllables = consonants.flatMap { consonant in "aeiou".map { "\(consonant)\($0)" } }
    return syllables.flatMap { first in syllables.map { first + $0 } }
  }
}
