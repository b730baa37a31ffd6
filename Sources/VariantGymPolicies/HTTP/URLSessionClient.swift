import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Posts requests through URLSession, which knows TLS.
final class URLSessionClient: HTTPClient {
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

  func post(
    _ request: HTTPRequest, timeout: Duration
  ) async -> Result<HTTPResponse, HTTPFailure> {
    var call = URLRequest(url: request.url)
    call.httpMethod = "POST"
    for (name, value) in request.headers { call.setValue(value, forHTTPHeaderField: name) }
    call.httpBody = request.body
    // URLSession's own limit is on silence; it must not come first.
    call.timeoutInterval = timeout / .seconds(1) + 60
    let task = session.dataTask(with: call)
    let promise = exchanges.begin(task)
    return await withTaskGroup(of: Void.self) { group in
      group.addTask { [exchanges] in
        do { try await Task.sleep(for: timeout) } catch { return }
        exchanges.abandon(task, as: .timedOut)
      }
      defer { group.cancelAll() }
      return await promise.value { [exchanges] in exchanges.abandon(task, as: .cancelled) }
    }
  }
}

/// The exchanges under way, each ended exactly once.
private final class Exchanges: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  typealias Outcome = Promise<Result<HTTPResponse, HTTPFailure>>

  private let sizeLimit: Int
  private let lock = NSLock()
  private var open: [Int: (body: Data, outcome: Outcome)] = [:]

  init(sizeLimit: Int) {
    self.sizeLimit = sizeLimit
  }

  func begin(_ task: URLSessionTask) -> Outcome {
    let outcome = Outcome()
    lock.withLock { open[task.taskIdentifier] = (Data(), outcome) }
    task.resume()
    return outcome
  }

  /// Ends an exchange without waiting for URLSession.
  func abandon(_ task: URLSessionTask, as failure: HTTPFailure) {
    end(task) { _ in .failure(failure) }
    // Elsewhere: on Linux `cancel` waits for the session's queue, and a cancellation handler that
    // waits can deadlock (swift-corelibs-foundation, issue 5412).
    DispatchQueue.global().async { task.cancel() }
  }

  private func end(
    _ task: URLSessionTask, _ result: (Data) -> Result<HTTPResponse, HTTPFailure>
  ) {
    guard let (body, outcome) = lock.withLock({ open.removeValue(forKey: task.taskIdentifier) })
    else { return }
    outcome.fulfil(result(body))
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
    end(task) { body in
      if let error { return .failure(.connection(error.localizedDescription)) }
      guard let response = task.response as? HTTPURLResponse else {
        return .failure(.malformed("it is not HTTP"))
      }
      var headers: [String: String] = [:]
      for (name, value) in response.allHeaderFields {
        headers["\(name)".lowercased()] = "\(value)"
      }
      return .success(HTTPResponse(status: response.statusCode, headers: headers, body: body))
    }
  }
}
