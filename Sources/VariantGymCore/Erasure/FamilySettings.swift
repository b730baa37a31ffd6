/// What an environment may be set up with, apart from its types: what a recipe in a file can say.
public struct FamilySettings: Hashable, Sendable {
  /// Texts by what they are for; each environment names its own, such as `levels`.
  public var texts: [String: String]
  /// The most turns of an episode, at least 1; `nil` for the environment's own.
  public var turnLimit: Int?
  /// How much of the content belongs to each split; `nil` for the environment's own.
  public var shares: SplitShares?

  /// Settings; by default those that the environment has.
  public init(
    texts: [String: String] = [:], turnLimit: Int? = nil, shares: SplitShares? = nil
  ) {
    self.texts = texts
    self.turnLimit = turnLimit
    self.shares = shares
  }

  /// Whether everything stays as the environment has it.
  public var areDefault: Bool { texts.isEmpty && turnLimit == nil && shares == nil }
}

/// Why an environment cannot be set up as asked.
public struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The setting, such as `levels`.
  public let setting: String
  /// What is wrong with it, with its place where there is one.
  public let reason: String

  /// An error about a setting.
  public init(_ setting: String, _ reason: String) {
    self.setting = setting
    self.reason = reason
  }

  /// A sentence for people.
  public var description: String { "the setting '\(setting)' cannot be used: \(reason)" }
}
