import Foundation
import Testing

@testable import TinyTransformer

@Suite("Decoding")
struct DecoderTests {
  static let shape = try! ModelShape(
    vocabulary: 13, width: 12, layers: 2, heads: 2, hidden: 10, context: 40)

  static func prompts(_ count: Int, longest: Int, seed: UInt64) -> [PromptTokens] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { index in
      PromptTokens(
        tokens: (0..<1 + generator.below(longest)).map { _ in Int32(1 + generator.below(12)) },
        seed: UInt64(index))
    }
  }

  @Test("greedy tokens are the likeliest of the reference", arguments: 0..<Kernels.available.count)
  func greedy(kernels: Int) throws {
    let model = LanguageModel(Self.shape, seed: 5)
    let reference = ReferenceModel(model)
    let decoder = Decoder(model, batch: 3, threads: 2, kernels: Kernels.available[kernels])
    let prompts = Self.prompts(7, longest: 9, seed: 6)
    let settings = DecodingSettings(maximumTokens: 5, end: -1)
    let continuations = try decoder.continuations(of: prompts, settings)
    #expect(Set(continuations.map(\.tokens)).count > 1)
    for (prompt, continuation) in zip(prompts, continuations) {
      #expect(continuation.tokens.count == 5 && continuation.finish == .length)
      let all = prompt.tokens + continuation.tokens
      let predictions = reference.logProbabilities(all)
      for (place, token) in continuation.tokens.enumerated() {
        let row = predictions[prompt.tokens.count + place - 1]
        // A tie within the precision of floats may go either way.
        #expect(row[Int(token)] > row.max()! - 1e-4)
      }
    }
  }

  @Test("a continuation does not depend on its company", arguments: [0, 1] as [Float])
  func company(temperature: Float) throws {
    let model = LanguageModel(Self.shape, seed: 7)
    var prompts = Self.prompts(12, longest: 12, seed: 8)
    // Equal prompts, side by side and apart, with seeds of their own.
    for (copy, index) in [(3, 2), (4, 2), (9, 2)] { prompts[copy].tokens = prompts[index].tokens }
    let settings = DecodingSettings(temperature: temperature, maximumTokens: 8)
    let together = try Decoder(model, batch: 5, threads: 2).continuations(of: prompts, settings)
    let alone = Decoder(model, batch: 1, threads: 1)
    for (prompt, expected) in zip(prompts, together) {
      #expect(try alone.continuations(of: [prompt], settings) == [expected])
    }
  }

  @Test("draws follow the model's probabilities")
  func draws() throws {
    let model = LanguageModel(Self.shape, seed: 9)
    let tokens: [Int32] = [3, 1, 4]
    let count = 2_000
    let decoder = Decoder(model, batch: 100, threads: 2)
    let continuations = try decoder.continuations(
      of: (0..<count).map { PromptTokens(tokens: tokens, seed: UInt64($0)) },
      DecodingSettings(temperature: 0.5, maximumTokens: 1))
    let logs = ReferenceModel(model).logProbabilities(tokens)[2].map { 2 * $0 }
    let powers = logs.map { exp($0) }
    for token in 0..<Self.shape.vocabulary {
      let expected = powers[token] / powers.reduce(0, +)
      let seen = continuations.count { $0.tokens[0] == Int32(token) }
      let deviation = (Double(count) * expected * (1 - expected)).squareRoot()
      #expect(abs(Double(seen) - Double(count) * expected) < 5 * deviation + 1)
    }
  }

  @Test("ends, stops and full contexts end a continuation")
  func ends() throws {
    let model = LanguageModel(Self.shape, seed: 10)
    let decoder = Decoder(model, batch: 2, threads: 1)
    let prompt = PromptTokens(tokens: [2, 5])
    func continuation(_ settings: DecodingSettings) throws -> Continuation {
      try decoder.continuations(of: [prompt], settings)[0]
    }
    let free = try continuation(DecodingSettings(temperature: 1, maximumTokens: 100, end: -1))
    #expect(free.finish == .length)
    // The last token is predicted by the last place of the context.
    #expect(prompt.tokens.count + free.tokens.count == Self.shape.context + 1)
    #expect(free.textCount == free.tokens.count)

    let end = free.tokens[6]
    let first = free.tokens.firstIndex(of: end)!
    let ended = try continuation(
      DecodingSettings(temperature: 1, maximumTokens: 100, end: end))
    #expect(ended.finish == .end && ended.textCount == first)
    #expect(ended.tokens == Array(free.tokens[...first]))

    let stop = Array(free.tokens[5...7])
    let stopped = try continuation(
      DecodingSettings(temperature: 1, maximumTokens: 100, end: -1, stops: [stop, [99]]))
    #expect(stopped.finish == .stop)
    #expect(Array(stopped.tokens.suffix(3)) == stop && stopped.textCount <= 5)
    #expect(free.tokens.starts(with: stopped.tokens))
  }

  @Test("prompts that no model can take are refused")
  func refusals() {
    let decoder = Decoder(LanguageModel(Self.shape, seed: 1), batch: 2, threads: 1)
    for tokens in [[], [13], [-1], [Int32](repeating: 1, count: 41)] {
      #expect(throws: ModelError.self) {
        try decoder.continuations(
          of: [PromptTokens(tokens: tokens)], DecodingSettings(maximumTokens: 1))
      }
    }
  }
}
