import Foundation
import VariantGymCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A running process with pipes to its three streams. Used by one thread at a time.
final class Child: @unchecked Sendable {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let complaints = Pipe()
  private var received = Data()
  private var complained = Data()
  private var complaintsAreOpen = true

  init(_ command: [String]) throws {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardInput = input
    process.standardOutput = output
    process.standardError = complaints
    for descriptor in [writer, reader, complaintReader] {
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
    try process.run()
    // The child holds these ends; while we did too, the end of its output would never show.
    try? input.fileHandleForReading.close()
    try? output.fileHandleForWriting.close()
    try? complaints.fileHandleForWriting.close()
  }

  private var writer: Int32 { input.fileHandleForWriting.fileDescriptor }
  private var reader: Int32 { output.fileHandleForReading.fileDescriptor }
  private var complaintReader: Int32 { complaints.fileHandleForReading.fileDescriptor }

  /// Whether the process runs and has said nothing that it was not asked for.
  var isQuiet: Bool {
    var polled = [pollfd(fd: reader, events: Int16(POLLIN), revents: 0)]
    return received.isEmpty && poll(&polled, 1, 0) == 0 && process.isRunning
  }

  /// Writes a line and waits for a line, without its line feed. Meanwhile reads whatever the process
  /// says, so that no pipe stays full.
  func exchange(
    _ line: Data, timeout: Duration, lineLimit: Int, isCancelled: () -> Bool
  ) throws(PolicyFailure) -> Data {
    Self.blockPipeSignal()
    let deadline = ContinuousClock.now + timeout
    var unsent = line[...]
    while true {
      if isCancelled() { throw .cancelled }
      if ContinuousClock.now >= deadline {
        throw PolicyFailure("the process gave no answer in time", cause: .timedOut)
      }
      wait(isWriting: !unsent.isEmpty, until: deadline)
      if !unsent.isEmpty { unsent = unsent.dropFirst(write(unsent)) }
      if complaintsAreOpen {
        complaintsAreOpen = read(complaintReader, into: &complained)
        complained = complained.suffix(Self.complaintLimit)
      }
      let searched = received.count
      let isOpen = read(reader, into: &received)
      if let end = received[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let answer = received[..<end]
        received = Data(received[(end + 1)...])
        return Data(answer)
      }
      if received.count > lineLimit {
        throw PolicyFailure(
          "the process wrote a line of more than \(lineLimit) bytes", cause: .garbled)
      }
      if !isOpen { throw PolicyFailure(lastWords(), cause: .connection) }
    }
  }

  /// Lets the process come to its end by ending its input, and kills it if it does not.
  func dismiss() {
    try? input.fileHandleForWriting.close()
    Thread.detachNewThread { [self] in
      waitForEnd(seconds: 2)
      kill()
    }
  }

  /// Kills the process and those that it started.
  func kill() {
    guard process.isRunning else { return }
    let number = process.processIdentifier
    send(SIGKILL, to: getpgid(number) == number ? -number : number)
  }

  /// How much of what the process says on standard error is kept, in bytes.
  private static let complaintLimit = 500

  private func lastWords() -> String {
    waitForEnd(seconds: 1)
    let ending = process.isRunning ? "closed its output" : "ended with status \(status)"
    let said = String(decoding: complained, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    return said.isEmpty ? "the process \(ending)" : "the process \(ending): \(said)"
  }

  private var status: Int32 { process.terminationStatus }

  private func waitForEnd(seconds: Double) {
    let end = Date(timeIntervalSinceNow: seconds)
    while process.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.002) }
  }

  /// Waits until something can be read or written, or for a moment: then a cancellation shows.
  private func wait(isWriting: Bool, until deadline: ContinuousClock.Instant) {
    var polled = [pollfd(fd: reader, events: Int16(POLLIN), revents: 0)]
    if complaintsAreOpen {
      polled.append(pollfd(fd: complaintReader, events: Int16(POLLIN), revents: 0))
    }
    if isWriting { polled.append(pollfd(fd: writer, events: Int16(POLLOUT), revents: 0)) }
    let left = min((deadline - ContinuousClock.now) / .milliseconds(1), 50)
    _ = poll(&polled, nfds_t(polled.count), Int32(max(left.rounded(.up), 0)))
  }

  /// How many bytes were taken. What a process that went away does not take counts as taken: the end
  /// of its output tells the rest.
  private func write(_ bytes: Data) -> Int {
    let count = bytes.withUnsafeBytes { systemWrite(writer, $0.baseAddress, $0.count) }
    if count >= 0 { return count }
    return errno == EAGAIN || errno == EINTR ? 0 : bytes.count
  }

  /// Appends what can be read now, up to a bound. False at the end of the stream.
  private func read(_ descriptor: Int32, into data: inout Data) -> Bool {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    let count = systemRead(descriptor, &piece, piece.count)
    if count > 0 { data.append(contentsOf: piece[..<count]) }
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))
  }

  /// Writing to a process that has gone must not end this one. The signal is blocked in this thread
  /// alone, which belongs to the exchange.
  private static func blockPipeSignal() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }
}

// The calls whose names `Child` gives a meaning of its own.
private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int
{
  read(descriptor, bytes, count)
}
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
private func send(_ signal: Int32, to process: pid_t) { _ = kill(process, signal) }
