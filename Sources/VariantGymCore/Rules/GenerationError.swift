/// Why there is no instance at an address.
public enum GenerationError: Error, Hashable, Sendable {
  /// The address names something that does not exist.
  case unknownName(UnknownName)
  /// Among names that must differ one stands twice.
  case repeatedName(RepeatedName)
  /// No candidate met the conditions within the limit of draws.
  case noInstance(Address, attempts: Int)
  /// The instance's solution ends before the step of the address.
  case noSuchStep(Address)
  /// A search needed for the gold answer reached its limit.
  case search(SearchLimit)
}

extension GenerationError: CustomStringConvertible {
  /// A sentence for people.
  public var description: String {
    switch self {
    case .unknownName(let error): error.description
    case .repeatedName(let error): error.description
    case .noInstance(let address, let attempts):
      "no instance for \(address) in \(attempts) draws: its conditions are too narrow"
    case .noSuchStep(let address): "the solution of \(address) has no such step"
    case .search(let limit): limit.description
    }
  }
}

/// A name that nothing has, with those that exist.
public struct UnknownName: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of thing was asked for.
  public let kind: String
  /// The name that was given.
  public let name: String
  /// The names that exist.
  public let known: [String]

  /// An error that lists what exists.
  public init(_ kind: String, _ name: String, known: [String]) {
    self.kind = kind
    self.name = name
    self.known = known
  }

  /// A sentence for people.
  public var description: String {
    "there is no \(kind) named '\(name)'; known: \(known.joined(separator: ", "))"
  }
}

/// A name that is given twice where names must differ.
public struct RepeatedName: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of thing was named.
  public let kind: String
  /// The name that stands twice.
  public let name: String

  /// The first name that repeats an earlier one; `nil` if all differ.
  public init?(_ kind: String, in names: [String]) {
    var seen: Set<String> = []
    guard let name = names.first(where: { !seen.insert($0).inserted }) else { return nil }
    self.kind = kind
    self.name = name
  }

  /// A sentence for people.
  public var description: String { "the \(kind) '\(name)' is given twice" }
}
