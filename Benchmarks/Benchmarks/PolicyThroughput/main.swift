import Foundation
import LoopbackServer
import VariantGym

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

// How near a chat-completions policy comes to the rate that a server's latency allows: requests under
// way divided by latency. Beside it two clients that do less: bare sockets, and plain URLSession.

let answer = Step.response(
  #"{"choices":[{"message":{"role":"assistant","content":"<answer> Up </answer>"},"#
    + #""finish_reason":"stop"}],"usage":{"prompt_tokens":700,"completion_tokens":20}}"#)
let prompt = String(repeating: "a", count: 3000)

func request(_ index: Int) -> Request {
  Request(
    messages: [Message(role: .user, content: prompt)], prefill: "",
    episode: EpisodeIdentity(
      address: Address(
        family: "sokoban", difficulty: "simple", split: .test, cohort: ["base"], index: index),
      variant: "base", framing: Framing()),
    history: [])
}

/// Does a piece of work so often, at most so many at once.
func inFlight(_ most: Int, of count: Int, work: @escaping @Sendable (Int) async -> Void) async {
  await withTaskGroup(of: Void.self) { group in
    for number in 0..<count {
      if number >= most { await group.next() }
      group.addTask { await work(number) }
    }
  }
}

func byPolicy(_ url: String, _ most: Int, _ count: Int) async throws {
  var options = ChatOptions()
  options.concurrency = most
  let policy = try ChatCompletionsPolicy(url: url, model: "none", options: options)
  await inFlight(most, of: count) { number in
    if case .failure(let failure) = await policy.replies(to: [request(number)])[0] {
      preconditionFailure("\(failure)")
    }
  }
}

func bySession(_ url: String, _ most: Int, _ count: Int) async {
  let configuration = URLSessionConfiguration.ephemeral
  configuration.httpMaximumConnectionsPerHost = most
  let session = URLSession(configuration: configuration)
  var request = URLRequest(url: URL(string: url)!)
  request.httpMethod = "POST"
  request.httpBody = Data(prompt.utf8)
  let call = request
  await inFlight(most, of: count) { _ in
    do { _ = try await session.data(for: call) } catch { preconditionFailure("\(error)") }
  }
}

func byRawSockets(_ port: Int, _ most: Int, _ count: Int) throws {
  guard case .send(let bytes) = answer else { preconditionFailure("the answer is sent whole") }
  let request = "POST /v1 HTTP/1.1\r\nContent-Length: \(prompt.utf8.count)\r\n\r\n\(prompt)"
  try RawClient.post(
    count, connections: most, port: port, request: Array(request.utf8),
    answerLength: bytes.count)
}

/// Runs a body beside this program as a server, in a process of its own.
func withServer(latency: Double, _ body: (Int) async throws -> Void) async throws {
  let server = Process()
  let output = Pipe()
  server.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
  server.arguments = ["serve", "\(latency)"]
  server.standardOutput = output
  try server.run()
  // On Linux the servers were seen to outlive `terminate()`.
  defer { kill(server.processIdentifier, SIGKILL) }
  let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
  try await body(Int(line.dropLast())!)
}

if CommandLine.arguments.count == 3, let latency = Double(CommandLine.arguments[2]) {
  let server = try LoopbackServer { _ in [.wait(latency), answer] }
  FileHandle.standardOutput.write(Data("\(server.port)\n".utf8))
  while true { sleep(1000) }
}
print("under way  latency   ideal/s    policy   raw sockets   URLSession")
for (most, latency) in [(256, 1.0), (64, 0.1), (256, 0.1)] {
  let count = most * (latency < 1 ? 40 : 8)
  let ideal = Double(most) / latency
  func share(_ work: () async throws -> Void) async rethrows -> String {
    let duration = try await ContinuousClock().measure(work) / .seconds(1)
    return String(format: "%5.1f%%", Double(count) / duration / ideal * 100)
  }
  try await withServer(latency: latency) { port in
    let url = "http://127.0.0.1:\(port)"
    let policy = try await share { try await byPolicy(url, most, count) }
    let raw = try await share { try byRawSockets(port, most, count) }
    let session = await share { await bySession(url, most, count) }
    print(
      String(format: "%9d  %5.1f s  %8.0f", most, latency, ideal), "   \(policy)      \(raw)",
      "      \(session)")
  }
}
