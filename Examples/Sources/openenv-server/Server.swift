import ArgumentParser
import FlyingFox
import Foundation
import VariantGym

@main
struct Server: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "openenv-server",
    abstract: "Serves the library's environments to clients of OpenEnv.",
    discussion: """
      Each connection to /ws is a session with an episode of its own: reset, step, state, close. /health \
      says whether the server is up.
      """)

  @Option(help: "The port, on this machine alone; 0 for a free one, which is printed.")
  var port: UInt16 = 8000

  @Option(help: "The most sessions at once.")
  var sessions = 256

  func validate() throws {
    guard sessions > 0 else { throw ValidationError("--sessions is above 0") }
  }

  func run() async throws {
    let server = HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: port), logger: .disabled)
    await server.appendRoute("GET /health") { _ in
      HTTPResponse(
        statusCode: .ok, headers: [.contentType: "application/json"],
        body: Data(#"{"status":"healthy"}"#.utf8))
    }
    await server.appendRoute(
      "GET /ws", to: .webSocket(SessionHandler(catalog: .standard, limit: sessions)))
    let serving = Task { try await server.run() }
    try await server.waitUntilListening()
    if case .ip4(let host, let port)? = await server.listeningAddress {
      // Unbuffered, for whoever waits for it.
      FileHandle.standardOutput.write(Data("listening on http://\(host):\(port)\n".utf8))
    }
    try await serving.value
  }
}

/// Gives each connection a session.
private struct SessionHandler: WSMessageHandler {
  let catalog: Catalog
  let places: Places

  init(catalog: Catalog, limit: Int) {
    self.catalog = catalog
    places = Places(limit)
  }

  func makeMessages(for client: AsyncStream<WSMessage>) async throws -> AsyncStream<WSMessage> {
    AsyncStream { answers in
      let serving = Task {
        await serve(client, answers)
        answers.finish()
      }
      answers.onTermination = { _ in serving.cancel() }
    }
  }

  private func serve(
    _ client: AsyncStream<WSMessage>, _ answers: AsyncStream<WSMessage>.Continuation
  ) async {
    let hasPlace = await places.take()
    var session = Session(catalog)
    for await message in client {
      guard case .text(let text) = message else { break }
      guard hasPlace else {
        // The refusal answers what was asked first: clients read only after they have written.
        answers.yield(.text(Session.refusal(.capacity, "all sessions are taken")))
        break
      }
      guard let answer = session.answer(text) else { break }
      answers.yield(.text(answer))
    }
    answers.yield(.close())
    if hasPlace { await places.give() }
  }
}

/// The sessions that are still free.
private actor Places {
  private var free: Int

  init(_ count: Int) {
    free = count
  }

  func take() -> Bool {
    guard free > 0 else { return false }
    free -= 1
    return true
  }

  func give() {
    free += 1
  }
}
