import Foundation
import LoopbackServer
import Testing
import VariantGym

@testable import VariantGymPolicies

/// Something that a server may do instead of answering.
struct Misdeed: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let cause: PolicyFailure.Cause
  /// Whether another try may help.
  var isRetried = false
  let steps: [Step]

  private static let half = Array(chatBody("Up").utf8.prefix(40))

  static let all: [Misdeed] = [
    Misdeed(
      testDescription: "429 with Retry-After", cause: .unavailable, isRetried: true,
      steps: [.response(status: 429, headers: ["Retry-After": "3"], "slow down")]),
    Misdeed(
      testDescription: "429 without Retry-After", cause: .unavailable, isRetried: true,
      steps: [.response(status: 429, "slow down")]),
    Misdeed(
      testDescription: "408", cause: .unavailable, isRetried: true,
      steps: [.response(status: 408, "too late")]),
    Misdeed(
      testDescription: "409", cause: .unavailable, isRetried: true,
      steps: [.response(status: 409, "not now")]),
    Misdeed(
      testDescription: "500", cause: .unavailable, isRetried: true,
      steps: [.response(status: 500, type: "text/html", "<h1>sorry</h1>")]),
    Misdeed(
      testDescription: "503 and a close", cause: .unavailable, isRetried: true,
      steps: [.response(status: 503, ""), .close]),
    Misdeed(
      testDescription: "400", cause: .refused, steps: [.response(status: 400, "no such model")]),
    Misdeed(testDescription: "401", cause: .refused, steps: [.response(status: 401, "")]),
    Misdeed(
      testDescription: "a redirection", cause: .refused,
      steps: [.response(status: 307, headers: ["Location": "http://127.0.0.1:9/"], "")]),
    Misdeed(
      testDescription: "a reset before the answer", cause: .connection, isRetried: true,
      steps: [.reset]),
    Misdeed(
      testDescription: "a reset in the middle of the body", cause: .connection, isRetried: true,
      steps: [.send(Step.head(length: 200)), .send(half), .wait(0.02), .reset]),
    Misdeed(
      testDescription: "a close in the middle of the body", cause: .connection, isRetried: true,
      steps: [.send(Step.head(length: 200)), .send(half), .close]),
    Misdeed(
      testDescription: "a close in the middle of the head", cause: .connection, isRetried: true,
      steps: [.send("HTTP/1.1 200 OK\r\nContent-"), .close]),
    Misdeed(
      testDescription: "half a JSON", cause: .garbled, steps: [.response(bytes: half)]),
    Misdeed(
      testDescription: "another JSON", cause: .garbled,
      steps: [.response(#"{"error": {"message": "overloaded"}}"#)]),
    Misdeed(
      testDescription: "JSON of other types", cause: .garbled,
      steps: [.response(#"{"choices": [{"message": {"content": 5}}]}"#)]),
    Misdeed(
      testDescription: "JSON nested deeply", cause: .garbled,
      steps: [.response(String(repeating: "[", count: 200_000))]),
    Misdeed(
      testDescription: "an empty body", cause: .garbled, steps: [.response("")]),
    Misdeed(
      testDescription: "a wrong content type", cause: .garbled,
      steps: [.response(type: "text/html", chatBody("Up"))]),
    Misdeed(
      testDescription: "invalid UTF-8", cause: .garbled,
      steps: [.response(bytes: Array(chatBody("Up").utf8).map { $0 == 0x55 ? 0xFF : $0 })]),
    Misdeed(
      testDescription: "no choices", cause: .empty, steps: [.response(#"{"choices": []}"#)]),
    Misdeed(testDescription: "no text", cause: .empty, steps: [chatAnswer("")]),
    Misdeed(
      testDescription: "50 MB with their length", cause: .garbled,
      steps: [.send(Step.head(length: 50_000_000)), .flood(0x20, count: 50_000_000)]),
    Misdeed(
      testDescription: "50 MB without a length", cause: .garbled,
      steps: [
        .send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"),
        .flood(0x20, count: 50_000_000), .close,
      ]),
    Misdeed(
      testDescription: "silence", cause: .timedOut, steps: [.wait(30), chatAnswer("Up")]),
    Misdeed(
      testDescription: "silence in the middle of the body", cause: .timedOut,
      steps: [.send(Step.head(length: 200)), .send(half), .wait(30), .send(half)]),
    Misdeed(
      testDescription: "a drop of body now and then", cause: .timedOut,
      steps: [.send(Step.head(length: 200))]
        + Array(repeating: [.send(" "), .wait(0.05)], count: 190).flatMap(\.self)),
  ]
}

@Suite("Misbehaving server", .timeLimit(.minutes(10)))
struct MisbehavingServerTests {
  private func policy(
    _ server: LoopbackServer, _ misdeed: Misdeed
  ) throws -> ChatCompletionsPolicy {
    try chatPolicy(server) {
      $0.sizeLimit = 1_000_000
      // Only silence is cut short: other answers may be late where other tests keep the machine busy.
      if misdeed.cause == .timedOut { $0.timeout = .milliseconds(1500) }
    }
  }

  @Test("every misdeed ends as a failure with its cause and a reason", arguments: Misdeed.all)
  func alone(misdeed: Misdeed) async throws {
    try await withServer { _ in
      misdeed.steps
    } _: { server in
      let policy = try policy(server, misdeed)
      let outcome = await policy.replies(to: requests(1))[0]
      #expect(outcome.cause == misdeed.cause, "\(outcome)")
      #expect(outcome.reason?.isEmpty == false)
      #expect(server.requestCount == (misdeed.isRetried ? 3 : 1))
      #expect(policy.tally.requests == server.requestCount)
      #expect(policy.tally.failures == 1)
    }
  }

  @Test(
    "after a misdeed that another try may help, another try helps",
    arguments: Misdeed.all.filter(\.isRetried))
  func recovery(misdeed: Misdeed) async throws {
    try await withServer {
      $0.number == 0 ? misdeed.steps : [chatAnswer("Up")]
    } _: { server in
      let policy = try policy(server, misdeed)
      #expect(await policy.replies(to: requests(1))[0].text == "Up")
      #expect(server.requestCount == 2)
    }
  }

  @Test("among misdeeds of all kinds each request ends once, and answers go to whom they belong")
  func storm() async throws {
    let tries = Shared<[String: Int]>([:])
    // Silence takes its time; the tests above have it.
    let misdeeds = Misdeed.all.filter { $0.cause != .timedOut }
    @Sendable func fate(_ question: String, _ attempt: Int) -> Misdeed? {
      var random = Random(
        seed: ContentKey(words: question.utf8.map(UInt64.init) + [UInt64(attempt)]).digest)
      return random.below(2) == 0 ? random.pick(from: misdeeds) : nil
    }
    try await withServer { exchange in
      let question = exchange.question
      let attempt = tries.update { tries in
        tries[question, default: 0] += 1
        return tries[question]!
      }
      return fate(question, attempt)?.steps ?? [chatAnswer("to \(question)")]
    } _: { server in
      let policy = try chatPolicy(server) {
        $0.sizeLimit = 1_000_000
        $0.concurrency = 16
      }
      let asked = requests(150)
      let outcomes = await policy.replies(to: asked)
      #expect(outcomes.count == asked.count)
      for (request, outcome) in zip(asked, outcomes) {
        let question = request.messages[0].content
        // What must come of it, told from what the server does at each try.
        var attempt = 1
        while attempt < 3, let misdeed = fate(question, attempt), misdeed.isRetried { attempt += 1 }
        #expect(tries.value[question] == attempt, "\(question)")
        if let misdeed = fate(question, attempt) {
          #expect(outcome.cause == misdeed.cause, "\(question) \(misdeed.testDescription)")
        } else {
          #expect(outcome.text == "to \(question)")
        }
      }
      #expect(policy.tally.requests == server.requestCount)
      #expect(policy.tally.replies == outcomes.count { $0.cause == nil })
      #expect(policy.tally.failures == outcomes.count { $0.cause != nil })
    }
  }

  @Test("a server that is not there is a failed connection")
  func absent() async throws {
    let server = try LoopbackServer { _ in [] }
    server.stop()
    try await Task.sleep(for: .milliseconds(100))
    let policy = try chatPolicy(server)
    #expect(await policy.replies(to: requests(1))[0].cause == .connection)
  }
}
