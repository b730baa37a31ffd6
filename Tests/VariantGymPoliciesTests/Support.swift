import Foundation
import LoopbackServer
import VariantGym

@testable import VariantGymPolicies

typealias Outcome = Result<Reply, PolicyFailure>

extension Result where Success == Reply, Failure == PolicyFailure {
  var text: String? { try? get().text }

  var cause: PolicyFailure.Cause? {
    if case .failure(let failure) = self { failure.cause } else { nil }
  }

  var reason: String? {
    if case .failure(let failure) = self { failure.reason } else { nil }
  }
}

/// Requests that differ in their identity and in their prompts.
func requests(
  _ count: Int, prefill: String = "", sampling: Sampling = Sampling()
) -> [Request] {
  (0..<count).map { index in
    Request(
      messages: [Message(role: .user, content: "Where to, \(index)?")], prefill: prefill,
      episode: EpisodeIdentity(
        address: Address(
          family: "sokoban", difficulty: "simple", split: .test, cohort: ["base"], index: index),
        variant: "base", framing: Framing()),
      history: [], sampling: sampling)
  }
}

/// A whole answer as a server gives it.
func chatAnswer(_ text: String) -> Step { .response(chatBody(text)) }

func chatBody(_ text: String) -> String {
  #"{"choices":[{"message":{"role":"assistant","content":"\#(text)"},"finish_reason":"stop"}],"#
    + #""usage":{"prompt_tokens":7,"completion_tokens":3}}"#
}

extension Exchange {
  /// The body as an object.
  var json: [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]) ?? [:]
  }

  /// What the last message says.
  var question: String {
    ((json["messages"] as? [[String: String]])?.last?["content"]) ?? ""
  }
}

/// A value that several threads change.
final class Shared<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var held: Value

  init(_ value: Value) {
    held = value
  }

  var value: Value { lock.withLock { held } }

  @discardableResult
  func update<Output>(_ change: (inout Value) throws -> Output) rethrows -> Output {
    try lock.withLock { try change(&held) }
  }
}

/// Runs a body beside a server, which is stopped afterwards.
func withServer<Output>(
  answer: @escaping @Sendable (Exchange) async -> [Step],
  _ body: (LoopbackServer) async throws -> Output
) async throws -> Output {
  let server = try LoopbackServer(answer: answer)
  defer { server.stop() }
  return try await body(server)
}

/// How long to wait where a time-out is not what is tried: longer than any suite, since the tests beside
/// this one keep all threads busy.
let patience = Duration.seconds(550)

/// A policy that asks a server on loopback and notes its waits instead of waiting.
func chatPolicy(
  _ server: LoopbackServer, waits: Shared<[Duration]> = Shared([]),
  _ change: (inout ChatOptions) -> Void = { _ in }
) throws -> ChatCompletionsPolicy {
  var options = ChatOptions()
  options.timeout = patience
  options.retries = 2
  change(&options)
  return try ChatCompletionsPolicy(
    url: server.url, model: "tiny", options: options,
    sleep: { wait in waits.update { $0.append(wait) } })
}
