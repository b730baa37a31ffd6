import Foundation
import LoopbackServer
import Testing
import VariantGym

@testable import VariantGymPolicies

/// Both clients keep one contract. The one that knows TLS is tried without it.
@Suite("HTTP clients", .timeLimit(.minutes(10)))
struct HTTPClientTests {
  enum Kind: CaseIterable {
    case sockets, session

    func client() -> any HTTPClient {
      switch self {
      case .sockets: SocketClient(sizeLimit: 100_000)
      case .session: URLSessionClient(connections: 4, sizeLimit: 100_000)
      }
    }
  }

  private func post(
    _ kind: Kind, _ steps: [Step], timeout: Duration = patience
  ) async throws -> Result<HTTPResponse, HTTPFailure> {
    try await withServer { _ in
      steps
    } _: { server in
      await kind.client().post(request(server.url), timeout: timeout)
    }
  }

  private func request(_ url: String) -> HTTPRequest {
    HTTPRequest(
      url: URL(string: url)!, headers: [("X-Mine", "here")], body: Data("question".utf8))
  }

  @Test("a request arrives whole and its answer comes back", arguments: Kind.allCases)
  func exchange(kind: Kind) async throws {
    try await withServer { exchange in
      let text =
        [exchange.target, exchange.headers["x-mine"] ?? "", exchange.headers["host"] ?? ""]
        .joined(separator: " ")
      return [
        .response(
          status: 418, headers: ["X-Yours": "there"], bytes: Array(text.utf8) + exchange.body)
      ]
    } _: { server in
      let response = try await kind.client().post(request(server.url), timeout: patience).get()
      let text = "POST /v1 here 127.0.0.1:\(server.port)question"
      #expect(response.status == 418)
      #expect(response.headers["x-yours"] == "there")
      #expect(String(decoding: response.body, as: UTF8.self) == text)
    }
  }

  @Test("the host of a request is that of its address, an IPv6 address in brackets")
  func host() {
    for (url, host) in [
      ("http://[::1]:8000/v1", "[::1]:8000"), ("http://[2001:db8::5]/v1", "[2001:db8::5]"),
      ("http://example.org:80/v1", "example.org:80"), ("http://10.0.0.1/v1", "10.0.0.1"),
    ] {
      let head = String(decoding: request(url).bytes, as: UTF8.self)
      #expect(head.hasPrefix("POST /v1 HTTP/1.1\r\nHost: \(host)\r\n"), "\(head)")
    }
  }

  @Test("a connection is used again", arguments: Kind.allCases)
  func reuse(kind: Kind) async throws {
    try await withServer {
      [.response("\($0.connection)")]
    } _: { server in
      let client = kind.client()
      for _ in 0..<5 {
        let response = try await client.post(request(server.url), timeout: patience).get()
        #expect(response.body == Data("0".utf8))
      }
    }
  }

  @Test("a connection that the server closed after its answer is not", arguments: Kind.allCases)
  func closed(kind: Kind) async throws {
    try await withServer {
      [.response("\($0.connection)"), .close]
    } _: { server in
      let client = kind.client()
      for number in 0..<5 {
        let response = try await client.post(request(server.url), timeout: patience).get()
        #expect(response.body == Data("\(number)".utf8))
        while server.connectionCount > 0 { try await Task.sleep(for: .milliseconds(2)) }
      }
    }
  }

  @Test("chunks are put together", arguments: Kind.allCases)
  func chunks(kind: Kind) async throws {
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    let steps: [Step] = [
      .send(head), .send("3\r\nhel\r"), .wait(0.02), .send("\n2\r\nlo\r\n0\r\n\r\n"),
    ]
    #expect(try await post(kind, steps).get().body == Data("hello".utf8))
  }

  @Test("a redirection is an answer like another", arguments: Kind.allCases)
  func redirection(kind: Kind) async throws {
    let step = Step.response(status: 307, headers: ["Location": "http://127.0.0.1:9/"], "")
    #expect(try await post(kind, [step]).get().status == 307)
  }

  @Test("what goes wrong has its name", arguments: Kind.allCases)
  func failures(kind: Kind) async throws {
    let flood: [Step] = [.send(Step.head(length: 200_000)), .flood(0x20, count: 200_000)]
    #expect(try await post(kind, flood) == .failure(.tooLarge))
    let silence = try await post(kind, [.wait(30)], timeout: .milliseconds(100))
    #expect(silence == .failure(.timedOut))
    let half: [Step] = [.send(Step.head(length: 200)), .send("half"), .wait(0.02), .reset]
    guard case .failure(.connection) = try await post(kind, half) else {
      Issue.record("a reset was taken for something else")
      return
    }
  }

  @Test("a cancelled request ends at once, and the server sees it go", arguments: Kind.allCases)
  func cancellation(kind: Kind) async throws {
    try await withServer { _ in
      [.wait(30)]
    } _: { server in
      let client = kind.client()
      let task = Task { await client.post(request(server.url), timeout: patience) }
      while server.requestCount == 0 { try await Task.sleep(for: .milliseconds(5)) }
      task.cancel()
      #expect(await task.value == .failure(.cancelled))
      while server.connectionCount > 0 { try await Task.sleep(for: .milliseconds(5)) }
    }
  }

  @Test("who is cancelled before asking does not wait", arguments: Kind.allCases)
  func cancelledBefore(kind: Kind) async throws {
    try await withServer { _ in
      [.wait(30)]
    } _: { server in
      let task = Task {
        while !Task.isCancelled { await Task.yield() }
        return await kind.client().post(request(server.url), timeout: patience)
      }
      task.cancel()
      #expect(await task.value == .failure(.cancelled))
    }
  }

  @Test("a host by name and one that does not exist")
  func hosts() async throws {
    try await withServer { _ in
      [.response("here")]
    } _: { server in
      let client = Kind.sockets.client()
      let found = await client.post(
        request("http://localhost:\(server.port)/?x=1"), timeout: patience)
      #expect((try? found.get())?.body == Data("here".utf8))
      let lost = await client.post(
        request("http://no-such-host.invalid/"), timeout: patience)
      guard case .failure(.connection(let reason)) = lost else {
        Issue.record("\(lost)")
        return
      }
      #expect(reason.hasPrefix("no-such-host.invalid: "))
    }
  }
}
