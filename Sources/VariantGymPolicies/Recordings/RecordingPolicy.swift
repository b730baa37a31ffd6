import Foundation
public import VariantGymCore

/// Writes down what another policy says, in the lines that `ReplayPolicy` reads.
///
/// Each reply is in the file before it is handed on. Failures are not written: they are no answers.
/// One recording at a time writes into a file: it is locked, for other processes too.
public struct RecordingPolicy<Base: Policy>: Policy {
  private let base: Base
  private let log: AppendOnlyFile

  /// A recording of a policy.
  ///
  /// - Parameters:
  ///   - base: Who answers.
  ///   - path: The file to which lines are added. It is made where it does not exist.
  /// - Throws: `PolicyError` where the file cannot be opened, breaks off inside a line, or is being
  ///   written by another recording.
  public init(_ base: Base, path: String) throws(PolicyError) {
    self.base = base
    log = try AppendOnlyFile(path: path)
  }

  /// That of the recorded policy.
  public var capacity: Capacity { base.capacity }

  /// The results of the recorded policy. A reply that cannot be written down is a failure.
  public func replies(to requests: [Request]) async -> [Result<Reply, PolicyFailure>] {
    let results = await base.replies(to: requests)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return zip(requests, results).map { request, result in
      guard case .success(let reply) = result else { return result }
      do {
        var line = try encoder.encode(RecordedReply(reply, to: request))
        line.append(UInt8(ascii: "\n"))
        try log.append(line)
        return result
      } catch {
        return .failure(PolicyFailure("a reply came, but could not be recorded: \(error)"))
      }
    }
  }
}

/// A file to which whole lines are added, also by several tasks at once.
private final class AppendOnlyFile: @unchecked Sendable {
  private let handle: FileHandle
  private let lock = NSLock()

  init(path: String) throws(PolicyError) {
    do {
      let descriptor = try LockedFile.descriptor(path, O_RDWR | O_CREAT)
      handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    } catch { throw .file(path: path, reason: error.reason) }
    if Self.breaksOff(handle) { throw .file(path: path, reason: "breaks off inside its last line") }
  }

  func append(_ line: Data) throws {
    try lock.withLock {
      let end = try handle.seekToEnd()
      do { try handle.write(contentsOf: line) } catch {
        // Half a line would spoil the next one.
        try? handle.truncate(atOffset: end)
        throw error
      }
    }
  }

  private static func breaksOff(_ handle: FileHandle) -> Bool {
    guard let end = try? handle.seekToEnd(), end > 0 else { return false }
    try? handle.seek(toOffset: end - 1)
    return (try? handle.read(upToCount: 1)) != Data("\n".utf8)
  }
}
