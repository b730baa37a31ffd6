public import TinyTransformer
public import VariantGymCore

/// A tiny transformer as a policy: all requests of a call are answered together.
///
/// A reply depends on its request, the seed and the settings alone, not on the other requests.
public actor ModelPolicy: Policy {
  private let transcript: Transcript
  private let decoder: Decoder
  private let sampling: Sampling
  private let batch: Int

  /// A policy.
  ///
  /// - Parameters:
  ///   - model: What answers.
  ///   - transcript: How it reads conversations.
  ///   - temperature: 0 for the likeliest reply; else replies are drawn.
  ///   - maximumTokens: The most tokens of a reply.
  ///   - stops: Texts that end a reply, and are no part of it.
  ///   - seed: The seed of what is drawn.
  ///   - batch: How many requests are worked on at a time.
  ///   - threads: How many threads share the work.
  ///
  /// What a request says of temperature, tokens and stops goes before what the policy was made with.
  /// Every draw is from the whole distribution: `topP` is not supported, and a request with one fails.
  public init(
    _ model: LanguageModel, transcript: Transcript = Transcript(), temperature: Float = 0,
    maximumTokens: Int, stops: [String] = [], seed: UInt64 = 0, batch: Int = 64, threads: Int
  ) {
    self.transcript = transcript
    decoder = Decoder(model, batch: batch, threads: threads)
    sampling = Sampling(
      temperature: Double(temperature), maxTokens: maximumTokens, stop: stops, seed: seed)
    self.batch = batch
  }

  /// One call of as many requests as are worked on at a time.
  public nonisolated var capacity: Capacity { Capacity(batch: batch, calls: 1) }

  /// One reply for each request, in order; a request that is too long for the model fails.
  public func replies(to requests: [Request]) -> [Result<Reply, PolicyFailure>] {
    var results = [Result<Reply, PolicyFailure>?](repeating: nil, count: requests.count)
    var waiting = Array(requests.indices)
    // Most often all requests of a call are to be answered in the same way.
    while let first = waiting.first {
      let settings = settings(for: requests[first])
      let others = waiting.partition { self.settings(for: requests[$0]) == settings }
      let alike = waiting[others...].sorted()
      waiting.removeSubrange(others...)
      for (place, result) in zip(alike, answers(to: alike.map { requests[$0] }, settings)) {
        results[place] = result
      }
    }
    return results.compactMap(\.self)
  }

  private func settings(for request: Request) -> DecodingSettings {
    let stops = request.sampling.stop.isEmpty ? sampling.stop : request.sampling.stop
    return DecodingSettings(
      temperature: Float(request.sampling.temperature ?? sampling.temperature ?? 0),
      maximumTokens: request.sampling.maxTokens ?? sampling.maxTokens ?? 1,
      stops: stops.map(transcript.tokenizer.encode))
  }

  private func answers(
    to requests: [Request], _ settings: DecodingSettings
  ) -> [Result<Reply, PolicyFailure>] {
    var prompts: [PromptTokens] = []
    var places: [Int] = []
    var results = requests.enumerated().map { place, request -> Result<Reply, PolicyFailure> in
      let tokens = transcript.prompt(request.messages, prefill: request.prefill)
      let context = decoder.shape.context
      if request.sampling.topP ?? 1 < 1 {
        return .failure(PolicyFailure("the model draws from all tokens; top-p is not supported"))
      }
      guard tokens.count <= context else {
        return .failure(
          PolicyFailure("the prompt has \(tokens.count) tokens, the model's context \(context)"))
      }
      places.append(place)
      prompts.append(PromptTokens(tokens: tokens, seed: draw(for: request)))
      return .failure(PolicyFailure("the model has not answered"))
    }
    do throws(ModelError) {
      let continuations = try decoder.continuations(of: prompts, settings)
      for (index, continuation) in continuations.enumerated() {
        results[places[index]] = .success(
          Reply(
            text: transcript.tokenizer.decode(continuation.text),
            usage: Usage(
              promptTokens: prompts[index].tokens.count,
              completionTokens: continuation.tokens.count),
            ending: continuation.finish == .length ? .length : .stop))
      }
    } catch {
      for place in places { results[place] = .failure(PolicyFailure(error.description)) }
    }
    return results
  }

  /// The seed of a request's draws: its own, and the policy's.
  private func draw(for request: Request) -> UInt64 {
    var stream = request.random
    return Random.mix(stream.next() ^ Random.mix(sampling.seed))
  }
}
