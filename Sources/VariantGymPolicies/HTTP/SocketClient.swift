import Foundation

/// Posts requests over plain sockets. Each request under way has a thread that waits for it, and
/// connections are used again.
///
/// It exists because URLSession on Linux ends the program when a server breaks off inside the head of
/// its answer. Without TLS it is for `http` only.
final class SocketClient: HTTPClient, @unchecked Sendable {
  private let sizeLimit: Int
  private let lock = NSLock()
  /// The connections that wait to be used again, by server.
  private var idle: [String: [SocketConnection]] = [:]

  /// - Parameter sizeLimit: The most bytes of a body.
  init(sizeLimit: Int) {
    self.sizeLimit = sizeLimit
  }

  func post(
    _ request: HTTPRequest, timeout: Duration
  ) async -> Result<HTTPResponse, HTTPFailure> {
    let deadline = ContinuousClock.now + timeout
    let promise = Promise<Result<HTTPResponse, HTTPFailure>>()
    let line = SocketLine()
    onThreadOfItsOwn { [self] in
      Descriptor.blockPipeSignal()
      do throws(HTTPFailure) {
        let connection = try connection(to: request.url, by: deadline)
        line.hold(connection)
        let (response, staysOpen) = try connection.exchange(
          request, by: deadline, sizeLimit: sizeLimit)
        line.letGo()
        // A server often closes behind an error, and a request that crosses with the end is lost.
        if staysOpen, response.status == 200 { keep(connection, to: request.url) }
        promise.fulfil(.success(response))
      } catch {
        line.letGo()
        promise.fulfil(.failure(error))
      }
    }
    return await promise.value {
      promise.fulfil(.failure(.cancelled))
      line.cut()
    }
  }

  /// A connection that was used before and has not been closed by the other side, or a new one.
  private func connection(
    to url: URL, by deadline: ContinuousClock.Instant
  ) throws(HTTPFailure) -> SocketConnection {
    while let connection = lock.withLock({ idle[url.server]?.popLast() }) {
      if connection.isQuiet { return connection }
    }
    return try SocketConnection(to: url, by: deadline)
  }

  private func keep(_ connection: SocketConnection, to url: URL) {
    lock.withLock { idle[url.server, default: []].append(connection) }
  }
}

extension URL {
  fileprivate var server: String { "\(host ?? ""):\(port ?? 80)" }
}

/// Lets one thread shut the connection on which another one waits.
private final class SocketLine: @unchecked Sendable {
  private let lock = NSLock()
  private var connection: SocketConnection?
  private var isCut = false

  func hold(_ connection: SocketConnection) {
    lock.withLock {
      self.connection = connection
      if isCut { connection.shutDown() }
    }
  }

  /// From here on a cut does nothing: somebody else may use the connection.
  func letGo() { lock.withLock { connection = nil } }

  func cut() {
    lock.withLock {
      isCut = true
      connection?.shutDown()
    }
  }
}
