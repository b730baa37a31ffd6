import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Calls on file descriptors that do not block.
enum Descriptor {
  static func setUp(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    #if canImport(Darwin)
      // There a broken pipe's signal is for the process, whatever the thread has blocked.
      _ = fcntl(descriptor, F_SETNOSIGPIPE, 1)
    #endif
  }

  /// Waits until something can be read or written, or an end shows. False when the time is over.
  static func wait(
    reading: [Int32], writing: [Int32] = [], until deadline: ContinuousClock.Instant
  ) -> Bool {
    var polled = reading.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    polled += writing.map { pollfd(fd: $0, events: Int16(POLLOUT), revents: 0) }
    while true {
      let left = (deadline - ContinuousClock.now) / .milliseconds(1)
      // One wait has an upper bound; rounding up avoids waking just before the end.
      let count = poll(&polled, nfds_t(polled.count), Int32(min(max(left.rounded(.up), 0), 1e9)))
      if count > 0 { return true }
      if ContinuousClock.now >= deadline { return false }
    }
  }

  /// Whether a read would give something now, were it only the end.
  static func isReadable(_ descriptor: Int32) -> Bool {
    wait(reading: [descriptor], until: .now)
  }

  /// Appends what can be read now, up to a bound. False at the end of the stream.
  static func read(_ descriptor: Int32, into data: inout Data) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { piece in
      let count = systemRead(descriptor, piece.baseAddress, piece.count)
      if count > 0 { data.append(contentsOf: piece[..<count]) }
      return count > 0 || (count < 0 && isTransient)
    }
  }

  /// How many bytes were taken. What the other side, having gone, does not take counts as taken: the
  /// end of what it sends tells the rest.
  static func write(_ bytes: Data, to descriptor: Int32) -> Int {
    let count = bytes.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
    return count >= 0 ? count : isTransient ? 0 : bytes.count
  }

  static func close(_ descriptor: Int32) { systemClose(descriptor) }

  /// Writing to somebody who has gone must not end this program. The signal is blocked in this thread
  /// alone, which belongs to the exchange.
  static func blockPipeSignal() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  private static var isTransient: Bool { errno == EAGAIN || errno == EINTR }
}

// The calls whose names `Descriptor` gives a meaning of its own.
private func systemRead(
  _ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int
) -> Int {
  read(descriptor, bytes, count)
}
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
private func systemClose(_ descriptor: Int32) { close(descriptor) }
