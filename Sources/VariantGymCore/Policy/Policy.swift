/// Anything that answers prompts: a model behind a server, a process, a script, a recording.
///
/// A policy knows nothing of environments. It answers a batch of requests, each with a reply or
/// with its own failure; it never throws, since one failure must not lose the rest. When its task is
/// cancelled it soon gives what it has, and failures with cause `cancelled` for the rest.
public protocol Policy: Sendable {
  /// How much the policy works on at once; unless it says otherwise, one call of 64 requests.
  var capacity: Capacity { get }

  /// One result for each request, in order. Several calls may be under way at once.
  func replies(to requests: [Request]) async -> [Result<Reply, PolicyFailure>]
}

extension Policy {
  /// One call of 64 requests at a time.
  public var capacity: Capacity { Capacity(batch: 64, calls: 1) }
}

/// How a policy likes to be asked. It is advice: a policy answers any number of requests.
public struct Capacity: Hashable, Sendable {
  /// How many requests a call best holds, at least 1. A policy that answers each request as soon as
  /// it can wants 1, so that no request waits for the slowest of its call.
  public let batch: Int
  /// How many calls may usefully be under way at once, at least 1.
  public let calls: Int

  /// A capacity.
  public init(batch: Int, calls: Int) {
    precondition(batch > 0 && calls > 0, "a policy takes at least one call of one request")
    self.batch = batch
    self.calls = calls
  }
}
