import Foundation
import LoopbackServer
import Testing
import VariantGym

@testable import VariantGymPolicies

@Suite("Waits between tries", .timeLimit(.minutes(10)))
struct RetryTests {
  /// The waits that a policy makes between a number of tries.
  private func waits(
    _ count: Int, headers: [String: String], retries: Int = 2
  ) async throws -> (waits: [[Duration]], outcomes: [Outcome]) {
    try await withServer { _ in
      [.response(status: 429, headers: headers, "")]
    } _: { server in
      var all: [[Duration]] = []
      var outcomes: [Outcome] = []
      for request in requests(count) {
        let waits = Shared<[Duration]>([])
        let policy = try chatPolicy(server, waits: waits) { $0.retries = retries }
        outcomes += await policy.replies(to: [request])
        all.append(waits.value)
      }
      return (all, outcomes)
    }
  }

  @Test("waits double up to half a minute, with up to half as much added, differently for each")
  func doubling() async throws {
    let (waits, _) = try await waits(5, headers: [:], retries: 9)
    let bases = [0.5, 1, 2, 4, 8, 16, 30, 30, 30].map { Duration.seconds($0) }
    for waits in waits {
      #expect(waits.count == bases.count)
      for (wait, base) in zip(waits, bases) { #expect((base...(base * 1.5)).contains(wait)) }
    }
    #expect(Set(waits).count == waits.count)
    #expect(try await self.waits(5, headers: [:], retries: 9).waits == waits)
  }

  @Test(
    "a server's own wait is obeyed, and never cut short",
    arguments: [
      (["Retry-After": "7"], 7.0),
      (["Retry-After": "120"], 120.0),
      (["Retry-After": "7", "retry-after-ms": "250"], 0.25),
      (
        [
          "Date": "Sun, 06 Nov 1994 08:49:37 GMT", "Retry-After": "Sun, 06 Nov 1994 08:50:00 GMT",
        ], 23.0
      ),
    ])
  func obeyed(headers: [String: String], seconds: Double) async throws {
    let (waits, outcomes) = try await waits(1, headers: headers)
    #expect(outcomes[0].cause == .unavailable)
    #expect(waits[0].count == 2)
    for wait in waits[0] {
      #expect((Duration.seconds(seconds)...(.seconds(seconds * 1.5))).contains(wait))
    }
  }

  @Test("who is asked to wait for more than two minutes gives up", arguments: ["121", "1e30"])
  func tooLong(value: String) async throws {
    let (waits, outcomes) = try await waits(1, headers: ["Retry-After": value])
    #expect(waits == [[]])
    #expect(outcomes[0].cause == .unavailable)
    #expect(outcomes[0].reason?.contains("asked for a wait") == true)
  }

  @Test("dates are read in all three forms, against the server's own clock or else against ours")
  func dates() {
    let forms = [
      "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
    ]
    let now = Date(timeIntervalSince1970: 784_111_777 - 40)
    for form in forms {
      #expect(RetryAfter.wait(["retry-after": form], now: now) == .seconds(40))
      #expect(
        RetryAfter.wait(
          ["retry-after": form, "date": "Sun, 06 Nov 1994 08:49:30 GMT"], now: now) == .seconds(7))
      #expect(RetryAfter.wait(["retry-after": form], now: now + 1000) == .zero)
    }
  }

  @Test(
    "what is no wait is left alone",
    arguments: ["", "soon", "-5", "nan", "inf inf", "Sun, 99 Nov 1994 08:49:37 GMT", "é"])
  func unreadable(value: String) {
    #expect(RetryAfter.wait(["retry-after": value], now: Date()) == nil)
    #expect(RetryAfter.wait(["retry-after-ms": value], now: Date()) == nil)
  }
}
