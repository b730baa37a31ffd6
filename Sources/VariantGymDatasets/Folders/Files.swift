import Foundation
import VariantGymCore

/// A file that appears under its name only when it is complete.
///
/// Until then it stands under a hidden name that ends in `.partial`; whoever opens it under the same
/// name again finds what was written.
final class PartialFile {
  static let suffix = ".partial"

  let destination: URL
  private let temporary: URL
  private let handle: FileHandle

  /// - Parameter tag: Tells apart files of the same name and different content.
  init(_ destination: URL, tag: String) throws(DatasetError) {
    self.destination = destination
    temporary = Self.temporary(destination, tag)
    // Opened for reading and writing, and made where it is missing; what it holds stays.
    let descriptor = open(temporary.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .file(path: destination.path, reason: "cannot be written: \(lastSystemError())")
    }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  private static func temporary(_ destination: URL, _ tag: String) -> URL {
    destination.deletingLastPathComponent()
      .appendingPathComponent(".\(destination.lastPathComponent).\(tag)\(suffix)")
  }

  /// Writes a whole file.
  static func write(_ bytes: [UInt8], to file: URL) throws(DatasetError) {
    // Foundation's own atomic writing leaves a file of a random name where it is interrupted.
    let output = try PartialFile(file, tag: "new")
    try output.truncate(to: 0)
    try output.append(bytes)
    try output.commit()
  }

  /// What was written before.
  var lines: LineReader { LineReader(handle, path: temporary.path) }

  /// Forgets what lies beyond a length in bytes, and goes on from there.
  func truncate(to length: Int) throws(DatasetError) {
    do {
      try handle.truncate(atOffset: UInt64(length))
      try handle.seek(toOffset: UInt64(length))
    } catch {
      throw .file(path: destination.path, reason: "cannot be written: \(systemReason(of: error))")
    }
  }

  func append(_ bytes: [UInt8]) throws(DatasetError) {
    do { try handle.write(contentsOf: bytes) } catch {
      throw .file(path: destination.path, reason: "cannot be written: \(systemReason(of: error))")
    }
  }

  func commit() throws(DatasetError) {
    do { try handle.close() } catch {
      throw .file(path: destination.path, reason: "cannot be written: \(systemReason(of: error))")
    }
    try replace(destination, with: temporary)
  }

  /// Forgets all that was written.
  func discard() {
    try? handle.close()
    try? FileManager.default.removeItem(at: temporary)
  }
}

/// Gives a file another name in one step, replacing what has it.
func replace(_ destination: URL, with file: URL) throws(DatasetError) {
  // FileManager's own move refuses an existing destination.
  guard rename(file.path, destination.path) == 0 else {
    throw .file(path: destination.path, reason: "cannot be replaced: \(lastSystemError())")
  }
}

/// What the system said, of which Foundation's error is made.
func systemReason(of error: any Error) -> String {
  let error = error as NSError
  let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
  return underlying.domain == NSPOSIXErrorDomain
    ? String(cString: strerror(Int32(underlying.code))) : "\(error)"
}

/// What the last failed call of the system said.
func lastSystemError() -> String { String(cString: strerror(errno)) }

/// Keeps other processes from writing into a folder, until it is let go or the process ends.
final class FolderLock {
  private let descriptor: Int32

  init(_ folder: URL) throws(DatasetError) {
    do { descriptor = try LockedFile.descriptor(folder.path, O_RDONLY) } catch {
      throw .file(path: folder.path, reason: error.reason)
    }
  }

  deinit { close(descriptor) }
}
