public import TinyTransformer
public import VariantGymCore

/// A tiny transformer as a policy: all requests of a call are answered together.
///
/// A reply depends on its request, the seed and the settings alone, not on the other requests.
public actor ModelPolicy: Policy {
  private let transcript: Transcript
  private let decoder: Decoder
  private let settings: DecodingSettings
  private let seed: UInt64

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
  public init(
    _ model: LanguageModel, transcript: Transcript = Transcript(), temperature: Float = 0,
    maximumTokens: Int, stops: [String] = [], seed: UInt64 = 0, batch: Int = 64, threads: Int
  ) {
    self.transcript = transcript
    decoder = Decoder(model, batch: batch, threads: threads)
    settings = DecodingSettings(
      temperature: temperature, maximumTokens: maximumTokens,
      stops: stops.map(transcript.tokenizer.encode))
    self.seed = seed
  }

  /// One reply for each request, in order; a request that is too long for the model fails.
  public func replies(to requests: [Request]) -> [Result<Reply, PolicyFailure>] {
    var prompts: [Prompt] = []
    var results: [Result<Reply, PolicyFailure>] = []
    var places: [Int] = []
    for request in requests {
      let tokens = transcript.prompt(request.messages, prefill: request.prefill)
      let context = decoder.shape.context
      guard tokens.count <= context else {
        results.append(
          .failure(
            PolicyFailure("the prompt has \(tokens.count) tokens, the model's context \(context)")))
        continue
      }
      places.append(results.count)
      results.append(.failure(PolicyFailure("the model has not answered")))
      prompts.append(Prompt(tokens: tokens, seed: draw(for: request)))
    }
    do {
      let continuations = try decoder.continuations(of: prompts, settings)
      for (place, continuation) in zip(places, continuations) {
        results[place] = .success(Reply(text: transcript.tokenizer.decode(continuation.text)))
      }
    } catch {
      for place in places { results[place] = .failure(PolicyFailure(error.description)) }
    }
    return results
  }

  /// The seed of a request's draws: its episode's, its turn's and the policy's.
  private func draw(for request: Request) -> UInt64 {
    let episode = request.episode
    var stream = episode.address.stream(
      .policy(variant: episode.variant, turn: request.history.count))
    return Random.mix(stream.next() ^ Random.mix(seed))
  }
}
