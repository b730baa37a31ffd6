import Foundation

/// How long a server asks to be left alone, read from the headers of its answer.
enum RetryAfter {
  /// The wait that `retry-after-ms` or `Retry-After` asks for; `nil` where they are missing or cannot
  /// be read. A date that has passed asks for no wait.
  ///
  /// - Parameters:
  ///   - headers: The header fields, their names in small letters.
  ///   - now: The time, used where the answer itself does not say when it was made.
  static func wait(_ headers: [String: String], now: Date) -> Duration? {
    if let wait = headers["retry-after-ms"].flatMap(number) { return .milliseconds(1) * wait }
    guard let text = headers["retry-after"] else { return nil }
    if let wait = number(text) { return .seconds(1) * wait }
    // Two clocks may differ; the server's own is the one that its date is meant for.
    let start = headers["date"].flatMap(date) ?? now
    return date(text).map { .seconds(max($0.timeIntervalSince(start), 0)) }
  }

  /// A number of at least 0, capped at a value that no caller waits for.
  private static func number(_ text: String) -> Double? {
    guard let number = Double(text.trimmingCharacters(in: .whitespaces)), number >= 0 else {
      return nil
    }
    return min(number, 1e9)
  }

  /// A date in one of the three forms of HTTP (RFC 9110, section 5.6.7).
  private static func date(_ text: String) -> Date? {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    for form in [
      "EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'",
      "EEE MMM d HH:mm:ss yyyy",
    ] {
      formatter.dateFormat = form
      if let date = formatter.date(from: text) { return date }
    }
    return nil
  }
}
