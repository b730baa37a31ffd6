import Foundation

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
    self.init(handle, path: path)
  }

  /// Reads on from where a file stands.
  init(_ handle: FileHandle, path: String) {
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
