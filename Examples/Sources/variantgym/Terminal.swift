import Foundation

enum Terminal {
  /// Writes a line to standard error.
  static func complain(_ line: String) {
    FileHandle.standardError.write(Data("\(line.printable)\n".utf8))
  }
}

extension String {
  /// The text without what a terminal would obey: a model may write anything.
  var printable: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          let isObeyed = scalar.properties.generalCategory == .control
          return isObeyed && scalar != "\n" && scalar != "\t" ? "\u{FFFD}" : scalar
        }))
  }
}

/// Reports steps done, and the time left, on standard error where that is a terminal.
final class Progress: @unchecked Sendable {
  private let total: Int
  private let start = Date()
  private let isVisible = isatty(2) == 1
  private var done = 0

  init(total: Int) {
    self.total = total
  }

  func step(_ what: String) {
    done += 1
    guard isVisible else { return }
    let seconds = Date().timeIntervalSince(start)
    let left = Int((seconds / Double(done) * Double(total - done)).rounded())
    let line = "\r\u{1B}[K\(done)/\(total) \(what), \(left) s left\(done == total ? "\n" : "")"
    FileHandle.standardError.write(Data(line.utf8))
  }
}

/// Shows how far a long count has come, its rate, and the time left, on standard error where that is
/// a terminal; at most ten times a second.
final class Meter {
  private let unit: String
  private let start = Date()
  private let isVisible = isatty(2) == 1
  private var shown = Date.distantPast

  init(_ unit: String) {
    self.unit = unit
  }

  /// - Parameter earlier: What of `done` an earlier run did, and says nothing of the rate.
  func show(_ what: String, done: Int, of total: Int, earlier: Int = 0) {
    guard isVisible, done == total || Date().timeIntervalSince(shown) >= 0.1 else { return }
    shown = Date()
    let rate = Double(done - earlier) / max(shown.timeIntervalSince(start), 1e-3)
    let left = rate > 0 ? "\(Int((Double(total - done) / rate).rounded())) s left" : ""
    write("\r\u{1B}[K\(done)/\(total) \(unit), \(Int(rate))/s, \(left), \(what)")
  }

  func finish() {
    if isVisible { write("\n") }
  }

  private func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
