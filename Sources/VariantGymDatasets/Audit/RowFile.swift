import Foundation

/// A file of rows, cut into pieces that are read apart: JSON lines, or one JSON array.
///
/// A piece of lines holds those that begin within it, so that no piece needs to know another.
struct RowFile: Sendable {
  let path: String
  let bytes: Int
  /// An array cannot be cut without reading it, and is kept whole.
  private let array: Data?

  private static let pieceSize = 1 << 20

  /// - Throws: `DatasetError` if the file cannot be read.
  init(path: String) throws {
    self.path = path
    (bytes, array) = try Self.reading(path) { handle in
      let bytes = Int(try handle.seekToEnd())
      try handle.seek(toOffset: 0)
      let start = try handle.read(upToCount: 1024) ?? Data()
      let isArray = start.first { !$0.isSpace } == UInt8(ascii: "[")
      return (bytes, isArray ? start + (try handle.readToEnd() ?? Data()) : nil)
    }
  }

  private static func reading<Result>(
    _ path: String, _ body: (FileHandle) throws -> Result
  ) throws(DatasetError) -> Result {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw .file(path: path, reason: "cannot be read")
    }
    do { return try body(handle) } catch {
      throw .file(path: path, reason: "cannot be read: \(systemReason(of: error))")
    }
  }

  /// How many pieces the file has.
  var pieces: Int { array == nil ? (bytes + Self.pieceSize - 1) / Self.pieceSize : 1 }

  /// A row and where in the file it begins.
  struct Row {
    let text: Data
    let offset: Int
  }

  /// The rows of a piece; blank lines are none.
  func rows(ofPiece number: Int) throws -> [Row] {
    if let array { return try elements(of: array) }
    let start = number * Self.pieceSize
    let end = min(start + Self.pieceSize, bytes)
    // The byte before tells whether a line begins with the piece.
    let base = max(start - 1, 0)
    let data = try bytes(from: base, untilLineEndsAt: end)
    var rows: [Row] = []
    var place = 0
    if start > 0 { place = Self.lineFeed(in: data, from: 0).map { $0 + 1 } ?? data.count }
    while place < min(data.count, end - base) {
      let next = Self.lineFeed(in: data, from: place) ?? data.count
      if data[place..<next].contains(where: { !$0.isSpace }) {
        rows.append(Row(text: Data(data[place..<next]), offset: base + place))
      }
      place = next + 1
    }
    return rows
  }

  /// The bytes from a place to the end of the line that holds the byte before `end`.
  private func bytes(from base: Int, untilLineEndsAt end: Int) throws -> Data {
    try Self.reading(path) { handle in
      try handle.seek(toOffset: UInt64(base))
      var data = Data()
      while true {
        let searched = max(data.count, end - base - 1)
        guard let more = try handle.read(upToCount: data.isEmpty ? end - base : 1 << 16),
          !more.isEmpty
        else { return data }
        data += more
        if data.count > searched, let ending = Self.lineFeed(in: data, from: searched) {
          return data.prefix(ending + 1)
        }
      }
    }
  }

  private static func lineFeed(in data: Data, from start: Int) -> Int? {
    data.withUnsafeBytes { $0[start...].firstIndex(of: UInt8(ascii: "\n")) }
  }

  /// The elements of an array of objects.
  private func elements(of array: Data) throws(DatasetError) -> [Row] {
    var rows: [Row] = []
    var (depth, start, isQuoted, isEscaped) = (0, 0, false, false)
    for (place, byte) in array.enumerated() {
      if isEscaped {
        isEscaped = false
      } else if isQuoted {
        isEscaped = byte == UInt8(ascii: "\\")
        isQuoted = byte != UInt8(ascii: "\"")
      } else if byte == UInt8(ascii: "\"") {
        isQuoted = true
      } else if byte == UInt8(ascii: "{") {
        if depth == 0 { start = place }
        depth += 1
      } else if byte == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { rows.append(Row(text: Data(array[start...place]), offset: start)) }
      }
    }
    guard depth == 0, !isQuoted else {
      throw .file(path: path, reason: "breaks off inside its array")
    }
    return rows
  }

  /// An error about a row, with the number of its line.
  func error(at row: Row, _ reason: String) -> DatasetError {
    do throws(DatasetError) {
      let before = try Self.reading(path) { try $0.read(upToCount: row.offset) ?? Data() }
      let line = before.count { $0 == UInt8(ascii: "\n") } + 1
      return .badLine(path: path, line: line, reason: reason)
    } catch {
      return error
    }
  }
}

extension UInt8 {
  fileprivate var isSpace: Bool { self <= 0x20 }
}
