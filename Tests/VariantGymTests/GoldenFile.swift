import Foundation
import Testing

/// A text that is kept in `Tests/Golden/`, to be compared with what the library writes now.
///
/// `VARIANTGYM_RECORD_GOLDEN=1 swift test --filter Golden` writes the files anew.
struct GoldenFile {
  private let url: URL

  init(_ path: String) {
    url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Golden").appendingPathComponent(path)
  }

  func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    if ProcessInfo.processInfo.environment["VARIANTGYM_RECORD_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    let kept = try String(decoding: Data(contentsOf: url), as: UTF8.self)
    #expect(kept == text, sourceLocation: sourceLocation)
  }
}
