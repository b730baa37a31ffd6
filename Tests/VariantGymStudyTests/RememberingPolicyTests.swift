import Testing
import VariantGym

@testable import VariantGymStudy

@Suite("Remembering policy")
struct RememberingPolicyTests {
  /// Counts what it is asked, and fails on every third prompt.
  private actor Counting: Policy {
    private(set) var asked: [String] = []

    func replies(to requests: [Request]) async -> [Result<Reply, PolicyFailure>] {
      requests.map { request in
        let text = request.messages[0].content
        asked.append(text)
        return text.hasSuffix("3")
          ? .failure(PolicyFailure("no")) : .success(Reply(text: "\(text)\(request.prefill)"))
      }
    }
  }

  private func request(_ text: String, prefill: String = "") throws -> Request {
    let address = Address(
      family: "sokoban", difficulty: "simple", split: .test, cohort: ["base"], index: 0)
    return Request(
      messages: [Message(role: .user, content: text)], prefill: prefill,
      episode: EpisodeIdentity(address: address, variant: "base", framing: Framing()), history: [])
  }

  @Test("each prompt is asked once, within a call and later, and every request has its answer")
  func once() async throws {
    let counting = Counting()
    let policy = RememberingPolicy(counting)
    for _ in 0..<2 {
      let replies = await policy.replies(
        to: try [
          request("1"), request("2"), request("1"), request("3"), request("1", prefill: "!"),
        ])
      #expect(replies.map { (try? $0.get())?.text } == ["1", "2", "1", nil, "1!"])
    }
    #expect(await counting.asked == ["1", "2", "3", "1"])
  }
}
