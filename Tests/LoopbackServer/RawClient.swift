/// Posts the same request over and over on many connections, from one thread and without looking at
/// the answers beyond their length: what a policy's rate is compared with.
public enum RawClient {
  /// Sends requests until so many answers came.
  ///
  /// - Parameters:
  ///   - count: How many answers are wanted.
  ///   - connections: How many requests are under way at once.
  ///   - port: The port of a server on 127.0.0.1 that gives every answer with the same length.
  ///   - request: The bytes of the request.
  ///   - answerLength: The bytes of an answer, head included.
  public static func post(
    _ count: Int, connections: Int, port: Int, request: [UInt8], answerLength: Int
  ) throws {
    let descriptors = try (0..<connections).map { _ in try Socket.connect(port: port) }
    defer { for descriptor in descriptors { Socket.close(descriptor) } }
    var received = [[UInt8]](repeating: [], count: connections)
    var sent = 0
    var answers = 0
    func send(on place: Int) {
      if sent == count { return }
      sent += 1
      Socket.send(request[...], to: descriptors[place])
    }
    for place in descriptors.indices { send(on: place) }
    var polled = descriptors.map { Socket.poll($0, .read) }
    while answers < count {
      Socket.wait(for: &polled, seconds: nil)
      for place in descriptors.indices where polled[place].isReady {
        guard Socket.receive(from: descriptors[place], into: &received[place]) else {
          throw Socket.Failure("a connection was closed")
        }
        if received[place].count < answerLength { continue }
        received[place] = []
        answers += 1
        send(on: place)
      }
    }
  }
}
