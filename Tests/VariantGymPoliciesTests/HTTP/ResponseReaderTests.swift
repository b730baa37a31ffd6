import Foundation
import Testing
import VariantGym

@testable import VariantGymPolicies

@Suite("HTTP responses")
struct ResponseReaderTests {
  /// Reads a text cut at the given places, then the end of the connection.
  private func read(
    _ text: String, cuts: [Int] = [], limit: Int = 1000
  ) -> Result<HTTPResponse, HTTPFailure> {
    var reader = ResponseReader(sizeLimit: limit)
    let bytes = Data(text.utf8)
    do throws(HTTPFailure) {
      var start = 0
      for cut in cuts.sorted() + [bytes.count] {
        try reader.add(bytes[start..<cut])
        start = cut
      }
      try reader.end()
    } catch {
      return .failure(error)
    }
    return .success(reader.response!)
  }

  private static let whole: [String: (status: Int, body: String)] = [
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello": (200, "hello"),
    "HTTP/1.1 200\nContent-Length: 5\n\nhello": (200, "hello"),
    "HTTP/1.0 404 Not Found\r\n\r\nuntil the end": (404, "until the end"),
    "HTTP/1.1 204 Nothing\r\n\r\n": (204, ""),
    "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n": (200, ""),
    "HTTP/1.1 100 Go on\r\n\r\nHTTP/1.1 201 OK\r\nContent-Length: 2\r\n\r\nhi": (201, "hi"),
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nA: b\r\n\r\n":
      (200, "hello"),
    "HTTP/1.1 500 Oh\r\ntransfer-encoding: gzip, Chunked\r\nContent-Length: 9\r\n\r\n00\r\n\r\n":
      (500, ""),
  ]

  @Test("a response is the same however it is cut", arguments: whole.keys.sorted())
  func cuts(text: String) {
    let expected = Self.whole[text]!
    var random = Random(seed: 7)
    let count = text.utf8.count
    for number in 0..<200 {
      let cuts =
        number == 0 ? Array(0...count) : (0..<random.below(5)).map { _ in random.below(count + 1) }
      guard case .success(let response) = read(text, cuts: cuts) else {
        Issue.record("\(read(text, cuts: cuts)) with cuts at \(cuts)")
        return
      }
      #expect(response.status == expected.status)
      #expect(response.body == Data(expected.body.utf8))
    }
  }

  @Test("a response that breaks off anywhere is a lost connection", arguments: whole.keys.sorted())
  func broken(text: String) {
    // Where nothing tells its length, a body ends with its connection.
    let end = text.hasPrefix("HTTP/1.0") ? text.utf8.count - 13 : text.utf8.count
    for length in 0..<end {
      let outcome = read(String(decoding: text.utf8.prefix(length), as: UTF8.self))
      guard case .failure(.connection) = outcome else {
        Issue.record("\(outcome) after \(length) bytes")
        return
      }
    }
  }

  @Test(
    "what is not HTTP is said to be so",
    arguments: [
      "hello\r\n", "HTTP/2 200 OK\r\n", "HTTP/1.1 2x0 OK\r\n", "HTTP/1.1 20 OK\r\n", "\r\n",
      "HTTP/1.1 200 OK\r\nnothing\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nhello",
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
      "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-3\r\nhel\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhel\r\n",
      "HTTP/1.1 200 OK\r\nA: " + String(repeating: "a", count: 70_000),
      "HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 20_000),
    ])
  func malformed(text: String) {
    guard case .failure(.malformed(let reason)) = read(text) else {
      Issue.record("\(read(text))")
      return
    }
    #expect(!reason.isEmpty && reason.count < 200)
  }

  @Test("a body beyond the limit is refused as soon as it shows")
  func size() {
    let head = "HTTP/1.1 200 OK\r\n"
    let long = String(repeating: "a", count: 11)
    for rest in [
      "Content-Length: 11\r\n\r\n", "\r\n\(long)",
      "Transfer-Encoding: chunked\r\n\r\nb\r\n\(long)",
    ] {
      #expect(read(head + rest, limit: 10) == .failure(.tooLarge))
    }
    #expect((try? read(head + "\r\n" + long.dropLast(), limit: 10).get().body.count) == 10)
  }

  @Test("a connection is used again only after a response that ends by itself")
  func reuse() throws {
    func staysOpen(_ text: String) throws -> Bool {
      var reader = ResponseReader(sizeLimit: 1000)
      try reader.add(Data(text.utf8))
      return reader.response != nil && reader.leavesConnectionOpen
    }
    let head = "HTTP/1.1 200 OK\r\n"
    #expect(try staysOpen(head + "Content-Length: 2\r\n\r\nhi"))
    #expect(try staysOpen(head + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
    #expect(try !staysOpen(head + "Content-Length: 2\r\n\r\nhi!"))
    #expect(try !staysOpen(head + "Connection: Close\r\nContent-Length: 2\r\n\r\nhi"))
    #expect(try !staysOpen("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi"))
  }

  @Test("no bytes at all make the reader fail in another way than by an error")
  func noise() {
    var random = Random(seed: 11)
    let texts = Self.whole.keys.sorted()
    for _ in 0..<3000 {
      var bytes = Array(random.pick(from: texts).utf8)
      for _ in 0...random.below(4) {
        switch random.below(3) {
        case 0: bytes[random.below(bytes.count)] = UInt8(random.below(256))
        case 1: bytes.remove(at: random.below(bytes.count))
        default: bytes.insert(bytes[random.below(bytes.count)], at: random.below(bytes.count))
        }
      }
      var reader = ResponseReader(sizeLimit: 1000)
      do throws(HTTPFailure) {
        try reader.add(Data(bytes))
        try reader.end()
        #expect(reader.response != nil)
      } catch {
        #expect(reader.response == nil || error == .tooLarge)
      }
    }
  }
}
