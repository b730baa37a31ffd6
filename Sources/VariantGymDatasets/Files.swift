import Foundation

/// A file that appears under its name only when it is complete.
final class AtomicFile {
  private let destination: URL
  private let temporary: URL
  private let handle: FileHandle
  private var buffer = Data()

  init(_ destination: URL) throws {
    self.destination = destination
    temporary = destination.deletingLastPathComponent()
      .appendingPathComponent(".\(destination.lastPathComponent).partial")
    guard FileManager.default.createFile(atPath: temporary.path, contents: nil),
      let handle = FileHandle(forWritingAtPath: temporary.path)
    else {
      throw DatasetError.file(path: destination.path, reason: "cannot be written")
    }
    self.handle = handle
  }

  func append(_ data: Data) throws {
    buffer.append(data)
    if buffer.count >= 1 << 20 { try flush() }
  }

  func commit() throws {
    try flush()
    try handle.close()
    // rename(2) replaces in one step; FileManager's own move refuses an existing destination.
    guard rename(temporary.path, destination.path) == 0 else {
      throw DatasetError.file(path: destination.path, reason: "cannot be replaced")
    }
  }

  func discard() {
    try? handle.close()
    try? FileManager.default.removeItem(at: temporary)
  }

  private func flush() throws {
    do { try handle.write(contentsOf: buffer) } catch {
      throw DatasetError.file(path: destination.path, reason: "cannot be written: \(error)")
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// Reads a file line by line in bounded memory; each line holds its line feed.
struct LineReader {
  private let handle: FileHandle
  private let path: String
  private var buffer = Data()
  private var position = 0
  private var number = 0

  init(path: String) throws {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw DatasetError.file(path: path, reason: "cannot be read")
    }
    self.handle = handle
    self.path = path
  }

  mutating func next() throws -> Data? {
    number += 1
    var searched = position
    while true {
      if let end = lineFeed(from: searched) {
        let line = buffer[position...end]
        position = end + 1
        return Data(line)
      }
      // A fresh buffer starts at index 0 again.
      buffer = Data(buffer[position...])
      position = 0
      searched = buffer.count
      let more: Data?
      do { more = try handle.read(upToCount: 1 << 20) } catch {
        throw DatasetError.file(path: path, reason: "cannot be read: \(error)")
      }
      guard let more, !more.isEmpty else {
        guard buffer.isEmpty else {
          throw DatasetError.badLine(
            path: path, line: number, reason: "the file breaks off inside this line")
        }
        return nil
      }
      buffer.append(more)
    }
  }

  /// The place of the next line feed. One access to the buffer, since one for each byte is slow.
  private func lineFeed(from start: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      bytes[start...].firstIndex(of: UInt8(ascii: "\n"))
    }
  }
}

/// Says in which fields two lines of a data set differ.
enum Difference {
  static func between(_ found: Data, _ expected: Data) -> String {
    guard let found = object(found), let expected = object(expected) else {
      return "the line is not a JSON object"
    }
    let names = Set(found.keys).union(expected.keys).sorted()
    let differing = names.filter { found[$0] != expected[$0] }
    return differing.isEmpty
      ? "the line is written differently, though its content is the same"
      : "the recipe gives another \(differing.joined(separator: ", "))"
  }

  private static func object(_ line: Data) -> [String: NSObject]? {
    (try? JSONSerialization.jsonObject(with: line)) as? [String: NSObject]
  }
}
