public import Foundation
import VariantGymCore

/// A file that keeps every episode as it ends, so that a killed evaluation goes on where it stopped.
///
/// One JSON object a line, written in one piece and never changed: first the header, then the
/// episodes in the order in which they ended. The last field of each line is the CRC-32 of all
/// bytes before it.
public final class Journal: @unchecked Sendable {
  /// Which evaluation it belongs to.
  public let header: JournalHeader
  /// What was in the file when it was opened.
  public let earlier: EvaluationRun

  private let path: String
  private let syncs: Bool
  private let descriptor: Int32
  private let lock = NSLock()

  /// Opens a journal, or begins it where there is none. Other processes cannot open it meanwhile.
  ///
  /// - Parameters:
  ///   - url: The file.
  ///   - header: The evaluation that is to be played.
  ///   - syncs: Whether each episode is forced to the disk, so that it outlives a power failure too.
  /// - Throws: `JournalError` if the file cannot be opened, is the journal of another evaluation, or
  ///   a line before the last is broken.
  public init(_ url: URL, header: JournalHeader, syncs: Bool = false) throws(JournalError) {
    self.header = header
    self.syncs = syncs
    path = url.path
    descriptor = try Self.openLocked(path)
    do throws(JournalError) {
      earlier = try Self.goOn(descriptor, path, header)
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  /// Keeps an episode.
  ///
  /// - Throws: `JournalError` where it cannot be written, or holds a reward that is no finite number, which could not
  ///   be read again.
  public func append(_ result: EpisodeResult) throws(JournalError) {
    for turn in result.turns where !turn.record.reward.isFinite {
      throw .file(
        path: path,
        reason: "the reward \(turn.record.reward) in the set \(result.set) is not finite")
    }
    try append(line: result.line)
  }

  func append(line: [UInt8]) throws(JournalError) {
    lock.lock()
    defer { lock.unlock() }
    let end = lseek(descriptor, 0, SEEK_END)
    do { try Self.write(line, to: descriptor, path) } catch {
      // Half a line would spoil the next one.
      if end >= 0 { _ = ftruncate(descriptor, end) }
      throw error
    }
    if syncs, !Self.isFlushed(descriptor) { throw Self.failure(path, "cannot be synchronized") }
  }

  /// Whether everything has reached the disk itself.
  private static func isFlushed(_ descriptor: Int32) -> Bool {
    #if canImport(Darwin)
      // There fsync leaves bytes in the drive's cache.
      fcntl(descriptor, F_FULLFSYNC) == 0
    #else
      fsync(descriptor) == 0
    #endif
  }
}

// MARK: - The file

extension Journal {
  private static func openLocked(_ path: String) throws(JournalError) -> Int32 {
    do { return try LockedFile.descriptor(path, O_RDWR | O_CREAT | O_APPEND) } catch {
      throw .file(path: path, reason: error.reason)
    }
  }

  /// Reads what is there, cuts off a broken last line, and writes the header if it is missing.
  private static func goOn(
    _ descriptor: Int32, _ path: String, _ header: JournalHeader
  ) throws(JournalError) -> EvaluationRun {
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    let data: Data
    let headerLine: [UInt8]
    do {
      data = try handle.readToEnd() ?? Data()
      headerLine = try header.line
    } catch { throw .file(path: path, reason: "cannot be read: \(error)") }
    let text = try JournalText(data, path: path, of: header)
    guard ftruncate(descriptor, off_t(text.length)) == 0 else {
      throw failure(path, "cannot be cut at its last whole line")
    }
    if text.header == nil { try write(headerLine, to: descriptor, path) }
    return EvaluationRun(header: header, results: text.results)
  }

  private static func write(
    _ bytes: [UInt8], to descriptor: Int32, _ path: String
  ) throws(JournalError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        #if canImport(Darwin)
          Darwin.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
        #elseif canImport(Musl)
          Musl.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
        #else
          Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
        #endif
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path, "cannot be written")
      }
      done += count
    }
  }

  private static func failure(_ path: String, _ what: String) -> JournalError {
    .file(path: path, reason: "\(what): \(String(cString: strerror(errno)))")
  }
}
