import Foundation
public import VariantGymCore

/// A process of one's own that answers: one line of JSON in, one line of JSON out.
///
/// ```python
/// for line in sys.stdin:
///     request = json.loads(line)
///     text = my_model(request["messages"])
///     print(json.dumps({"id": request["id"], "text": text}), flush=True)
/// ```
///
/// A line in holds `id`, `seed` and what `Request` encodes. A line out holds the same `id` and either
/// `text`, with `reasoning`, `usage` and `ending` as `Reply` encodes them where they are known, or
/// `error`. The process is started when it is first needed and ends when its input does. A line out
/// that is not asked for, and one without the right `id`, ends it too: its lines could no longer be
/// told apart. What it writes to standard error is shown when it dies.
public struct SubprocessPolicy: Policy {
  /// How the process is run.
  public struct Options: Sendable {
    /// How many copies of the process are run, at least 1. Each answers one request at a time.
    public var processes = 1
    /// The most time for one answer, at most a day. A process that takes longer is killed, and the request has failed.
    public var timeout = Duration.seconds(300)
    /// The most bytes of a line out, at least 1.
    public var lineLimit = 8_000_000
    /// How often the process is started again, at least 0, without a reply between.
    public var restarts = 8

    /// The usual options.
    public init() {}

    func check() throws(PolicyError) {
      try PolicyError.require(
        (1...100_000).contains(processes), "processes", "\(processes) is not in 1...100000")
      try PolicyError.requireTimeout(timeout)
      try PolicyError.require(lineLimit >= 1, "lineLimit", "\(lineLimit) is below 1")
      try PolicyError.require(restarts >= 0, "restarts", "\(restarts) is below 0")
    }
  }

  private let options: Options
  private let gate: AdaptiveGate
  private let pool: ChildPool

  /// A policy.
  ///
  /// - Parameters:
  ///   - command: The program, looked up as a shell does, and its arguments.
  ///   - options: How it is run.
  /// - Throws: `PolicyError` for an empty command and for options out of their range.
  public init(command: [String], options: Options = Options()) throws(PolicyError) {
    try PolicyError.require(!command.isEmpty, "command", "is empty")
    try options.check()
    self.options = options
    gate = AdaptiveGate(most: options.processes)
    pool = ChildPool(command: command, restarts: options.restarts)
  }

  /// Single requests, one for each process.
  public var capacity: Capacity { Capacity(batch: 1, calls: options.processes) }

  /// One result for each request, in order.
  public func replies(to requests: [Request]) async -> [Result<Reply, PolicyFailure>] {
    await requests.concurrentMap { request in
      guard let ticket = await gate.enter() else { return .failure(.cancelled) }
      let result = await result(of: request)
      await gate.leave(ticket, wasTurnedAway: false)
      return result
    }
  }

  private func result(of request: Request) async -> Result<Reply, PolicyFailure> {
    if Task.isCancelled { return .failure(.cancelled) }
    let line: Data
    let number = pool.nextNumber()
    do { line = try SubprocessLine.encode(request, id: number) } catch {
      return .failure(PolicyFailure("the request cannot be written as JSON: \(error)"))
    }
    let result = await answer(line, number)
    guard case .failure(let failure) = result, failure.cause == .connection else { return result }
    // The process may have died of something else; a second death is the request's.
    return await answer(line, number)
  }

  private func answer(_ line: Data, _ number: Int) async -> Result<Reply, PolicyFailure> {
    let child: Child
    do throws(PolicyFailure) { child = try pool.take() } catch { return .failure(error) }
    let promise = Promise<Result<Reply, PolicyFailure>>()
    onThreadOfItsOwn { [options, pool] in
      let result: Result<Reply, PolicyFailure>
      do throws(PolicyFailure) {
        let answer = try child.exchange(
          line, timeout: options.timeout, lineLimit: options.lineLimit)
        result = .success(try SubprocessLine.reply(in: answer, id: number))
      } catch {
        result = .failure(error)
      }
      pool.putBack(child, after: promise.isFulfilled ? .failure(.cancelled) : result)
      promise.fulfil(result)
    }
    return await promise.value {
      promise.fulfil(.failure(.cancelled))
      child.kill()
    }
  }
}
