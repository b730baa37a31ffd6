/// A text to be continued.
public struct PromptTokens: Hashable, Sendable {
  /// The tokens to continue: at least one, at most the model's context.
  public var tokens: [Int32]
  /// The seed of what is drawn; equal prompts with equal seeds have equal continuations.
  public var seed: UInt64

  /// A prompt.
  public init(tokens: [Int32], seed: UInt64 = 0) {
    self.tokens = tokens
    self.seed = seed
  }
}

/// How texts are continued.
public struct DecodingSettings: Hashable, Sendable {
  /// 0 for the likeliest token each time; else tokens are drawn from the logits divided by this.
  public var temperature: Float
  /// The most tokens of a continuation, its end included.
  public var maximumTokens: Int
  /// The token that ends a continuation.
  public var end: Int32
  /// Sequences of tokens that end a continuation. None is empty.
  public var stops: [[Int32]]

  /// Settings.
  public init(
    temperature: Float = 0, maximumTokens: Int, end: Int32 = Tokenizer.Control.end.token,
    stops: [[Int32]] = []
  ) {
    self.temperature = temperature
    self.maximumTokens = maximumTokens
    self.end = end
    self.stops = stops.filter { !$0.isEmpty }
  }
}

/// How a prompt was continued.
public struct Continuation: Hashable, Sendable {
  /// The tokens, the end token and the stop sequence included.
  public var tokens: [Int32] = []
  /// Why it ended.
  public var finish: Finish = .length
  /// How many of the tokens come before the end token or the stop sequence.
  public var textCount = 0

  /// The tokens before the end token or the stop sequence.
  public var text: ArraySlice<Int32> { tokens[..<textCount] }

  /// Why a continuation ended.
  public enum Finish: Hashable, Sendable {
    /// The model said so.
    case end
    /// A stop sequence came.
    case stop
    /// There was no room left.
    case length
  }
}
