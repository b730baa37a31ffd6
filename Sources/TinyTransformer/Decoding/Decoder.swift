internal import Foundation

/// Continues many prompts at a time, with the keys and values of earlier places kept.
///
/// A continuation depends on its prompt, the seed and the settings alone: not on the other prompts, nor
/// on the number of threads. A decoder serves one thread at a time.
public final class Decoder: @unchecked Sendable {
  /// The sizes of the model.
  public let shape: ModelShape
  private let packed: PackedWeights
  private let pool: WorkerPool
  private let lanes: [DecodingLane]

  // The work in hand.
  private let lock = NSLock()
  private var prompts: [PromptTokens] = []
  private var nextPrompt = 0
  private var settings = DecodingSettings(maximumTokens: 0)
  private var results: [Continuation] = []

  /// A decoder for a model.
  ///
  /// - Parameters:
  ///   - model: What continues prompts.
  ///   - batch: How many prompts are continued at a time.
  ///   - threads: How many threads share the work.
  public convenience init(_ model: LanguageModel, batch: Int, threads: Int) {
    self.init(model, batch: batch, threads: threads, kernels: .fastest)
  }

  init(_ model: LanguageModel, batch: Int, threads: Int, kernels: Kernels) {
    shape = model.shape
    let packed = PackedWeights(model, kernels: kernels)
    self.packed = packed
    pool = WorkerPool(min(threads, batch))
    let share = (max(1, batch) + pool.count - 1) / pool.count
    let rotation = RotaryTable(shape)
    lanes = (0..<pool.count).map { _ in
      DecodingLane(packed, slots: share, rotation: rotation)
    }
  }

  /// Takes over the weights of another model of the same shape.
  public func update(_ model: LanguageModel) {
    precondition(model.shape == shape, "a decoder keeps its shape")
    model.weights.withUnsafeBufferPointer { packed.update(from: $0.baseAddress!) }
  }

  /// Continues prompts; one result for each, in order.
  ///
  /// - Throws: `ModelError.badRow` where a prompt is empty, longer than the context, or holds unknown
  ///   tokens.
  public func continuations(
    of prompts: [PromptTokens], _ settings: DecodingSettings
  ) throws(ModelError) -> [Continuation] {
    for prompt in prompts { try prompt.check(for: shape) }
    self.prompts = prompts
    self.settings = settings
    nextPrompt = 0
    results = [Continuation](repeating: Continuation(), count: prompts.count)
    pool.run { [unowned self] in work(lanes[$0]) }
    defer { results = [] }
    return results
  }

  private func takePrompts(_ count: Int) -> Range<Int> {
    lock.withLock {
      let first = nextPrompt
      nextPrompt = min(prompts.count, first + count)
      return first..<nextPrompt
    }
  }

  private func work(_ lane: DecodingLane) {
    // A lane takes no more than its share of what is there, so that no other is left idle.
    let share = min(lane.slots, (prompts.count + lanes.count - 1) / lanes.count)
    while true {
      if lane.free(of: share) > 0 {
        let taken = takePrompts(lane.free(of: share))
        lane.begin(taken.map { ($0, prompts[$0]) }, settings)
      }
      if lane.isEmpty { return }
      lane.step(settings) { index, continuation in
        lock.withLock { results[index] = continuation }
      }
    }
  }
}

extension PromptTokens {
  func check(for shape: ModelShape) throws(ModelError) {
    guard (1...shape.context).contains(tokens.count) else {
      throw .badRow("a prompt has \(tokens.count) tokens, not 1...\(shape.context)")
    }
    for token in tokens where !(0..<shape.vocabulary).contains(Int(token)) {
      throw .badRow("token \(token) is not in a vocabulary of \(shape.vocabulary)")
    }
  }
}
