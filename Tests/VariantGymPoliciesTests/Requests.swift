import LoopbackServer
import VariantGym

/// Requests that differ in their identity.
func requests(
  _ count: Int, prefill: String = "", sampling: Sampling = Sampling()
) -> [Request] {
  (0..<count).map { index in
    Request(
      messages: [Message(role: .user, content: "Where to, \(index)?")], prefill: prefill,
      episode: EpisodeIdentity(
        address: Address(
          family: "sokoban", difficulty: "simple", split: .test, cohort: ["base"], index: index),
        variant: "base", framing: Framing()),
      history: [], sampling: sampling)
  }
}

/// A whole answer as a server gives it.
func chatAnswer(_ text: String) -> Step {
  .response(
    #"{"choices":[{"message":{"role":"assistant","content":"\#(text)"},"finish_reason":"stop"}],"#
      + #""usage":{"prompt_tokens":7,"completion_tokens":3}}"#)
}
