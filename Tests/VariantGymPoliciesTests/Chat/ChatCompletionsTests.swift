import Foundation
import LoopbackServer
import Testing
import VariantGym

@testable import VariantGymPolicies

@Suite("Chat completions", .timeLimit(.minutes(10)))
struct ChatCompletionsTests {
  @Test("each request gets its own answer, in order, over no more connections than allowed")
  func order() async throws {
    let underWay = Shared((now: 0, most: 0))
    try await withServer { exchange in
      underWay.update {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      // Later requests are answered sooner.
      try? await Task.sleep(for: .milliseconds(20 - exchange.number % 20))
      underWay.update { $0.now -= 1 }
      return [chatAnswer("to \(exchange.question)")]
    } _: { server in
      let policy = try chatPolicy(server) { $0.concurrency = 8 }
      let replies = await policy.replies(to: requests(100))
      #expect(replies.map(\.text) == (0..<100).map { "to Where to, \($0)?" })
      #expect(underWay.value.most == 8)
      #expect(policy.capacity == Capacity(batch: 1, calls: 8))
      #expect(policy.tally.requests == 100)
      #expect(policy.tally.replies == 100)
      #expect(policy.tally.usage == Usage(promptTokens: 700, completionTokens: 300))
    }
  }

  @Test("a server that turns requests away is asked less at once", arguments: [429, 503])
  func adaptation(status: Int) async throws {
    let underWay = Shared((now: 0, most: 0))
    try await withServer { exchange in
      if exchange.number < 32 {
        // All at once, so that it is one burst.
        while underWay.update({
          $0.most = max($0.most, exchange.number + 1); return $0.most < 32
        }) {
          try? await Task.sleep(for: .milliseconds(2))
        }
        return [.response(status: status, "")]
      }
      underWay.update {
        if exchange.number == 32 { $0.most = 0 }
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      try? await Task.sleep(for: .milliseconds(5))
      underWay.update { $0.now -= 1 }
      return [chatAnswer("Up")]
    } _: { server in
      let policy = try chatPolicy(server) { $0.concurrency = 32 }
      #expect(await policy.replies(to: requests(32)).allSatisfy { $0.text == "Up" })
      // Half of 32, and one more for about as many answers; fewer where other tests hold the threads.
      #expect(underWay.value.most <= 19)
    }
  }

  @Test("a request is sent as the protocol wants it, and nothing that was not asked for")
  func body() async throws {
    let bodies = Shared<[String]>([])
    let heads = Shared<[String?]>([])
    try await withServer { exchange in
      bodies.update { $0.append(String(decoding: exchange.body, as: UTF8.self)) }
      heads.update { $0 += [exchange.target, exchange.headers["authorization"]] }
      return [chatAnswer("Up")]
    } _: { server in
      let sampling = Sampling(temperature: 0.7, topP: 0.9, maxTokens: 50, stop: ["</answer>"])
      let bare = requests(1)
      let full = requests(1, prefill: "<think>", sampling: sampling)
      _ = try await chatPolicy(server).replies(to: bare)
      let policy = try chatPolicy(server) {
        $0.key = "secret"
        $0.prefill = .continued
        $0.extra = #"{"max_tokens": 60, "top_k": 20}"#
      }
      _ = await policy.replies(to: full)
      #expect(
        bodies.value == [
          #"{"messages":[{"content":"Where to, 0?","role":"user"}],"model":"tiny","#
            + #""seed":\#(bare[0].seed),"stream":false}"#,
          #"{"add_generation_prompt":false,"continue_final_message":true,"max_tokens":60,"#
            + #""messages":[{"content":"Where to, 0?","role":"user"},"#
            + #"{"content":"<think>","role":"assistant"}],"model":"tiny","seed":\#(full[0].seed),"#
            + #""stop":["</answer>"],"stream":false,"temperature":0.7,"top_k":20,"top_p":0.9}"#,
        ])
      let target = "POST /v1/chat/completions"
      #expect(heads.value == [target, nil, target, "Bearer secret"])
    }
  }

  @Test("a request's seed is its own and stays the same")
  func seeds() {
    let seeds = requests(1000).map(\.seed)
    #expect(Set(seeds).count == 1000)
    #expect(seeds == requests(1000).map(\.seed))
    #expect(seeds.allSatisfy { (0..<(1 << 31)).contains($0) })
    let request = requests(1)[0]
    let sampled = Request(
      messages: request.messages, prefill: "", episode: request.episode, history: [], sample: 1)
    let later = Request(
      messages: request.messages, prefill: "", episode: request.episode, history: ["Up"])
    let reseeded = requests(1, sampling: Sampling(seed: 1))[0]
    #expect(Set([request.seed, sampled.seed, later.seed, reseeded.seed]).count == 4)
  }

  @Test(
    "reasoning stands apart from the text",
    arguments: [
      (#""content":"Up","reasoning_content":"hm""#, "Up", "hm"),
      (#""content":"Up","reasoning":"hm""#, "Up", "hm"),
      (#""content":"Up","reasoning":null"#, "Up", nil),
      (#""content":null,"reasoning":"hm""#, "", "hm"),
    ] as [(String, String, String?)])
  func reasoning(members: String, text: String, reasoning: String?) async throws {
    let body = #"{"choices":[{"message":{\#(members)},"finish_reason":"length"}]}"#
    try await withServer {
      _ in
      [.response(body)]
    } _: { server in
      let reply = try await chatPolicy(server).replies(to: requests(1))[0].get()
      #expect(reply == Reply(text: text, reasoning: reasoning, ending: .length))
    }
  }

  @Test("a begun reply is refused, continued, or continued without its echo, as was agreed")
  func prefill() async throws {
    try await withServer {
      [chatAnswer("\($0.question) here")]
    } _: { server in
      let begun = requests(1, prefill: "<think>")
      var outcomes: [Outcome] = []
      for prefill in [ChatOptions.Prefill.refused, .continued, .continuedAndEchoed] {
        let policy = try chatPolicy(server) { $0.prefill = prefill }
        outcomes += await policy.replies(to: begun)
      }
      #expect(outcomes[0].cause == .refused)
      #expect(outcomes.dropFirst().map(\.text) == ["<think> here", " here"])
      #expect(server.requestCount == 2)
    }
  }

  @Test("caps on requests and tokens hold back what would go beyond them")
  func caps() async throws {
    try await withServer { _ in
      [chatAnswer("Up")]
    } _: { server in
      let few = try chatPolicy(server) { $0.caps = Caps(requests: 5) }
      let outcomes = await few.replies(to: requests(20))
      #expect(outcomes.count { $0.text == "Up" } == 5)
      #expect(outcomes.count { $0.cause == .capReached } == 15)
      #expect(server.requestCount == 5)
      #expect(few.tally.failures == 15)

      let cheap = try chatPolicy(server) {
        $0.caps = Caps(tokens: 25)
        $0.concurrency = 1
      }
      // Ten tokens each: the third request takes the sum beyond 25.
      #expect(await cheap.replies(to: requests(9)).count { $0.text == "Up" } == 3)
    }
  }

  @Test("a cap on time ends requests that wait and requests under way")
  func timeCap() async throws {
    try await withServer { _ in
      [.wait(60), chatAnswer("Up")]
    } _: { server in
      let policy = try chatPolicy(server) {
        $0.caps = Caps(time: .milliseconds(200))
        $0.concurrency = 2
      }
      let outcomes = await policy.replies(to: requests(6))
      #expect(outcomes.count { $0.cause == .timedOut } == 2)
      #expect(outcomes.count { $0.cause == .capReached } == 4)
    }
  }

  @Test("cancelled requests end at once, those under way and those that wait")
  func cancellation() async throws {
    try await withServer { _ in
      [.wait(60), chatAnswer("Up")]
    } _: { server in
      let policy = try chatPolicy(server) {
        $0.concurrency = 4
        $0.timeout = patience
      }
      let task = Task { await policy.replies(to: requests(12)) }
      while server.requestCount < 4 { try await Task.sleep(for: .milliseconds(5)) }
      task.cancel()
      #expect(await task.value.map(\.cause) == Array(repeating: .cancelled, count: 12))
      #expect(policy.tally.replies == 0)
    }
  }

  @Test(
    "what is no address is named",
    arguments: ["localhost:8000", "ftp://localhost", "http://", "", "http://a b"])
  func badAddress(url: String) {
    #expect(throws: PolicyError.self) { try ChatCompletionsPolicy(url: url, model: "tiny") }
  }

  @Test("an option out of its range is named")
  func badOptions() {
    func fault(_ change: (inout ChatOptions) -> Void) -> String? {
      var options = ChatOptions()
      change(&options)
      do throws(PolicyError) {
        _ = try ChatCompletionsPolicy(url: "http://localhost", model: "tiny", options: options)
        return nil
      } catch {
        return error.description
      }
    }
    #expect(fault { _ in } == nil)
    #expect(fault { $0.concurrency = 0 } == "concurrency: 0 is not in 1...100000")
    #expect(fault { $0.concurrency = 100_001 } != nil)
    #expect(fault { $0.timeout = .zero } == "timeout: 0.0 seconds is not between 0 and a day")
    #expect(fault { $0.retries = -1 } == "retries: -1 is below 0")
    #expect(fault { $0.timeout = .seconds(90_000) } != nil)
    #expect(fault { $0.firstWait = .seconds(-1) }?.hasPrefix("firstWait: ") == true)
    #expect(fault { $0.key = "a\r\nb" }?.hasPrefix("key: ") == true)
    #expect(fault { $0.sizeLimit = 0 } == "sizeLimit: 0 is below 1")
    #expect(fault { $0.extra = "[1]" } == "extra: is not a JSON object")
  }

  @Test(
    "the address of a server is completed",
    arguments: [
      ("http://a:1", "http://a:1/v1/chat/completions"),
      ("http://a:1/", "http://a:1/v1/chat/completions"),
      ("http://a:1/v1", "http://a:1/v1/chat/completions"),
      ("https://a/x/v2/", "https://a/x/v2/chat/completions"),
      ("https://a/x/chat/completions", "https://a/x/chat/completions"),
    ])
  func addresses(given: String, full: String) throws {
    let call = try ChatCall(url: given, model: "tiny", options: ChatOptions())
    #expect(try call(requests(1)[0]).url.absoluteString == full)
  }
}
