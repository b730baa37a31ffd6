import Foundation
public import VariantGymCore

/// Writes down what another policy says, in the lines that `ReplayPolicy` reads.
///
/// Each reply is on its way to the disk before it is handed on, as one line in one write. Failures
/// are not written: they are no answers.
public struct RecordingPolicy<Base: Policy>: Policy {
  private let base: Base
  private let log: AppendOnlyFile

  /// A recording of a policy.
  ///
  /// - Parameters:
  ///   - base: Who answers.
  ///   - path: The file to which lines are added. It is made where it does not exist.
  /// - Throws: `PolicyError` where the file cannot be written.
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

/// A file to which whole pieces are added, also by several tasks at once.
private final class AppendOnlyFile: @unchecked Sendable {
  private let handle: FileHandle
  private let lock = NSLock()

  init(path: String) throws(PolicyError) {
    let isThere = FileManager.default.fileExists(atPath: path)
    guard isThere || FileManager.default.createFile(atPath: path, contents: nil),
      let handle = FileHandle(forWritingAtPath: path)
    else { throw .file(path: path, reason: "cannot be written") }
    self.handle = handle
  }

  func append(_ data: Data) throws {
    try lock.withLock {
      try handle.seekToEnd()
      try handle.write(contentsOf: data)
    }
  }
}
