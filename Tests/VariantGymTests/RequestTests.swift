import Testing
import VariantGym

@Suite("Requests")
struct RequestTests {
  @Test("a request for any sample has draws of its own, also for a number below 0")
  func samples() throws {
    let episode = try Catalog.standard.family(named: "sokoban").twins(
      at: Address(
        family: "sokoban", difficulty: "simple", split: .test, cohort: ["base"], index: 0),
      framing: Framing())[0]
    let draws = [Int.min, -1, 0, 1, .max].map { sample in
      var random = Request(
        messages: episode.messages, prefill: "", episode: episode.identity, history: [],
        sample: sample
      ).random
      return random.next()
    }
    #expect(Set(draws).count == draws.count)
  }
}
