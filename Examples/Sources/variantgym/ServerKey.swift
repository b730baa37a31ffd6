import ArgumentParser
import Foundation

/// The key that a server wants, from a variable that the user has named.
struct ServerKey {
  let text: String
  private let variable: String

  /// - Throws: `ValidationError` where there is no such variable, or nothing in it.
  init(variable: String) throws {
    guard let value = ProcessInfo.processInfo.environment[variable] else {
      throw ValidationError("--key-variable: there is no environment variable \(variable)")
    }
    // Keys that were read from files end as lines do.
    let isLineBreak = { (character: Character) in character.isNewline }
    text = String(value.reversed().drop(while: isLineBreak).reversed())
    guard !text.isEmpty else {
      throw ValidationError("--key-variable: the environment variable \(variable) is empty")
    }
    self.variable = variable
  }

  /// What is to be said before it is sent to an address; `nil` where nobody on the way can read it.
  func warning(at address: String) -> String? {
    guard let url = URL(string: address), url.scheme == "http", let host = url.host,
      !Self.isLoopback(host)
    else { return nil }
    return """
      Warning: the key in \(variable) goes to \(host) over http, where anybody on the way can read it
      """
  }

  /// Whether a host is this machine by its name alone; nothing is looked up.
  private static func isLoopback(_ host: String) -> Bool {
    let host = host.trimmingCharacters(in: CharacterSet(charactersIn: "[].")).lowercased()
    let bytes = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return host == "localhost" || host.hasSuffix(".localhost") || host == "::1"
      || (bytes.count == 4 && bytes[0] == 127 && !bytes.contains(nil))
  }
}
