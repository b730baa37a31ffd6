public import VariantGymCore

/// What a data set is made of: everything that its bytes depend on, besides the library's version.
///
/// A recipe is also a JSON file: see `RecipeFile`.
public struct Recipe: Hashable, Sendable {
  /// A stable name, also that of the file: letters, digits, `-`, `_` and `.`.
  public var name: String
  /// The environment.
  public var family: String
  /// The difficulty, drawn anew for every instance.
  public var difficulty: Mixture
  /// The split that all of the content belongs to.
  public var split: Split
  /// The variant, drawn anew for every row.
  public var variant: Mixture
  /// The variants under which every instance is playable. Sets with the same cohort, difficulty,
  /// seed and sampling are paired row by row.
  public var cohort: [String]
  /// The variants whose languages count as those of training, where obedience is measured.
  public var trained: [String]
  /// How each row is put.
  public var framing: Framing
  /// What stands in the rows.
  public var content: Content
  /// Which states of an instance make rows.
  public var sampling: Sampling
  /// The most rows of one instance, at least 1; `nil` for no limit.
  public var rowsPerInstance: Int?
  /// The number of rows, within `rowCounts`.
  public var rows: Int
  /// The seed.
  public var seed: UInt64
  /// What the environment is set up with.
  public var settings: Settings

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
  public enum Sampling: String, CaseIterable, Hashable, Codable, Sendable {
    /// The start alone.
    case start
    /// The start alone; no two instances are the same to a person.
    case distinctStarts = "distinct-starts"
    /// Every state on the solution, with terms and wording of its own.
    case solution
  }

  /// What an environment is set up with before it draws.
  public struct Settings: Hashable, Codable, Sendable {
    /// Files by what they are for, such as `levels` or `words`.
    public var files: [String: SourceFile]
    /// The most turns of an episode; `nil` for the environment's own.
    public var turnLimit: Int?
    /// How much of the content belongs to each split; `nil` for the environment's own.
    public var shares: SplitShares?

    /// Settings; by default those that the environment has.
    public init(
      files: [String: SourceFile] = [:], turnLimit: Int? = nil, shares: SplitShares? = nil
    ) {
      self.files = files
      self.turnLimit = turnLimit
      self.shares = shares
    }
  }

  /// A recipe whose cohort, unless it is given, are the variants of the rows, and whose training
  /// language is that of `base`.
  public init(
    name: String, family: String, difficulty: Mixture, split: Split, variant: Mixture,
    cohort: [String]? = nil, trained: [String]? = nil, framing: Framing = Framing(),
    content: Content, sampling: Sampling, rowsPerInstance: Int? = nil, rows: Int, seed: UInt64 = 0,
    settings: Settings = Settings()
  ) {
    self.name = name
    self.family = family
    self.difficulty = difficulty
    self.split = split
    self.variant = variant
    self.cohort = cohort ?? variant.names
    self.trained = trained ?? ["base"]
    self.framing = framing
    self.content = content
    self.sampling = sampling
    self.rowsPerInstance = rowsPerInstance
    self.rows = rows
    self.seed = seed
    self.settings = settings
  }
}

extension Recipe.Settings {
  /// Reads settings, all of which may be missing.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      files: try fields.decodeIfPresent([String: SourceFile].self, forKey: .files) ?? [:],
      turnLimit: try fields.decodeIfPresent(Int.self, forKey: .turnLimit),
      shares: try fields.decodeIfPresent(SplitShares.self, forKey: .shares))
  }
}
