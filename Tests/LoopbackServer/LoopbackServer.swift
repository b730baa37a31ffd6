import Foundation

/// A small HTTP/1.1 server on 127.0.0.1 whose answers are lists of steps, so that a test can have it
/// misbehave byte for byte. One thread serves all connections.
public final class LoopbackServer: @unchecked Sendable {
  /// The port that the system chose.
  public let port: Int
  private let answer: @Sendable (Exchange) async -> [Step]
  private let listener: Int32
  private let wakeReader: Int32
  private let wakeWriter: Int32
  private let lock = NSLock()
  private var answered: [(connection: Int, steps: [Step])] = []
  private var isStopping = false
  private var requests = 0

  /// Starts a server.
  ///
  /// - Parameter answer: What it does about each request. Called at once, in tasks of their own.
  public init(answer: @escaping @Sendable (Exchange) async -> [Step]) throws {
    self.answer = answer
    (listener, port) = try Socket.listen()
    (wakeReader, wakeWriter) = try Socket.pipe()
    let thread = Thread { [self] in serve() }
    thread.name = "loopback server"
    thread.start()
  }

  /// The address at which a client finds it.
  public var url: String { "http://127.0.0.1:\(port)/v1" }

  /// How many whole requests came so far.
  public var requestCount: Int { lock.withLock { requests } }

  /// Closes all connections and ends the thread.
  public func stop() {
    lock.withLock { isStopping = true }
    wake()
  }

  private func wake() { Socket.send([0], to: wakeWriter) }

  private func serve() {
    var connections: [Int: Connection] = [:]
    var opened = 0
    defer {
      for connection in connections.values { Socket.close(connection.descriptor) }
      for descriptor in [listener, wakeReader, wakeWriter] { Socket.close(descriptor) }
    }
    while true {
      let order = connections.keys.sorted()
      var polled = [Socket.poll(listener, .read), Socket.poll(wakeReader, .read)]
      polled += order.map { connections[$0]!.interest }
      Socket.wait(
        for: &polled, seconds: connections.values.compactMap(\.silence).min().map { max($0, 0) })
      if polled[1].isReady { Socket.drain(wakeReader) }
      if polled[0].isReady {
        while let descriptor = Socket.accept(listener) {
          connections[opened] = Connection(descriptor)
          opened += 1
        }
      }
      let (steps, stops) = lock.withLock {
        defer { answered = [] }
        return (answered, isStopping)
      }
      if stops { return }
      for (connection, steps) in steps { connections[connection]?.steps += steps }
      for (place, number) in order.enumerated() where polled[place + 2].isReady {
        if connections[number]!.receive() { continue }
        Socket.close(connections.removeValue(forKey: number)!.descriptor)
      }
      for number in connections.keys.sorted() {
        while let (target, headers, body) = connections[number]!.nextRequest() {
          begin(number, target, headers, body)
        }
        if connections[number]!.carryOn() { continue }
        Socket.close(connections.removeValue(forKey: number)!.descriptor)
      }
    }
  }

  private func begin(
    _ connection: Int, _ target: String, _ headers: [String: String], _ body: [UInt8]
  ) {
    let number = lock.withLock {
      requests += 1
      return requests - 1
    }
    let exchange = Exchange(
      target: target, headers: headers, body: body, connection: connection, number: number)
    Task {
      let steps = await answer(exchange)
      lock.withLock { answered.append((connection, steps)) }
      wake()
    }
  }
}
