import Foundation
public import VariantGymCore

/// Counts what a run would ask, without asking anybody.
///
/// Each request is answered by nothing at all, which no environment can read: so every episode takes
/// as many turns as it may, and the count is the most that the run can ask.
public struct DryRunPolicy: Policy {
  private let counter = Counter()

  /// A dry run.
  public init() {}

  /// What was counted so far.
  public var count: Count { counter.count }

  /// What a run would ask.
  public struct Count: Hashable, Sendable, CustomStringConvertible {
    /// The requests of first turns: the fewest that the run can ask.
    public fileprivate(set) var fewest = 0
    /// The requests of all turns: the most that the run can ask.
    public fileprivate(set) var most = 0
    /// The characters of all their prompts.
    public fileprivate(set) var characters = 0

    /// A sentence for people.
    public var description: String {
      "\(fewest) to \(most) requests, with at most \(characters) characters of prompts"
    }
  }

  /// An empty reply to each request.
  public func replies(to requests: [Request]) async -> [Result<Reply, PolicyFailure>] {
    counter.add(requests)
    return requests.map { _ in .success(Reply(text: "")) }
  }

  private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var value = Count()

    var count: Count { lock.withLock { value } }

    func add(_ requests: [Request]) {
      lock.withLock {
        value.fewest += requests.count { $0.turn == 0 }
        value.most += requests.count
        value.characters += requests.reduce(0) { sum, request in
          sum + request.messages.reduce(request.prefill.count) { $0 + $1.content.count }
        }
      }
    }
  }
}
