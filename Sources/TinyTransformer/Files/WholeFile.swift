internal import Foundation

/// Files that are read and written as a whole.
enum WholeFile {
  static func read(_ path: String) throws(ModelError) -> Data {
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .badFile(path: path, reason: "it cannot be read")
    }
  }

  /// Writes to a temporary file beside the place and renames it.
  static func write(_ data: Data, to path: String) throws(ModelError) {
    do {
      try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .badFile(path: path, reason: "it cannot be written")
    }
  }

  static func makeFolder(_ path: String) throws(ModelError) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .badFile(path: path, reason: "the folder cannot be made")
    }
  }
}
