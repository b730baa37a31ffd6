import Foundation
import VariantGymCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A running process with pipes to its three streams. Used by one thread at a time, but for `kill`.
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
    for handle in handles { Descriptor.setUp(handle.fileDescriptor) }
    try process.run()
    // The child holds these ends; while we did too, the end of its output would never show.
    try? input.fileHandleForReading.close()
    try? output.fileHandleForWriting.close()
    try? complaints.fileHandleForWriting.close()
  }

  deinit {
    // Foundation keeps a process after its end, and with it the pipes.
    for handle in handles { try? handle.close() }
  }

  /// This side's ends of the pipes.
  var handles: [FileHandle] {
    [input.fileHandleForWriting, output.fileHandleForReading, complaints.fileHandleForReading]
  }

  private var writer: Int32 { input.fileHandleForWriting.fileDescriptor }
  private var reader: Int32 { output.fileHandleForReading.fileDescriptor }
  private var complaintReader: Int32 { complaints.fileHandleForReading.fileDescriptor }

  /// Whether the process runs and has said nothing that it was not asked for.
  var isQuiet: Bool {
    received.isEmpty && !Descriptor.isReadable(reader) && process.isRunning
  }

  /// Writes a line and waits for a line, without its line feed. Meanwhile reads whatever the process
  /// says, so that no pipe stays full.
  func exchange(
    _ line: Data, timeout: Duration, lineLimit: Int
  ) throws(PolicyFailure) -> Data {
    Descriptor.blockPipeSignal()
    let deadline = ContinuousClock.now + timeout
    var unsent = line[...]
    while true {
      guard
        Descriptor.wait(
          reading: complaintsAreOpen ? [reader, complaintReader] : [reader],
          writing: unsent.isEmpty ? [] : [writer], until: deadline),
        ContinuousClock.now < deadline
      else { throw PolicyFailure("the process gave no answer in time", cause: .timedOut) }
      if !unsent.isEmpty { unsent = unsent.dropFirst(Descriptor.write(unsent, to: writer)) }
      if complaintsAreOpen {
        complaintsAreOpen = Descriptor.read(complaintReader, into: &complained)
        complained = complained.suffix(Self.complaintLimit)
      }
      let searched = received.count
      let isOpen = Descriptor.read(reader, into: &received)
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
    let ending =
      process.isRunning ? "closed its output" : "ended with status \(process.terminationStatus)"
    let said = String(decoding: complained, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    return said.isEmpty ? "the process \(ending)" : "the process \(ending): \(said)"
  }

  private func waitForEnd(seconds: Double) {
    let end = Date(timeIntervalSinceNow: seconds)
    while process.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.002) }
  }
}

private func send(_ signal: Int32, to process: pid_t) { _ = kill(process, signal) }
