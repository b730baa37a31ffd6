import Foundation

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A connection to a server, closed when nobody holds it any more.
final class SocketConnection: Sendable {
  private let descriptor: Int32

  /// Connects to the first address of a host that answers.
  ///
  /// - Throws: `connection` or `timedOut`.
  init(to url: URL, by deadline: ContinuousClock.Instant) throws(HTTPFailure) {
    var failure = HTTPFailure.connection("the host has no address")
    for address in try SocketAddress.all(of: url) {
      do {
        descriptor = try Self.connect(to: address, by: deadline)
        return
      } catch {
        failure = error
      }
    }
    throw failure
  }

  deinit { Descriptor.close(descriptor) }

  /// Whether nothing came since the last answer, not even an end.
  var isQuiet: Bool { !Descriptor.isReadable(descriptor) }

  /// Ends the connection; whoever waits on it learns so at once.
  func shutDown() { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// Sends a request and reads its answer, which may come before all is sent.
  ///
  /// - Returns: The answer, and whether the connection can be used again.
  func exchange(
    _ request: HTTPRequest, by deadline: ContinuousClock.Instant, sizeLimit: Int
  ) throws(HTTPFailure) -> (HTTPResponse, staysOpen: Bool) {
    var unsent = request.bytes[...]
    var reader = ResponseReader(sizeLimit: sizeLimit)
    while true {
      let writing = unsent.isEmpty ? [] : [descriptor]
      guard Descriptor.wait(reading: [descriptor], writing: writing, until: deadline),
        ContinuousClock.now < deadline
      else { throw .timedOut }
      if !unsent.isEmpty {
        unsent = unsent.dropFirst(Descriptor.write(unsent, to: descriptor))
      }
      var received = Data()
      let isOpen = Descriptor.read(descriptor, into: &received)
      try reader.add(received)
      if !isOpen { try reader.end() }
      if let response = reader.response {
        return (response, isOpen && unsent.isEmpty && reader.leavesConnectionOpen)
      }
    }
  }

  private static func connect(
    to address: SocketAddress, by deadline: ContinuousClock.Instant
  ) throws(HTTPFailure) -> Int32 {
    let descriptor = socket(address.family, address.kind, address.transport)
    guard descriptor >= 0 else { throw .connection(reason(errno)) }
    Descriptor.setUp(descriptor)
    setOption(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY)
    #if canImport(Darwin)
      setOption(descriptor, SOL_SOCKET, SO_NOSIGPIPE)
    #endif
    let result = address.with { systemConnect(descriptor, $0, $1) }
    var error = result == 0 ? 0 : errno
    if error == EINPROGRESS {
      guard Descriptor.wait(reading: [], writing: [descriptor], until: deadline) else {
        Descriptor.close(descriptor)
        throw .timedOut
      }
      var length = socklen_t(MemoryLayout<Int32>.size)
      getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length)
    }
    if error != 0 {
      Descriptor.close(descriptor)
      throw .connection(reason(error))
    }
    return descriptor
  }

  private static func setOption(_ descriptor: Int32, _ level: Int32, _ option: Int32) {
    var yes: Int32 = 1
    setsockopt(descriptor, level, option, &yes, socklen_t(MemoryLayout<Int32>.size))
  }

  private static func reason(_ error: Int32) -> String { String(cString: strerror(error)) }
}

extension HTTPRequest {
  /// The request as it goes over the wire.
  var bytes: Data {
    let path = url.path(percentEncoded: true)
    let query = url.query(percentEncoded: true).map { "?\($0)" } ?? ""
    let port = url.port.map { ":\($0)" } ?? ""
    var host = url.host(percentEncoded: true) ?? ""
    // Foundation takes off the brackets of an IPv6 address, which the header wants.
    if host.contains(":"), !host.hasPrefix("[") { host = "[\(host)]" }
    var head = "POST \(path)\(query) HTTP/1.1\r\nHost: \(host)\(port)\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    head += "Content-Length: \(body.count)\r\n\r\n"
    return Data(head.utf8) + body
  }
}

/// Where a host can be reached.
private struct SocketAddress {
  let family: Int32
  let kind: Int32
  let transport: Int32
  private let bytes: [UInt8]

  /// The addresses of a host, in the order in which the system wants them tried.
  static func all(of url: URL) throws(HTTPFailure) -> [SocketAddress] {
    var hints = addrinfo()
    #if canImport(Glibc)
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      hints.ai_socktype = SOCK_STREAM
    #endif
    var first: UnsafeMutablePointer<addrinfo>?
    // Brackets belong to an address, not to its meaning: [::1].
    let host = (url.host ?? "").trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
    let error = getaddrinfo(host, "\(url.port ?? 80)", &hints, &first)
    guard error == 0 else {
      throw .connection("\(host): \(String(cString: gai_strerror(error)))")
    }
    defer { freeaddrinfo(first) }
    return sequence(first: first) { $0?.pointee.ai_next }.compactMap { $0?.pointee }
      .map { found in
        SocketAddress(
          family: found.ai_family, kind: found.ai_socktype, transport: found.ai_protocol,
          bytes: Array(
            UnsafeRawBufferPointer(start: found.ai_addr, count: Int(found.ai_addrlen))))
      }
  }

  func with<Output>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Output) -> Output {
    bytes.withUnsafeBytes { buffer in
      body(buffer.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t(buffer.count))
    }
  }
}

// The call whose name `SocketConnection` gives a meaning of its own.
private func systemConnect(
  _ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t
) -> Int32 {
  connect(descriptor, address, length)
}
