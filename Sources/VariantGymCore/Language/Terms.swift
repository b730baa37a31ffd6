/// What a prompt announces and what the environment accepts.
///
/// Equal for honest variants, different for fake probes; nothing is shown where the convention is
/// left unsaid.
public struct Terms<Convention: Hashable & Codable & Sendable>: Hashable, Codable, Sendable {
  /// What the prompt announces; `nil` where it announces nothing.
  public let shown: Convention?
  /// What counts.
  public let accepted: Convention
  /// Whether the instance must be one on which `shown` and the family's base differ in effect, so
  /// that a reply tells which of them it follows.
  public let mustDiscriminate: Bool

  /// Terms that may differ in what is shown and what is accepted.
  public init(shown: Convention?, accepted: Convention, mustDiscriminate: Bool = false) {
    self.shown = shown
    self.accepted = accepted
    self.mustDiscriminate = mustDiscriminate
  }

  /// Terms that announce what is accepted.
  public init(honest convention: Convention, mustDiscriminate: Bool = false) {
    self.init(shown: convention, accepted: convention, mustDiscriminate: mustDiscriminate)
  }

  /// What a policy that does as it is told goes by: what is shown, or else what is accepted.
  @inlinable
  public var asked: Convention { shown ?? accepted }

  /// Whether the prompt announces something else than what counts.
  @inlinable
  public var isFake: Bool { shown != nil && shown != accepted }
}

/// A way to instruct: it gives the terms of each instance.
public protocol InstructionVariant<Convention>: Sendable {
  /// What words or cards mean in the environment.
  associatedtype Convention: Hashable & Codable & Sendable

  /// A stable name, unique within the environment.
  var name: String { get }

  /// The name of the terms stream. A fake shares it with its honest twin, so that both show the
  /// same words; by default it is the variant's name.
  var vocabulary: String { get }

  /// The terms of one instance.
  ///
  /// - Parameters:
  ///   - split: Vocabularies may be kept in disjoint pools, one for each split.
  ///   - random: The terms stream of the instance's address.
  func terms(split: Split, using random: inout Random) -> Terms<Convention>
}

extension InstructionVariant {
  /// A stream of the variant's own.
  public var vocabulary: String { name }
}

/// A variant whose terms are always the same.
public struct FixedVariant<Convention: Hashable & Codable & Sendable>: InstructionVariant {
  /// The variant's stable name.
  public let name: String
  private let terms: Terms<Convention>

  /// A variant with the given terms.
  public init(_ name: String, _ terms: Terms<Convention>) {
    self.name = name
    self.terms = terms
  }

  /// The terms, whatever the split and the draw.
  public func terms(split: Split, using random: inout Random) -> Terms<Convention> { terms }
}

/// A variant that announces one of several conventions, drawn anew for every instance, and means it.
public struct DrawnVariant<Convention: Hashable & Codable & Sendable>: InstructionVariant {
  /// The variant's stable name.
  public let name: String
  private let conventions: [Convention]

  /// A variant that draws from at least one convention, all alike.
  public init(_ name: String, from conventions: [Convention]) {
    precondition(!conventions.isEmpty, "there is nothing to draw from")
    self.name = name
    self.conventions = conventions
  }

  /// Honest terms with one of the conventions, whatever the split.
  public func terms(split: Split, using random: inout Random) -> Terms<Convention> {
    Terms(honest: random.pick(from: conventions))
  }
}
