import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Sends requests with a limit on time and on the size of the answer. Redirections are not followed,
/// so that a key is never sent elsewhere.
final class HTTPClient: Sendable {
  struct Response: Sendable {
    let status: Int
    /// The header fields, their names in small letters.
    let headers: [String: String]
    let body: Data
  }

  enum Failure: Error, Equatable {
    case cancelled
    case timedOut
    case tooLarge
    /// The connection could not be made or was lost.
    case connection(String)
  }

  private let exchanges: Exchanges
  private let session: URLSession

  /// A client.
  ///
  /// - Parameters:
  ///   - connections: How many connections are held to a host at once. The caller has no more
  ///     requests under way: those beyond would wait, and their time would run.
  ///   - sizeLimit: The most bytes of a body.
  init(connections: Int, sizeLimit: Int) {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpMaximumConnectionsPerHost = connections
    configuration.urlCache = nil
    configuration.httpCookieStorage = nil
    configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
    exchanges = Exchanges(sizeLimit: sizeLimit)
    session = URLSession(configuration: configuration, delegate: exchanges, delegateQueue: nil)
  }

  deinit { session.invalidateAndCancel() }

  /// Sends a request and waits for the whole answer.
  func send(_ request: URLRequest, timeout: Duration) async -> Result<Response, Failure> {
    var request = request
    // URLSession's own limit is on silence; it must not come first.
    request.timeoutInterval = timeout / .seconds(1) + 60
    let task = session.dataTask(with: request)
    exchanges.begin(task)
    return await withTaskGroup(of: Void.self) { group in
      group.addTask { [exchanges] in
        do { try await Task.sleep(for: timeout) } catch { return }
        exchanges.abandon(task, as: .timedOut)
      }
      defer { group.cancelAll() }
      return await exchanges.outcome(of: task)
    }
  }
}

/// The exchanges under way, each ended exactly once.
private final class Exchanges: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  private typealias Outcome = Result<HTTPClient.Response, HTTPClient.Failure>

  private struct Exchange {
    var body = Data()
    var outcome: Outcome?
    var continuation: CheckedContinuation<Outcome, Never>?
  }

  private let sizeLimit: Int
  private let lock = NSLock()
  private var open: [Int: Exchange] = [:]

  init(sizeLimit: Int) {
    self.sizeLimit = sizeLimit
  }

  func begin(_ task: URLSessionTask) {
    lock.withLock { open[task.taskIdentifier] = Exchange() }
    task.resume()
  }

  func outcome(
    of task: URLSessionTask
  ) async -> Result<HTTPClient.Response, HTTPClient.Failure> {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let outcome = lock.withLock {
          let outcome = open[task.taskIdentifier]?.outcome
          if outcome == nil {
            open[task.taskIdentifier]?.continuation = continuation
          } else {
            open[task.taskIdentifier] = nil
          }
          return outcome
        }
        if let outcome { continuation.resume(returning: outcome) }
      }
    } onCancel: {
      abandon(task, as: .cancelled)
    }
  }

  /// Ends an exchange without waiting for URLSession.
  func abandon(_ task: URLSessionTask, as failure: HTTPClient.Failure) {
    end(task, .failure(failure))
    // Elsewhere: on Linux `cancel` waits for the session's queue, and a cancellation handler that
    // waits can deadlock (swift-corelibs-foundation, issue 5412).
    DispatchQueue.global().async { task.cancel() }
  }

  /// Ends an exchange, unless it has ended.
  private func end(_ task: URLSessionTask, _ outcome: Outcome) {
    let continuation = lock.withLock {
      let continuation = open[task.taskIdentifier]?.continuation
      if continuation != nil {
        open[task.taskIdentifier] = nil
      } else if open[task.taskIdentifier]?.outcome == nil {
        open[task.taskIdentifier]?.outcome = outcome
      }
      return continuation
    }
    continuation?.resume(returning: outcome)
  }

  func urlSession(
    _: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
  ) {
    completionHandler(.allow)
    if response.expectedContentLength > Int64(sizeLimit) { abandon(dataTask, as: .tooLarge) }
  }

  func urlSession(_: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let size = lock.withLock {
      open[dataTask.taskIdentifier]?.body.append(data)
      return open[dataTask.taskIdentifier]?.body.count ?? 0
    }
    if size > sizeLimit { abandon(dataTask, as: .tooLarge) }
  }

  func urlSession(
    _: URLSession, task: URLSessionTask, willPerformHTTPRedirection _: HTTPURLResponse,
    newRequest _: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }

  func urlSession(_: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    if let error {
      end(task, .failure(.connection(error.localizedDescription)))
    } else if let response = task.response as? HTTPURLResponse {
      let body = lock.withLock { open[task.taskIdentifier]?.body } ?? Data()
      end(task, .success(HTTPClient.Response(response, body)))
    } else {
      end(task, .failure(.connection("the answer is not HTTP")))
    }
  }
}

extension HTTPClient.Response {
  fileprivate init(_ response: HTTPURLResponse, _ body: Data) {
    var headers: [String: String] = [:]
    for (name, value) in response.allHeaderFields {
      headers["\(name)".lowercased()] = "\(value)"
    }
    self.init(status: response.statusCode, headers: headers, body: body)
  }
}
