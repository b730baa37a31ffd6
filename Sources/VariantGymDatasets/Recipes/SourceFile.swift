import Foundation
import VariantGymCore

/// A text file that rows depend on.
public struct SourceFile: Hashable, Codable, Sendable {
  /// Where it is; a relative path starts at the current folder.
  public var path: String
  /// The SHA-256 of its bytes in hexadecimal digits; `nil` before it was read.
  public var sha256: String?

  /// A file, by default whatever its bytes are.
  public init(path: String, sha256: String? = nil) {
    self.path = path
    self.sha256 = sha256
  }

  /// The text, and the file with its digest.
  ///
  /// - Throws: `DatasetError` if it cannot be read, is not UTF-8, or is not the file it was.
  func read() throws(DatasetError) -> (text: String, pinned: SourceFile) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .file(path: path, reason: "cannot be read")
    }
    // Decoding replaces what is not UTF-8, so that the bytes are others then. Foundation's own initializer
    // drops a byte-order mark; that of the standard library needs macOS 15.
    let text = String(decoding: data, as: UTF8.self)
    guard text.utf8.elementsEqual(data) else {
      throw .file(path: path, reason: "is not a text in UTF-8")
    }
    let digest = SHA256.hexadecimal(of: Array(data))
    if let sha256, sha256 != digest {
      throw .file(path: path, reason: "is not the file it was: its SHA-256 is \(digest)")
    }
    return (text, SourceFile(path: path, sha256: digest))
  }
}
