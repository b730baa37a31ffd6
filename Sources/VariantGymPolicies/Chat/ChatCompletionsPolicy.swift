import Foundation
public import VariantGymCore

/// A model behind a server that speaks the chat-completions protocol: vLLM, SGLang, llama.cpp,
/// Ollama, MLX and others.
///
/// ```swift
/// let policy = try ChatCompletionsPolicy(url: "http://localhost:8000", model: "my-model")
/// ```
///
/// Copies of a policy share their connections, caps and tally.
public struct ChatCompletionsPolicy: Policy {
  private let options: ChatOptions
  private let call: ChatCall
  private let client: any HTTPClient
  private let gate: AdaptiveGate
  private let ledger: Ledger
  private let sleep: @Sendable (Duration) async throws -> Void

  /// A policy.
  ///
  /// - Parameters:
  ///   - url: The address of the server, such as `http://localhost:8000/v1`.
  ///   - model: The name by which the server knows the model.
  ///   - options: How the server is asked.
  /// - Throws: `PolicyError` for an address that is none and for options out of their range.
  public init(
    url: String, model: String, options: ChatOptions = ChatOptions()
  ) throws(PolicyError) {
    try self.init(url: url, model: model, options: options) { try await Task.sleep(for: $0) }
  }

  /// - Parameter sleep: How to wait between two tries.
  init(
    url: String, model: String, options: ChatOptions,
    sleep: @escaping @Sendable (Duration) async throws -> Void
  ) throws(PolicyError) {
    try options.check()
    self.options = options
    call = try ChatCall(url: url, model: model, options: options)
    client =
      call.isPlain
      ? SocketClient(sizeLimit: options.sizeLimit)
      : URLSessionClient(connections: options.concurrency, sizeLimit: options.sizeLimit)
    gate = AdaptiveGate(most: options.concurrency)
    ledger = Ledger(options.caps)
    self.sleep = sleep
  }

  /// Single requests, as many at once as the options allow.
  public var capacity: Capacity { Capacity(batch: 1, calls: options.concurrency) }

  /// What was spent so far.
  public var tally: Tally { ledger.tally }

  /// One result for each request, in order.
  public func replies(to requests: [Request]) async -> [Result<Reply, PolicyFailure>] {
    await requests.concurrentMap { request in
      let result: Result<Reply, PolicyFailure>
      do throws(PolicyFailure) { result = .success(try await reply(to: request)) } catch {
        result = .failure(error)
      }
      ledger.count(result)
      return result
    }
  }

  private func reply(to request: Request) async throws(PolicyFailure) -> Reply {
    let call = try call(request)
    var jitter = request.random
    var wait = options.firstWait
    for triesLeft in stride(from: options.retries, through: 0, by: -1) {
      switch try await attempt(call) {
      case .reply(let reply):
        return options.prefill == .continuedAndEchoed
          ? reply.without(echo: request.prefill) : reply
      case .failure(let failure): throw failure
      case .retry(let failure, let asked, _):
        if triesLeft == 0 { throw failure }
        try await pause(asked ?? wait, &jitter, after: failure)
        wait = min(wait * 2, ChatOptions.longestWait)
      }
    }
    preconditionFailure("a request is sent at least once")
  }

  private func attempt(_ call: HTTPRequest) async throws(PolicyFailure) -> ChatOutcome {
    guard let ticket = await gate.enter() else { throw .cancelled }
    let outcome: ChatOutcome
    do throws(PolicyFailure) {
      try ledger.admit()
      let timeout = min(options.timeout, ledger.timeLeft ?? options.timeout)
      outcome = ChatOutcome(await client.post(call, timeout: timeout))
    } catch {
      outcome = .failure(error)
    }
    await gate.leave(ticket, wasTurnedAway: outcome.wasTurnedAway)
    return outcome
  }

  private func pause(
    _ wait: Duration, _ jitter: inout Random, after failure: PolicyFailure
  ) async throws(PolicyFailure) {
    if wait > ChatOptions.longestObeyedWait {
      throw PolicyFailure(
        "\(failure.reason), and asked for a wait of \(wait)", cause: failure.cause)
    }
    // Never sooner than asked, and not all at once.
    let whole = wait + wait * (Double(jitter.below(1024)) / 2048)
    if let timeLeft = ledger.timeLeft, timeLeft < whole {
      throw PolicyFailure("\(failure.reason), and no time is left", cause: .capReached)
    }
    do { try await sleep(whole) } catch { throw .cancelled }
  }
}

extension PolicyFailure {
  static let cancelled = PolicyFailure("cancelled", cause: .cancelled)
}

extension Reply {
  fileprivate func without(echo: String) -> Reply {
    guard text.hasPrefix(echo) else { return self }
    return Reply(
      text: String(text.dropFirst(echo.count)), reasoning: reasoning, usage: usage, ending: ending)
  }
}

extension Array where Element: Sendable {
  /// Maps all elements at once, and keeps their order.
  func concurrentMap<Output: Sendable>(
    _ transform: @Sendable (Element) async -> Output
  ) async -> [Output] {
    await withoutActuallyEscaping(transform) { transform in
      await withTaskGroup(of: (Int, Output).self) { group in
        for (place, element) in enumerated() {
          group.addTask { (place, await transform(element)) }
        }
        var outputs = [Output?](repeating: nil, count: count)
        for await (place, output) in group { outputs[place] = output }
        return outputs.compactMap(\.self)
      }
    }
  }
}
