import Foundation
import VariantGymCore

/// What is made of one try.
enum ChatOutcome {
  case reply(Reply)
  /// The request has failed.
  case failure(PolicyFailure)
  /// The request may be sent again, after the wait that the server asks for.
  case retry(PolicyFailure, wait: Duration?, wasTurnedAway: Bool)

  var wasTurnedAway: Bool {
    if case .retry(_, _, true) = self { true } else { false }
  }

  init(_ result: Result<HTTPResponse, HTTPFailure>, now: Date = Date()) {
    switch result {
    case .success(let response): self.init(response, now: now)
    case .failure(.cancelled): self = .failure(.cancelled)
    case .failure(.timedOut):
      self = .failure(PolicyFailure("no answer came in time", cause: .timedOut))
    case .failure(.tooLarge):
      self = .failure(PolicyFailure("the answer is larger than allowed", cause: .garbled))
    case .failure(.malformed(let reason)):
      self = .failure(PolicyFailure("the answer is not HTTP: \(reason)", cause: .garbled))
    case .failure(.connection(let reason)):
      self = .retry(
        PolicyFailure("the connection failed: \(reason)", cause: .connection), wait: nil,
        wasTurnedAway: false)
    }
  }

  private init(_ response: HTTPResponse, now: Date) {
    switch response.status {
    case 200..<300:
      do { self = .reply(try ChatAnswer.reply(in: response)) } catch { self = .failure(error) }
    case 408, 409, 429, 500...:
      self = .retry(
        PolicyFailure("the server answered \(response.complaint)", cause: .unavailable),
        wait: RetryAfter.wait(response.headers, now: now),
        wasTurnedAway: [429, 503].contains(response.status))
    default:
      self = .failure(
        PolicyFailure("the server answered \(response.complaint)", cause: .refused))
    }
  }
}

extension HTTPResponse {
  /// The status with the beginning of what the server said about it.
  fileprivate var complaint: String {
    let said = String(decoding: body.prefix(300), as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return said.isEmpty ? "\(status)" : "\(status): \(said)"
  }
}
