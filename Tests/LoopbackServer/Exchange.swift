/// One request as the server read it.
public struct Exchange: Sendable {
  /// The method and the path, such as `POST /v1/chat/completions`.
  public let target: String
  /// The header fields, their names in small letters.
  public let headers: [String: String]
  /// The body.
  public let body: [UInt8]
  /// The connection on which it came, counted from 0.
  public let connection: Int
  /// How many requests came before it on any connection.
  public let number: Int
}

/// What the server does next on a connection. A list of steps is one answer, however broken.
public enum Step: Sendable {
  /// Sends bytes as they are.
  case send([UInt8])
  /// Sends the same byte many times.
  case flood(UInt8, count: Int)
  /// Is silent for some seconds.
  case wait(Double)
  /// Closes the connection in order.
  case close
  /// Resets the connection.
  case reset
}

extension Step {
  /// Sends text.
  public static func send(_ text: String) -> Step { .send(Array(text.utf8)) }

  /// A complete response with its length.
  public static func response(
    status: Int = 200, type: String = "application/json", headers: [String: String] = [:],
    _ body: String
  ) -> Step {
    .response(status: status, type: type, headers: headers, bytes: Array(body.utf8))
  }

  /// A complete response with its length.
  public static func response(
    status: Int = 200, type: String = "application/json", headers: [String: String] = [:],
    bytes: [UInt8]
  ) -> Step {
    let head = Step.head(status: status, type: type, length: bytes.count, headers: headers)
    return .send(Array(head.utf8) + bytes)
  }

  /// The head of a response, which may announce more bytes than are ever sent.
  public static func head(
    status: Int = 200, type: String = "application/json", length: Int,
    headers: [String: String] = [:]
  ) -> String {
    let extra = headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }.joined()
    return "HTTP/1.1 \(status) Told\r\nContent-Type: \(type)\r\nContent-Length: \(length)\r\n"
      + "\(extra)\r\n"
  }
}
