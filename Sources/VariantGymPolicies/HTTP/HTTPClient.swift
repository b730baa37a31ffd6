import Foundation

/// Posts requests with a limit on time and on the size of the answer. Redirections are not followed,
/// so that a key is never sent elsewhere.
protocol HTTPClient: Sendable {
  func post(
    _ request: HTTPRequest, timeout: Duration
  ) async -> Result<HTTPResponse, HTTPFailure>
}

struct HTTPRequest: Sendable {
  let url: URL
  let headers: [(name: String, value: String)]
  let body: Data
}

struct HTTPResponse: Hashable, Sendable {
  let status: Int
  /// The header fields, their names in small letters.
  let headers: [String: String]
  var body: Data
}

enum HTTPFailure: Error, Hashable {
  case cancelled
  case timedOut
  case tooLarge
  /// What came is not HTTP.
  case malformed(String)
  /// The connection could not be made or was lost.
  case connection(String)
}
