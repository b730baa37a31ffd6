/// Finds the words for the steps of a trace.
///
/// A style of one's own is one conforming type, handed to the narrator. A style only writes: what
/// it writes is read back by the environment's `TraceVerifier`, which knows the phrases of the
/// library's styles and takes further ones.
public protocol TraceStyle<Step>: Sendable {
  /// The steps that are told.
  associatedtype Step: Sendable

  /// A stable name, such as `direct`.
  var name: String { get }
  /// Whether dead ends are told.
  var shape: TraceShape { get }

  /// The steps in words.
  ///
  /// - Parameters:
  ///   - steps: What is told, in order.
  ///   - phrasing: Decides where there are several ways to say the same.
  func write(_ steps: [Step], phrasing: inout Phrasing) -> String
}

/// What a trace is made of.
public enum TraceShape: String, Hashable, Codable, Sendable {
  /// The shortest justified way to the answer.
  case derivation
  /// A search with dead ends and the way back from them.
  case exploration
}

/// Chooses among several ways to say the same: by seed, or always the first.
public struct Phrasing: Sendable {
  @usableFromInline var random: Random?

  /// Chooses by the given stream; without one, always the first way.
  public init(_ random: Random? = nil) {
    self.random = random
  }

  /// One of the ways.
  @inlinable
  public mutating func pick<Text>(
    _ first: @autoclosure () -> Text, _ others: (() -> Text)...
  ) -> Text {
    let choice = random?.below(others.count + 1) ?? 0
    return choice == 0 ? first() : others[choice - 1]()
  }
}
