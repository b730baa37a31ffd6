import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The few calls of the socket interface that the server makes.
enum Socket {
  struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ call: String) {
      description = "\(call): \(String(cString: strerror(errno)))"
    }
  }

  enum Interest {
    case read, both
  }

  typealias Polled = pollfd

  /// Seconds of a clock that never goes back.
  static var now: Double { ProcessInfo.processInfo.systemUptime }

  /// Listens on 127.0.0.1 at a port that the system chooses.
  static func listen() throws -> (descriptor: Int32, port: Int) {
    #if canImport(Glibc)
      let stream = Int32(SOCK_STREAM.rawValue)
    #else
      let stream = SOCK_STREAM
    #endif
    let descriptor = socket(AF_INET, stream, 0)
    guard descriptor >= 0 else { throw Failure("socket") }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && systemListen(descriptor, 1024) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard bound else {
      defer { close(descriptor) }
      throw Failure("bind, listen or getsockname")
    }
    setNonBlocking(descriptor)
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
  }

  /// A pipe, its reading end first.
  static func pipe() throws -> (Int32, Int32) {
    var ends: [Int32] = [0, 0]
    guard systemPipe(&ends) == 0 else { throw Failure("pipe") }
    for end in ends { setNonBlocking(end) }
    return (ends[0], ends[1])
  }

  /// The next connection that waits to be taken; `nil` when there is none.
  static func accept(_ listener: Int32) -> Int32? {
    let descriptor = systemAccept(listener, nil, nil)
    guard descriptor >= 0 else { return nil }
    setNonBlocking(descriptor)
    var yes: Int32 = 1
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    #if canImport(Darwin)
      setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    #endif
    return descriptor
  }

  static func poll(_ descriptor: Int32, _ interest: Interest) -> Polled {
    let events = interest == .both ? POLLIN | POLLOUT : POLLIN
    return pollfd(fd: descriptor, events: Int16(events), revents: 0)
  }

  /// Waits until one of them is ready or the time is over.
  static func wait(for polled: inout [Polled], seconds: Double?) {
    let milliseconds = seconds.map { Int32(min(($0 * 1000).rounded(.up), 60_000)) } ?? -1
    systemPoll(&polled, nfds_t(polled.count), milliseconds)
  }

  /// Appends what is there to be read. False when the other side has gone.
  static func receive(from descriptor: Int32, into input: inout [UInt8]) -> Bool {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count > 0 {
        input += piece[..<count]
        if count < piece.count { return true }
      } else {
        return count < 0 && (errno == EAGAIN || errno == EINTR)
      }
    }
  }

  static func drain(_ descriptor: Int32) {
    var ignored: [UInt8] = []
    _ = receive(from: descriptor, into: &ignored)
  }

  /// How many bytes were taken; `nil` when the other side has gone.
  @discardableResult
  static func send(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int? {
    #if canImport(Glibc)
      let flags = Int32(MSG_NOSIGNAL)
    #else
      let flags: Int32 = 0
    #endif
    let count = bytes.withUnsafeBytes { buffer in
      let sent = systemSend(descriptor, buffer.baseAddress, buffer.count, flags)
      // A pipe is no socket.
      return sent < 0 && errno == ENOTSOCK
        ? write(descriptor, buffer.baseAddress, buffer.count) : sent
    }
    if count >= 0 { return count }
    return errno == EAGAIN || errno == EINTR ? 0 : nil
  }

  /// Makes the next `close` reset the connection.
  static func setReset(_ descriptor: Int32) {
    var now = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
  }

  static func close(_ descriptor: Int32) { systemClose(descriptor) }

  private static func setNonBlocking(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }
}

extension pollfd {
  /// Whether something can be done, if only to learn that the other side has gone.
  var isReady: Bool { revents != 0 }
}

// The calls whose names `Socket` gives a meaning of its own.
private func systemListen(_ descriptor: Int32, _ count: Int32) -> Int32 {
  listen(descriptor, count)
}
private func systemPipe(_ ends: UnsafeMutablePointer<Int32>) -> Int32 { pipe(ends) }
private func systemAccept(
  _ descriptor: Int32, _ address: UnsafeMutablePointer<sockaddr>?,
  _ length: UnsafeMutablePointer<socklen_t>?
) -> Int32 {
  accept(descriptor, address, length)
}
@discardableResult
private func systemPoll(
  _ polled: UnsafeMutablePointer<pollfd>, _ count: nfds_t, _ milliseconds: Int32
) -> Int32 {
  poll(polled, count, milliseconds)
}
private func systemSend(
  _ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ flags: Int32
) -> Int {
  send(descriptor, bytes, count, flags)
}
private func systemClose(_ descriptor: Int32) { close(descriptor) }
