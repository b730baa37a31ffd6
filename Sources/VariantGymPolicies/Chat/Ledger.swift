import Foundation
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
  public fileprivate(set) var requests = 0
  /// The replies that came.
  public fileprivate(set) var replies = 0
  /// The requests that ended without a reply, each counted once however often it was sent.
  public fileprivate(set) var failures = 0
  /// The tokens of the replies, as far as the server counted them.
  public fileprivate(set) var usage = Usage()
}

/// Counts what is spent, and refuses to spend more than the caps allow.
final class Ledger: @unchecked Sendable {
  private let caps: Caps
  private let lock = NSLock()
  private var counted = Tally()
  private var start: ContinuousClock.Instant?

  init(_ caps: Caps) {
    self.caps = caps
  }

  var tally: Tally { lock.withLock { counted } }

  /// The time that is left; `nil` without a cap on time.
  var timeLeft: Duration? {
    lock.withLock {
      guard let time = caps.time else { return nil }
      return time - (start.map { ContinuousClock.now - $0 } ?? .zero)
    }
  }

  /// Counts a request that is about to be sent.
  ///
  /// - Throws: A failure that names the cap which forbids it.
  func admit() throws(PolicyFailure) {
    let left = timeLeft
    let cap: String? = lock.withLock {
      if start == nil { start = ContinuousClock.now }
      if let cap = caps.requests, counted.requests >= cap { return "\(cap) requests" }
      if let cap = caps.tokens, counted.usage.total >= cap { return "\(cap) tokens" }
      if let cap = caps.time, let left, left <= .zero { return "a time of \(cap)" }
      counted.requests += 1
      return nil
    }
    if let cap { throw PolicyFailure("the cap of \(cap) is reached", cause: .capReached) }
  }

  func count(_ result: Result<Reply, PolicyFailure>) {
    lock.withLock {
      switch result {
      case .success(let reply):
        counted.replies += 1
        if let usage = reply.usage { counted.usage = counted.usage + usage }
      case .failure: counted.failures += 1
      }
    }
  }
}

extension Usage {
  fileprivate var total: Int { promptTokens + completionTokens }
}
