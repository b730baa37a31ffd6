import Foundation

/// Reads an HTTP/1.1 response piece by piece (RFC 9112). Linear in its length, however it is cut.
struct ResponseReader {
  /// The response, once it is complete.
  private(set) var response: HTTPResponse?
  /// Whether the connection can be used again: the response tells its own end, says nothing else, and
  /// nothing follows it.
  var leavesConnectionOpen: Bool { canStayOpen && unread.isEmpty }

  private enum Part {
    case head
    case body(left: Int)
    case chunkSize
    case chunk(left: Int)
    case chunkEnd
    case trailer
    case bodyUntilEnd
    case done
  }

  private let sizeLimit: Int
  private var part = Part.head
  private var status = 0
  private var headers: [String: String] = [:]
  private var hasStatus = false
  private var headSize = 0
  private var body = Data()
  private var canStayOpen = false
  private var unread = Data()
  private var searched = 0

  /// The most bytes of the head, and of each line between chunks.
  private static let headLimit = 1 << 16

  /// - Parameter sizeLimit: The most bytes of a body.
  init(sizeLimit: Int) {
    self.sizeLimit = sizeLimit
  }

  /// Reads on.
  ///
  /// - Throws: `malformed` or `tooLarge`; the reader is then of no more use.
  mutating func add(_ bytes: Data) throws(HTTPFailure) {
    unread.append(bytes)
    while try advance() {}
  }

  /// Learns that nothing more comes.
  ///
  /// - Throws: `connection` where the response is not complete.
  mutating func end() throws(HTTPFailure) {
    if case .bodyUntilEnd = part { finish() }
    if response == nil {
      throw .connection(hasStatus ? "it was lost in the middle of the answer" : "it was closed")
    }
  }

  /// Goes on by one line or one piece of body. False when more bytes are wanted or none.
  private mutating func advance() throws(HTTPFailure) -> Bool {
    switch part {
    case .head:
      guard let line = try takeLine() else { return false }
      headSize += line.utf8.count + 2
      if headSize > Self.headLimit { throw .malformed("its head is too long") }
      if !hasStatus {
        try readStatus(line)
      } else if line.isEmpty {
        try endHead()
      } else {
        try readField(line)
      }
    case .body(let left):
      if left == 0 {
        finish()
        return false
      }
      let count = try takeBody(left)
      part = .body(left: left - count)
      return count > 0
    case .chunkSize:
      guard let line = try takeLine() else { return false }
      guard let size = Self.number(line.prefix { $0 != ";" }, radix: 16) else {
        throw .malformed("'\(line.prefix(20))' is no size of a chunk")
      }
      part = size == 0 ? .trailer : .chunk(left: size)
    case .chunk(let left):
      let count = try takeBody(left)
      part = left == count ? .chunkEnd : .chunk(left: left - count)
      return count > 0
    case .chunkEnd:
      guard let line = try takeLine() else { return false }
      if !line.isEmpty { throw .malformed("a chunk is longer than it says") }
      part = .chunkSize
    case .trailer:
      guard let line = try takeLine() else { return false }
      headSize += line.utf8.count + 2
      if headSize > Self.headLimit { throw .malformed("its trailer is too long") }
      if line.isEmpty {
        finish()
        return false
      }
    case .bodyUntilEnd: return try takeBody(unread.count) > 0
    case .done: return false
    }
    return true
  }

  private mutating func readStatus(_ line: String) throws(HTTPFailure) {
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count > 1, words[0].hasPrefix("HTTP/1."), words[1].utf8.count == 3,
      let status = Self.number(words[1], radix: 10)
    else { throw .malformed("it begins with '\(line.prefix(40))'") }
    self.status = status
    canStayOpen = words[0] != "HTTP/1.0"
    hasStatus = true
  }

  private mutating func readField(_ line: String) throws(HTTPFailure) {
    guard let colon = line.firstIndex(of: ":") else {
      throw .malformed("'\(line.prefix(40))' is no header field")
    }
    let name = line[..<colon].lowercased()
    let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    headers[name] = headers[name].map { "\($0), \(value)" } ?? value
  }

  private mutating func endHead() throws(HTTPFailure) {
    if (100..<200).contains(status) {
      // Only an announcement; the response follows.
      (hasStatus, headers) = (false, [:])
    } else if headers["transfer-encoding"]?.lowercased().hasSuffix("chunked") == true {
      part = .chunkSize
    } else if status == 204 || status == 304 {
      part = .body(left: 0)
    } else if let length = headers["content-length"] {
      guard let length = Self.number(length, radix: 10) else {
        throw .malformed("'\(length.prefix(40))' is no length")
      }
      if length > sizeLimit { throw .tooLarge }
      part = .body(left: length)
    } else {
      part = .bodyUntilEnd
      canStayOpen = false
    }
    if headers["connection"]?.lowercased().contains("close") == true { canStayOpen = false }
  }

  private mutating func finish() {
    part = .done
    response = HTTPResponse(status: status, headers: headers, body: body)
  }

  private mutating func takeBody(_ most: Int) throws(HTTPFailure) -> Int {
    let count = min(most, unread.count)
    if count > sizeLimit - body.count { throw .tooLarge }
    body.append(unread.prefix(count))
    drop(count)
    return count
  }

  /// The next line without its end; `nil` when it is not yet there.
  private mutating func takeLine() throws(HTTPFailure) -> String? {
    guard let end = unread.dropFirst(searched).firstIndex(of: UInt8(ascii: "\n")) else {
      searched = unread.count
      if searched > Self.headLimit { throw .malformed("a line is too long") }
      return nil
    }
    var line = unread[..<end]
    let count = line.count + 1
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    let text = String(decoding: line, as: UTF8.self)
    drop(count)
    searched = 0
    return text
  }

  private mutating func drop(_ count: Int) {
    unread = count == unread.count ? Data() : unread.dropFirst(count)
  }

  /// A number of digits alone: no sign, no space.
  private static func number(_ text: some StringProtocol, radix: Int) -> Int? {
    text.allSatisfy(\.isHexDigit) ? Int(text, radix: radix) : nil
  }
}
