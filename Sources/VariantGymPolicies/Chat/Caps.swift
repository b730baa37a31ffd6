public import VariantGymCore

/// Bounds on what a policy may spend. No request begins once one of them is reached; those already
/// under way end as they would, but for time, which cuts them short.
public struct Caps: Hashable, Sendable {
  /// The most requests that are sent, repetitions included; `nil` for no bound.
  public var requests: Int?
  /// The most tokens that are read and written, as the server counts them; `nil` for no bound.
  public var tokens: Int?
  /// The most time since the first request; `nil` for no bound.
  public var time: Duration?

  /// Caps; by default there are none.
  public init(requests: Int? = nil, tokens: Int? = nil, time: Duration? = nil) {
    self.requests = requests
    self.tokens = tokens
    self.time = time
  }
}

/// What a policy has spent so far.
public struct Tally: Hashable, Sendable {
  /// The requests sent, repetitions included.
  public internal(set) var requests = 0
  /// The replies that came.
  public internal(set) var replies = 0
  /// The requests that ended without a reply, each counted once however often it was sent.
  public internal(set) var failures = 0
  /// The tokens of the replies, as far as the server counted them.
  public internal(set) var usage = Usage()
}
