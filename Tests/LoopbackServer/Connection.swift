import Foundation

/// One connection of the server: what it has read, and what it has yet to do.
struct Connection {
  let descriptor: Int32
  var steps: [Step] = []
  private var input: [UInt8] = []
  private var output: [UInt8] = []
  private var sent = 0
  private var wakeTime: Double?

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// What the connection waits for.
  var interest: Socket.Polled {
    Socket.poll(descriptor, sent < output.count ? .both : .read)
  }

  /// How many seconds it is still silent; `nil` when it is not.
  var silence: Double? { wakeTime.map { $0 - Socket.now } }

  /// Reads what is there. False when the other side has gone.
  mutating func receive() -> Bool { Socket.receive(from: descriptor, into: &input) }

  /// Takes the next whole request out of what was read.
  mutating func nextRequest() -> (String, [String: String], [UInt8])? {
    guard let end = headEnd else { return nil }
    let lines = String(decoding: input[..<end], as: UTF8.self).split(separator: "\r\n")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2 {
        headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
      }
    }
    let bodyEnd = end + 4 + (headers["content-length"].flatMap { Int($0) } ?? 0)
    guard input.count >= bodyEnd else { return nil }
    let body = Array(input[(end + 4)..<bodyEnd])
    input.removeFirst(bodyEnd)
    let target = lines[0].split(separator: " ").prefix(2).joined(separator: " ")
    return (target, headers, body)
  }

  private var headEnd: Int? {
    let mark: [UInt8] = [13, 10, 13, 10]
    guard input.count >= mark.count else { return nil }
    return (0...(input.count - mark.count)).first { input[$0..<($0 + 4)].elementsEqual(mark) }
  }

  /// Goes through the steps as far as it can without waiting. False when the connection is done.
  mutating func carryOn() -> Bool {
    while true {
      if sent < output.count {
        guard let count = Socket.send(output[sent...], to: descriptor) else { return false }
        sent += count
        if sent < output.count { return true }
      }
      if let wakeTime {
        if wakeTime > Socket.now { return true }
        self.wakeTime = nil
      }
      if steps.isEmpty { return true }
      switch steps.removeFirst() {
      case .send(let bytes): (output, sent) = (bytes, 0)
      case .flood(let byte, let count):
        let piece = min(count, 1 << 16)
        (output, sent) = (Array(repeating: byte, count: piece), 0)
        if count > piece { steps.insert(.flood(byte, count: count - piece), at: 0) }
      case .wait(let seconds): wakeTime = Socket.now + seconds
      case .close: return false
      case .reset:
        Socket.setReset(descriptor)
        return false
      }
    }
  }
}
