public import VariantGymCore

/// What a data set is made of: everything that its bytes depend on, besides the library's version.
public struct Recipe: Hashable, Codable, Sendable {
  /// A stable name, also that of the file.
  public var name: String
  /// The environment.
  public var family: String
  /// The difficulty.
  public var difficulty: String
  /// The split that all of the content belongs to.
  public var split: Split
  /// The variant of the rows.
  public var variant: String
  /// The variants under which every instance is playable. Sets with the same cohort, seed and
  /// sampling are paired row by row.
  public var cohort: [String]
  /// How each row is put.
  public var framing: Framing
  /// What stands in the rows.
  public var content: Content
  /// Which states of an instance make rows.
  public var sampling: Sampling
  /// The number of rows, within `rowCounts`.
  public var rows: Int
  /// The seed.
  public var seed: UInt64

  /// How many rows a set may have.
  public static let rowCounts = 1...1_000_000_000

  /// What stands in the rows.
  public enum Content: Hashable, Codable, Sendable {
    /// Prompts with what a scorer needs, without a reply.
    case prompts
    /// Prompts with gold replies.
    case replies(thought: ThoughtForm)
    /// Prompts with gold replies and a minimally wrong twin of each.
    case preferences(thought: ThoughtForm)

    /// Prompts with gold replies whose thoughts are told in a style.
    public static func replies(style: String) -> Content {
      .replies(thought: ThoughtForm(style: style))
    }

    /// How the thoughts of the replies are told; `nil` without replies.
    public var thought: ThoughtForm? {
      switch self {
      case .prompts: nil
      case .replies(let thought), .preferences(let thought): thought
      }
    }
  }

  /// Which states of an instance make rows.
  public enum Sampling: String, Hashable, Codable, Sendable {
    /// The start alone.
    case start
    /// The start alone; no two instances are the same to a person.
    case distinctStarts = "distinct-starts"
    /// Every state on the solution, with terms and wording of its own.
    case solution
  }

  /// A recipe.
  public init(
    name: String, family: String, difficulty: String, split: Split, variant: String,
    cohort: [String], framing: Framing = Framing(), content: Content, sampling: Sampling,
    rows: Int, seed: UInt64 = 0
  ) {
    self.name = name
    self.family = family
    self.difficulty = difficulty
    self.split = split
    self.variant = variant
    self.cohort = cohort
    self.framing = framing
    self.content = content
    self.sampling = sampling
    self.rows = rows
    self.seed = seed
  }

  /// The address of an instance of the set.
  func address(_ index: Int) -> Address {
    Address(
      family: family, difficulty: difficulty, split: split, cohort: cohort, seed: seed, index: index
    )
  }
}
