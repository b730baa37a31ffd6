import Foundation
import VariantGymCore

/// How a request becomes a call to a server.
struct ChatCall: Sendable {
  private let url: URL
  private let model: String
  private let key: String?
  private let prefill: ChatOptions.Prefill
  private let sendsSeed: Bool
  private let extra: Data?

  init(url: String, model: String, options: ChatOptions) throws(PolicyError) {
    self.url = try Self.endpoint(url)
    self.model = model
    key = options.key
    prefill = options.prefill
    sendsSeed = options.sendsSeed
    extra = options.extra.map { Data($0.utf8) }
    if let extra, Self.members(extra) == nil {
      throw .badOption(name: "extra", reason: "is not a JSON object")
    }
  }

  /// Whether the server is reached without TLS.
  var isPlain: Bool { url.scheme == "http" }

  /// Completes the address of a server to that of its chat completions.
  private static func endpoint(_ text: String) throws(PolicyError) -> URL {
    let known = ["http", "https"]
    guard let url = URL(string: text), known.contains(url.scheme ?? ""), url.host != nil else {
      throw .badOption(
        name: "url", reason: "'\(text)' is not an address such as http://host:8000/v1")
    }
    if url.path.hasSuffix("/chat/completions") { return url }
    let base = ["", "/"].contains(url.path) ? url.appendingPathComponent("v1") : url
    return base.appendingPathComponent("chat").appendingPathComponent("completions")
  }

  /// - Throws: A failure where the request cannot be sent.
  func callAsFunction(_ request: Request) throws(PolicyFailure) -> HTTPRequest {
    if prefill == .refused, !request.prefill.isEmpty {
      throw PolicyFailure(
        "the reply is already begun, and nothing says that the server can go on with it",
        cause: .refused)
    }
    var headers = [
      (name: "Content-Type", value: "application/json"),
      (name: "Accept", value: "application/json"),
    ]
    if let key { headers.append((name: "Authorization", value: "Bearer \(key)")) }
    do { return HTTPRequest(url: url, headers: headers, body: try body(request)) } catch {
      throw PolicyFailure("the request cannot be written as JSON: \(error)")
    }
  }

  private func body(_ request: Request) throws -> Data {
    let isBegun = !request.prefill.isEmpty
    let sampling = request.sampling
    let body = Body(
      model: model,
      messages: request.messages
        + (isBegun ? [Message(role: .assistant, content: request.prefill)] : []),
      stream: false, temperature: sampling.temperature, topP: sampling.topP,
      maxTokens: sampling.maxTokens, stop: sampling.stop.isEmpty ? nil : sampling.stop,
      seed: sendsSeed ? request.seed : nil, continueFinalMessage: isBegun ? true : nil,
      addGenerationPrompt: isBegun ? false : nil)
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(body)
    guard let extra, let added = Self.members(extra), let own = Self.members(data) else {
      return data
    }
    return try JSONSerialization.data(
      withJSONObject: own.merging(added) { $1 }, options: [.sortedKeys, .withoutEscapingSlashes])
  }

  private static func members(_ data: Data) -> [String: Any]? {
    (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
  }

  private struct Body: Encodable {
    let model: String
    let messages: [Message]
    let stream: Bool
    let temperature: Double?
    let topP: Double?
    let maxTokens: Int?
    let stop: [String]?
    let seed: Int?
    let continueFinalMessage: Bool?
    let addGenerationPrompt: Bool?
  }
}
